/// Products of bfloat16, summed as floats: half the bytes, and on processors with instructions for
/// it twice the operations.
///
/// Rows and weights are kept in pairs: two bfloat16 in the room of a float, those of depth 2 i and
/// 2 i + 1, the first in the lower half. The last pair of an odd depth has 0 in the upper one.
/// Rooms are what offsets and strides are counted in, so that products of pairs are laid out like
/// products of floats of half the depth.
#pragma once

#include "multiply.h"
#include "winograd.h"

#pragma clang assume_nonnull begin

/// What a set has for bfloat16, beside its `dk_kernel_table`, whose panels and tiles it shares.
/// Values are rounded to the nearest, to the even one of two; what is no number stays none, and
/// what is no normal number becomes 0.
typedef struct __attribute__((swift_attr("@Sendable"))) dk_bf16_table {
  /// As in `dk_kernel_table`, rounded, the last pair filled up with 0.
  void (*gather_rows)(
      const dk_windows *windows, size_t firstRow, size_t rowCount, size_t firstDepth, size_t depth,
      float *rows);
  /// Multiplies rows of pairs by panels of pairs; strides and depths count pairs.
  void (*multiply)(const dk_product *product);
  /// Rounds a panel of weights, [depth][column], into one of pairs, [depth / 2][column].
  void (*round_panel)(const float *panel, size_t depth, float *pairs);
  /// As in `dk_kernel_table`, rounded after the transform.
  void (*winograd_input)(
      const dk_winograd *winograd, size_t firstTile, size_t tileCount, size_t firstChannel,
      size_t channelCount, dk_positions to);
} dk_bf16_table;

/// Plain C, the definition of right.
const dk_bf16_table *dk_bf16_scalar(void);
/// Needs `DK_FEATURE_AVX512_BF16`; null where not compiled in.
const dk_bf16_table *_Nullable dk_bf16_avx512(void);

#pragma clang assume_nonnull end
