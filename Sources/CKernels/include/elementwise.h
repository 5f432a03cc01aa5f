/// Sums and products of values at the same place.
#pragma once

#include <stddef.h>

#pragma clang assume_nonnull begin

/// `rowCount` rows of `columnCount` values read and written, with a stride each.
typedef struct dk_row_pair {
  const float *input;
  size_t inputStride;
  float *output;
  size_t outputStride;
  size_t rowCount, columnCount;
} dk_row_pair;

/// An image made larger or smaller by whole factors.
typedef struct dk_resampling {
  const float *input;
  size_t inputStride, inputWidth;
  float *output;
  size_t outputStride, outputWidth;
  size_t channels, stride;
  /// What every value is multiplied by.
  float scale;
} dk_resampling;

#pragma clang assume_nonnull end
