/// Windows reduced to one value a channel.
#pragma once

#include <stddef.h>

#pragma clang assume_nonnull begin

/// A pooling; window (y, x) starts at (y * strideY - offset, x * strideX - offset).
typedef struct dk_pooling {
  const float *input;
  size_t inputStride;
  float *output;
  size_t outputStride;
  ptrdiff_t channels, height, width, outputWidth;
  ptrdiff_t size, strideX, strideY, offset;
} dk_pooling;

#pragma clang assume_nonnull end
