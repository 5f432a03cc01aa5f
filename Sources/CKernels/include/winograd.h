/// Convolution with 3 x 3 taps and stride 1 by Winograd's minimal filtering, F(m x m, 3 x 3).
///
/// The output is cut into tiles of m x m pixels. A tile's (m + 2) x (m + 2) input pixels are
/// transformed, and so are the taps; at each of the (m + 2)^2 positions the sum over the channels
/// is an ordinary product, and the results are transformed back.
///
/// - Reference: Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks",
///   https://arxiv.org/abs/1509.09308.
#pragma once

#include <stddef.h>

#include "activation.h"
#include "residual.h"

#pragma clang assume_nonnull begin

/// The image, its tiles, and what happens to a finished output.
typedef struct dk_winograd {
  const float *input;
  size_t inputStride;
  float *output;
  size_t outputStride;
  ptrdiff_t height, width, outputHeight, outputWidth, padding;
  /// Rows and columns of a tile of the output: 2, 3, 4 or 6.
  ptrdiff_t tileSize;
  /// Tiles side by side; tile t is number t % tilesAcross of row t / tilesAcross.
  ptrdiff_t tilesAcross;
  dk_activation activation;
  /// What is added to the whole output then.
  dk_residual residual;
} dk_winograd;

/// Values by position, tile and channel: (p, t, c) is at p * positionStride + t * rowStride + c.
typedef struct dk_positions {
  float *values;
  size_t positionStride, rowStride;
} dk_positions;

#pragma clang assume_nonnull end
