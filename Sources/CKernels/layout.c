#include "layout.h"

/// Values a block has each way: two blocks of lines fit the first-level cache many times over.
enum { blockSize = 16 };

static inline size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

void dk_pack_panel_f32(
    const float *rows, size_t outputCount, size_t channels, size_t taps, size_t width,
    float *panel) {
  const size_t depth = channels * taps;
  size_t channel = 0, tap = 0;
  for (size_t first = 0; first < depth; first += blockSize) {
    // Whole lines are read before any is written: rows are often a power of two apart, and would
    // push each other out of the cache.
    float block[64][blockSize];
    const size_t count = smaller(blockSize, depth - first);
    for (size_t n = 0; n < outputCount; ++n) {
      for (size_t i = 0; i < count; ++i) block[n][i] = rows[n * depth + first + i];
    }
    for (size_t i = 0; i < count; ++i) {
      float *to = panel + (tap * channels + channel) * width;
      for (size_t n = 0; n < outputCount; ++n) to[n] = block[n][i];
      if (++tap == taps) {
        tap = 0;
        ++channel;
      }
    }
  }
}

void dk_zero_columns_f32(size_t count, size_t depth, size_t width, float *panel) {
  for (size_t k = 0; k < depth; ++k) {
    for (size_t n = 0; n < count; ++n) panel[k * width + n] = 0;
  }
}

void dk_pack_rows_f32(
    const float *rows, size_t outputCount, size_t channels, size_t taps, float *packed) {
  const size_t depth = channels * taps;
  for (size_t n = 0; n < outputCount; ++n) {
    for (size_t channel = 0; channel < channels; ++channel) {
      for (size_t tap = 0; tap < taps; ++tap) {
        packed[n * depth + tap * channels + channel] = rows[n * depth + channel * taps + tap];
      }
    }
  }
}

void dk_interleave_f32(
    const float *planes, size_t planeStride, size_t channels, size_t area, float *pixels,
    size_t pixelStride) {
  for (size_t pixel = 0; pixel < area; pixel += blockSize) {
    const size_t end = smaller(area, pixel + blockSize);
    for (size_t c = 0; c < channels; ++c) {
      const float *plane = planes + c * planeStride;
      for (size_t p = pixel; p < end; ++p) pixels[p * pixelStride + c] = plane[p];
    }
  }
}

void dk_planar_f32(
    const float *pixels, size_t pixelStride, size_t channels, size_t area, float *planes,
    size_t planeStride) {
  for (size_t pixel = 0; pixel < area; pixel += blockSize) {
    const size_t end = smaller(area, pixel + blockSize);
    for (size_t c = 0; c < channels; ++c) {
      float *plane = planes + c * planeStride;
      for (size_t p = pixel; p < end; ++p) plane[p] = pixels[p * pixelStride + c];
    }
  }
}

void dk_pick_f32(
    const float *input, size_t channels, size_t pixelStride, const int32_t *indices,
    size_t count, float *output) {
  if (channels == pixelStride) {
    for (size_t i = 0; i < count; ++i) output[i] = input[indices[i]];
    return;
  }
  for (size_t i = 0; i < count; ++i) {
    const size_t index = (size_t)indices[i], pixel = index / channels;
    output[i] = input[pixel * pixelStride + (index - pixel * channels)];
  }
}

void dk_turn_f32(
    const float *from, size_t fromStride, size_t rowCount, size_t columnCount, float *to,
    size_t toStride) {
  // Squares that stay in registers and lines that are written whole.
  for (size_t n = 0; n < columnCount; n += 8) {
    const size_t end = n + 8 < columnCount ? n + 8 : columnCount;
    for (size_t m = 0; m < rowCount; ++m) {
      for (size_t k = n; k < end; ++k) to[k * toStride + m] = from[m * fromStride + k];
    }
  }
}
