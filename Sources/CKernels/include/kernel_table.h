/// A set of kernels: every family compiled for one kind of processor.
#pragma once

#include "activation.h"
#include "depthwise.h"
#include "elementwise.h"
#include "local.h"
#include "multiply.h"
#include "pooling.h"
#include "residual.h"
#include "winograd.h"

#pragma clang assume_nonnull begin

/// The kernels of a set. Pointers need no alignment unless said; counts may be 0.
typedef struct __attribute__((swift_attr("@Sendable"))) dk_kernel_table {
  /// Columns of a weight panel.
  size_t panelWidth;
  /// Rows of the largest tile of `multiply`.
  size_t tileRows;
  /// Values from one gathered row to the next; above the largest depth of one `multiply`.
  size_t rowStride;

  /// Copies depth `firstDepth ..< firstDepth + depth` of `rowCount` windows side by side, 0 for
  /// what lies outside the image. Depth runs over (row of the window, column, channel), channels
  /// fastest.
  void (*gather_rows)(
      const dk_windows *windows, size_t firstRow, size_t rowCount, size_t firstDepth, size_t depth,
      float *rows);
  /// Multiplies rows by panels. Weights are aligned to 64 bytes.
  void (*multiply)(const dk_product *product);

  /// Transforms a panel of 3 x 3 taps, [tap][channel][column], into panels [channel][column],
  /// `positionStride` values from one position to the next.
  void (*winograd_taps)(
      size_t tileSize, const float *panel, size_t channels, float *transformed,
      size_t positionStride);
  /// Transforms channels `firstChannel ..< firstChannel + channelCount` of `tileCount` tiles; what
  /// is written begins at channel and tile 0 of `to`. Rows are filled up with 0 to whole vectors.
  void (*winograd_input)(
      const dk_winograd *winograd, size_t firstTile, size_t tileCount, size_t firstChannel,
      size_t channelCount, dk_positions to);
  /// Transforms sums of filters `firstFilter ..< firstFilter + filterCount` of `tileCount` tiles
  /// back, which begin at channel and tile 0 of `from` and may be read up to a whole vector; adds
  /// `bias[i]` to the i-th filter, applies the activation, adds the residual, and writes what lies
  /// inside the image.
  void (*winograd_output)(
      const dk_winograd *winograd, size_t firstTile, size_t tileCount, size_t firstFilter,
      size_t filterCount, dk_positions from, const float *bias);

  /// Writes rows `firstRow ..< firstRow + rowCount` of a depthwise convolution.
  void (*depthwise)(const dk_depthwise *convolution, size_t firstRow, size_t rowCount);

  /// Multiplies rows of weights by one input.
  void (*dot_rows)(const dk_dots *dots);

  /// Applies a function to every value, in place.
  void (*activate)(dk_rows rows, dk_activation activation);
  /// Normalises every row by itself, in place.
  void (*normalize)(dk_rows rows, dk_normalization normalization);
  /// `exp(x / temperature)` of every row over the sum of its row.
  void (*softmax)(dk_row_pair rows, float temperature);

  /// The largest value of each window, for output rows `firstRow ..< firstRow + rowCount`.
  void (*maxpool)(const dk_pooling *pooling, size_t firstRow, size_t rowCount);
  /// The mean of the values of each window that lie in the image, likewise.
  void (*local_average)(const dk_pooling *pooling, size_t firstRow, size_t rowCount);
  /// Column sums of the input, ascending, divided by the number of rows; one row is written.
  void (*average_rows)(dk_row_pair rows);

  /// The largest of channels g, g + outputChannels, g + 2 outputChannels, ... of every row.
  void (*maxpool_depth)(dk_row_pair rows, size_t outputChannels);

  /// Local response normalisation of every row.
  void (*normalize_response)(dk_row_pair rows, const dk_response *response);

  /// output = input.
  void (*copy)(dk_row_pair rows);
  /// output = input * scale + bias, one of each.
  void (*scale_and_shift)(dk_row_pair rows, float scale, float bias);
  /// output = input * scale + bias, each of `columnCount` values.
  void (*affine)(dk_row_pair rows, const float *scale, const float *bias);
  /// output = alpha * output + beta * input.
  void (*add_scaled)(dk_row_pair rows, float alpha, float beta);
  /// output = output + weight * input, a weight a column.
  void (*add_weighted)(dk_row_pair rows, const float *weights);
  /// output = input * weight, a weight a column.
  void (*multiply_columns)(dk_row_pair rows, const float *weights);
  /// output = output * input.
  void (*multiply_elements)(dk_row_pair rows);
  /// output = 1 where the input is above 0, else -1.
  void (*binarize)(dk_row_pair rows);
  /// output = input kept within -limit ... limit; 0 for what is no number.
  void (*clamp)(dk_row_pair rows, float limit);

  /// Every pixel repeated stride x stride times, for output rows `firstRow ..< firstRow +
  /// rowCount`.
  void (*upsample)(const dk_resampling *resampling, size_t firstRow, size_t rowCount);
  /// The sum of stride x stride pixels, likewise.
  void (*sum_blocks)(const dk_resampling *resampling, size_t firstRow, size_t rowCount);
} dk_kernel_table;

/// Plain C, the definition of right.
const dk_kernel_table *dk_kernels_scalar(void);
/// Needs `DK_FEATURE_AVX2`; null where not compiled in.
const dk_kernel_table *_Nullable dk_kernels_avx2(void);
/// Needs `DK_FEATURE_AVX512`; null where not compiled in.
const dk_kernel_table *_Nullable dk_kernels_avx512(void);
/// Needs `DK_FEATURE_NEON`; null where not compiled in.
const dk_kernel_table *_Nullable dk_kernels_neon(void);

#pragma clang assume_nonnull end
