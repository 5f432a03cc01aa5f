#include "values.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "rooms.h"

const size_t widths[] = {1,  2,  3,  4,  5,  6,  7,  8,  9,  11, 12, 13,
                         15, 16, 17, 19, 31, 32, 33, 47, 63, 64, 65, 130};
const size_t widthCount = sizeof widths / sizeof *widths;

/// Marsaglia's xorshift, with the factor that makes its upper bits good.
static uint64_t random_bits(void) {
  static uint64_t state = 20161225;
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return state * 0x2545f4914f6cdd1dull;
}

size_t below(size_t limit) { return (size_t)(random_bits() >> 33) % limit; }

float *dyadic(size_t count, int bits) {
  float *values = room(count);
  const float unit = ldexpf(1, -bits);
  const size_t steps = ((size_t)2 << bits) + 1;
  for (size_t i = 0; i < count; ++i) values[i] = (float)below(steps) * unit - 1;
  return values;
}

float *uniform(size_t count, float limit) {
  float *values = room(count);
  for (size_t i = 0; i < count; ++i) {
    values[i] = ((float)(random_bits() >> 40) / (float)(1 << 23) - 1) * limit;
  }
  return values;
}

float *strange(size_t count) {
  static const float few[] = {0.0f,  -0.0f,  1e-45f, -1e-45f,   1.1e-38f, -1.1e-38f,
                              3e38f, -3e38f, NAN,    INFINITY, -INFINITY};
  float *values = uniform(count, 4);
  for (size_t i = 0; i < count; ++i) {
    if (below(3) == 0) values[i] = few[below(sizeof few / sizeof *few)];
  }
  return values;
}

float *copied(const float *values, size_t count) {
  float *copy = room(count);
  if (count) memcpy(copy, values, count * sizeof *copy);
  return copy;
}
