/// The functions that put values into another order: they belong to no set.
#include "layout.h"

#include <stdint.h>
#include <string.h>

#include "report.h"
#include "rooms.h"
#include "subject.h"
#include "values.h"

/// Around the blocks they copy by, 16 values each way.
static const size_t counts[] = {0, 1, 2, 3, 15, 16, 17, 31, 33, 64};
enum { countCount = sizeof counts / sizeof *counts };

static size_t extent(size_t count, size_t stride, size_t width) {
  return count && width ? (count - 1) * stride + width : 0;
}

static void compare_panel(size_t outputCount, size_t channels, size_t taps) {
  now_checking("pack_panel, %zu outputs, %zu channels, %zu taps", outputCount, channels, taps);
  clear_rooms();
  const size_t depth = channels * taps, width = outputCount + below(3);
  const size_t size = extent(depth, width, outputCount);
  const float *rows = uniform(outputCount * depth, 1);
  float *found = room(size), *expected = room(size);
  for (size_t n = 0; n < outputCount; ++n) {
    for (size_t channel = 0; channel < channels; ++channel) {
      for (size_t tap = 0; tap < taps; ++tap) {
        expected[(tap * channels + channel) * width + n] =
            rows[(n * channels + channel) * taps + tap];
      }
    }
  }
  dk_pack_panel_f32(rows, outputCount, channels, taps, width, found);
  expect(found, expected, size, exact);

  now_checking("zero_columns, %zu columns, depth %zu", outputCount, depth);
  for (size_t i = 0; i < size; ++i) {
    if (i % width < outputCount) expected[i] = 0;
  }
  dk_zero_columns_f32(outputCount, depth, width, found);
  expect(found, expected, size, exact);
}

static void compare_rows(size_t outputCount, size_t channels, size_t taps) {
  now_checking("pack_rows, %zu outputs, %zu channels, %zu taps", outputCount, channels, taps);
  clear_rooms();
  const size_t size = outputCount * channels * taps;
  const float *rows = uniform(size, 1);
  float *found = room(size), *expected = room(size);
  for (size_t i = 0; i < size; ++i) {
    const size_t channel = i % channels, tap = i / channels % taps;
    expected[i] = rows[(i / (channels * taps) * channels + channel) * taps + tap];
  }
  dk_pack_rows_f32(rows, outputCount, channels, taps, found);
  expect(found, expected, size, exact);
}

static void compare_planes(size_t channels, size_t area) {
  clear_rooms();
  const size_t planeStride = area + below(3), pixelStride = channels + below(3);
  const size_t planeSize = extent(channels, planeStride, area);
  const size_t pixelSize = extent(area, pixelStride, channels);
  const float *planes = uniform(planeSize, 1);
  float *pixels = room(pixelSize), *expectedPixels = room(pixelSize);
  float *back = room(planeSize), *expectedBack = room(planeSize);
  for (size_t c = 0; c < channels; ++c) {
    for (size_t p = 0; p < area; ++p) {
      expectedPixels[p * pixelStride + c] = expectedBack[c * planeStride + p] =
          planes[c * planeStride + p];
    }
  }
  now_checking("interleave, %zu channels, %zu pixels", channels, area);
  dk_interleave_f32(planes, planeStride, channels, area, pixels, pixelStride);
  expect(pixels, expectedPixels, pixelSize, exact);
  now_checking("planar, %zu channels, %zu pixels", channels, area);
  dk_planar_f32(pixels, pixelStride, channels, area, back, planeStride);
  expect(back, expectedBack, planeSize, exact);
}

static void compare_picks(size_t channels, size_t area, size_t gap) {
  now_checking("pick, %zu channels %zu apart, %zu pixels", channels, channels + gap, area);
  clear_rooms();
  const size_t count = channels * area, pixelStride = channels + gap;
  const float *input = uniform(extent(area, pixelStride, channels), 1);
  float *indices = room(count), *found = room(count), *expected = room(count);
  for (size_t i = 0; i < count; ++i) {
    // The first and the last value are among them.
    const int32_t index = (int32_t)(i == 0 ? count - 1 : i == 1 ? 0 : below(count));
    memcpy(indices + i, &index, sizeof index);
    expected[i] = input[(size_t)index / channels * pixelStride + (size_t)index % channels];
  }
  dk_pick_f32(input, channels, pixelStride, (const int32_t *)(void *)indices, count, found);
  expect(found, expected, count, exact);
}

void check_layout(void) {
  for (size_t i = 0; i < countCount; ++i) {
    for (size_t c = 0; c < countCount; ++c) {
      for (size_t taps = 1; taps <= 9; taps += 4) {
        compare_panel(counts[i], counts[c], taps);
        if (counts[c] > 0) compare_rows(counts[i], counts[c], taps);
      }
      compare_planes(counts[i], counts[c]);
      for (size_t gap = 0; gap <= 1; ++gap) {
        if (counts[i] > 0) compare_picks(counts[i], counts[c], gap);
      }
    }
  }
}
