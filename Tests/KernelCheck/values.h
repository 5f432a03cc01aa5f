/// Values to calculate with, the same in every run.
#pragma once

#include <stddef.h>

/// A room of `count` values between -1 and 1, multiples of 2^-`bits`: sums of a few hundred
/// products of such values are exact, so that every order of summation gives the same bits.
float *dyadic(size_t count, int bits);

/// A room of `count` values between -`limit` and `limit`.
float *uniform(size_t count, float limit);

/// A room of `count` values among which some are 0, -0, the smallest and the largest there are,
/// infinite, or no number.
float *strange(size_t count);

/// A room with a copy of `count` values.
float *copied(const float *values, size_t count);

/// A whole number from 0 to `limit` - 1.
size_t below(size_t limit);

/// Counts around the number of values of a vector, and of several.
extern const size_t widths[];
extern const size_t widthCount;
