/// What only training does, beside the kernels of a set.
#pragma once

#include "activation.h"
#include "elementwise.h"
#include "outer.h"
#include "pooling.h"
#include "winograd.h"

#pragma clang assume_nonnull begin

/// The kernels of a set that only training uses. Counts may be 0.
typedef struct __attribute__((swift_attr("@Sendable"))) dk_training_table {
  /// Adds outer products to sums.
  void (*outer)(const dk_outer *product);

  /// The mean of every column of the input, and the sum of the squared distances from it; there is
  /// a row at least.
  void (*column_moments)(dk_rows rows, float *means, float *squares);
  /// The sums of every column of the output, and of its products with the input less `centers`.
  void (*gradient_sums)(
      dk_row_pair rows, const float *centers, float *sums, float *products);
  /// The sums of every column.
  void (*column_sums)(dk_rows rows, float *sums);
  /// output = output * gains + input * slopes + offsets, one of each a column.
  void (*normalize_gradient)(
      dk_row_pair rows, const float *gains, const float *slopes, const float *offsets);
  /// output = output * the derivative of the function where it was applied to the input.
  void (*activation_gradient)(dk_row_pair rows, dk_activation activation);

  /// As `maxpool`, with the tap that is largest, counted row by row in its window, as a float; -1
  /// where no tap lies in the image. Positions are as many as values of the output, without gaps.
  void (*maxpool_positions)(
      const dk_pooling *pooling, float *positions, size_t firstRow, size_t rowCount);
  /// Adds what `input` holds for each of `rowCount` rows of windows to the value of the image in
  /// `output` at its position. `positionStride` values lead from window to window.
  void (*maxpool_gradient)(
      const dk_pooling *pooling, const float *positions, size_t positionStride, size_t rowCount);

  /// Spreads the deltas of `tileCount` tiles of the output, `winograd->input` of `height` x `width`
  /// here, over the positions: the transform of sums back into pixels, transposed. Rows are filled
  /// up with 0 to whole vectors.
  void (*winograd_delta)(
      const dk_winograd *winograd, size_t firstTile, size_t tileCount, size_t channelCount,
      dk_positions to);
  /// Transforms 3 x 3 taps in single precision, as often as they change. Both are panels,
  /// [tap][channel][column] with `tapStride` values from one tap to the next, and
  /// [position][channel][column] with `positionStride`.
  void (*winograd_taps)(
      size_t tileSize, const float *panel, size_t tapStride, size_t channels, float *transformed,
      size_t positionStride);
  /// Adds what comes to taps from that of transformed ones: `winograd_taps` transposed.
  void (*winograd_untaps)(
      size_t tileSize, const float *transformed, size_t positionStride, size_t channels,
      float *panel, size_t tapStride);
} dk_training_table;

/// Plain C, the definition of right.
const dk_training_table *dk_training_scalar(void);
/// Needs `DK_FEATURE_AVX2`; null where not compiled in.
const dk_training_table *_Nullable dk_training_avx2(void);
/// Needs `DK_FEATURE_AVX512`; null where not compiled in.
const dk_training_table *_Nullable dk_training_avx512(void);
/// Needs `DK_FEATURE_NEON`; null where not compiled in.
const dk_training_table *_Nullable dk_training_neon(void);

#pragma clang assume_nonnull end
