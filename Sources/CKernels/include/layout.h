/// Values put into another order; one implementation serves all sets, for memory is what takes the
/// time.
#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Weights of `outputCount` outputs, at most 64, in the order [output][channel][tap] put into as
/// many columns of a panel of the order [tap][channel][column] with `width` columns; `panel` is the
/// first column's first value.
void dk_pack_panel_f32(
    const float *rows, size_t outputCount, size_t channels, size_t taps, size_t width,
    float *panel);

/// Puts 0 into `count` columns of a panel of that depth and width, likewise.
void dk_zero_columns_f32(size_t count, size_t depth, size_t width, float *panel);

/// Weights in the order [output][channel][tap] put into the order [output][tap][channel].
void dk_pack_rows_f32(
    const float *rows, size_t outputCount, size_t channels, size_t taps, float *packed);

/// `channels` planes of `area` values, `planeStride` apart, put into pixels `pixelStride` apart.
void dk_interleave_f32(
    const float *planes, size_t planeStride, size_t channels, size_t area, float *pixels,
    size_t pixelStride);

/// The other way.
void dk_planar_f32(
    const float *pixels, size_t pixelStride, size_t channels, size_t area, float *planes,
    size_t planeStride);

/// output[i] = the value that `indices[i]` counts in an input of `channels` values a pixel.
void dk_pick_f32(
    const float *input, size_t channels, size_t pixelStride, const int32_t *indices,
    size_t count, float *output);

/// `rowCount` rows of `columnCount` values turned: to[column][row] = from[row][column].
void dk_turn_f32(
    const float *from, size_t fromStride, size_t rowCount, size_t columnCount, float *to,
    size_t toStride);

#pragma clang assume_nonnull end
