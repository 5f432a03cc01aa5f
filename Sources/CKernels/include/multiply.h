/// The product every convolution and `[connected]` is made of: rows times packed weights.
///
/// Each output is one chain of multiply-adds over ascending depth, begun at 0, then the bias, then
/// the activation; where another activation is added, that and the activation of the sum. The chain
/// is the same wherever the output lies in a tile, so equal inputs give equal bits.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "activation.h"
#include "residual.h"

#pragma clang assume_nonnull begin

/// Where the rows of a product come from: windows of an image in H x W x C order.
typedef struct dk_windows {
  /// First value of pixel (0, 0), at the first channel taken.
  const float *input;
  /// Values from one pixel to the next.
  size_t pixelStride;
  ptrdiff_t height, width, channels;
  /// Taps of a window side by side.
  ptrdiff_t size;
  ptrdiff_t strideX, strideY, paddingX, paddingY, dilationX, dilationY;
  /// Windows side by side; row r of the product is window (r / outputWidth, r % outputWidth).
  ptrdiff_t outputWidth;
} dk_windows;

/// A rectangle of a product, over a part of the depth.
typedef struct dk_product {
  /// `rowCount` rows, `rowStride` values apart; they may overlap. A row is `partCount` parts of
  /// `depth` values, `partStride` apart.
  const float *rows;
  size_t rowCount, rowStride, depth, partCount, partStride;
  /// The first panel at this depth; `panelStride` values from panel to panel.
  const float *weights;
  size_t panelStride, columnCount;
  /// What the next product reads first, to be fetched on the way; null where nothing is known.
  const float *_Nullable nextWeights;
  /// Row 0, column 0 of what is written; `outputStride` values from row to row.
  float *output;
  size_t outputStride;
  /// Whether sums begin at 0 here, or go on from what `output` holds.
  bool isFirst;
  /// The biases of the columns, padded to whole panels, where sums end here; else null.
  const float *_Nullable bias;
  /// What is applied after the bias.
  dk_activation activation;
  /// What is added then, where sums end here.
  dk_residual residual;
} dk_product;

#pragma clang assume_nonnull end
