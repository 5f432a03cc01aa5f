/// Memory between two pages that must not be touched.
///
/// A kernel that reads or writes one value too far is stopped by the processor, and the program
/// says which one it was. Rooms are full of `untouched` values, so that writing between two rows of
/// an output shows as well.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether rooms begin after an unreadable page; else they end before one.
extern bool roomsBeginAtPage;

/// Gives all rooms back.
void clear_rooms(void);

/// Room for `count` values, full of `untouched`.
float *room(size_t count);

/// Makes sure that the values before and behind a room are out of reach, the one at which rooms are
/// guarded now: a check that cannot fail would prove nothing.
void check_rooms(void);

/// The bits of a value nobody has written: no number, and none that arithmetic makes.
static const uint32_t untouched = 0x7fc5a5a5u;
