/// What a check says, and how results are compared.
#pragma once

#include <stddef.h>

/// How far two results may be apart.
typedef struct tolerance {
  /// As a share of the expected value.
  float relative;
  /// And in any case.
  float absolute;
} tolerance;

/// The same bits; what is no number may have any.
static const tolerance exact = {0, 0};

/// Names what is checked from here on, for the messages.
__attribute__((format(printf, 1, 2))) void now_checking(const char *format, ...);

/// Compares whole rooms: values nobody should write must be untouched in both.
void expect(const float *found, const float *expected, size_t count, tolerance allowed);

/// Says what went wrong; the program goes on, but for a while only.
__attribute__((format(printf, 1, 2))) void fault(const char *format, ...);

/// Makes a touched page a message and the end of the program.
void report_touched_pages(void);

/// Values compared so far, and faults.
extern size_t comparedCount, faultCount;
