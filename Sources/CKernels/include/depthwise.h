/// Convolution of every channel by itself.
#pragma once

#include <stddef.h>

#include "activation.h"
#include "residual.h"

#pragma clang assume_nonnull begin

/// A depthwise convolution; weights are [tap][channel].
typedef struct dk_depthwise {
  const float *input;
  size_t inputStride;
  float *output;
  size_t outputStride;
  const float *weights;
  const float *bias;
  ptrdiff_t channels, height, width, outputWidth;
  ptrdiff_t size, strideX, strideY, padding, dilation;
  dk_activation activation;
  /// What is added to the whole output then.
  dk_residual residual;
} dk_depthwise;

#pragma clang assume_nonnull end
