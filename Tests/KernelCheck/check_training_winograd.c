/// Winograd's transforms as training needs them: taps that change, and the way back to them.
#include "report.h"
#include "rooms.h"
#include "subject.h"
#include "values.h"

/// The widest vector: rows of transformed values have room for whole ones.
enum { vector = 16 };

static size_t positions(size_t tileSize) { return (tileSize + 2) * (tileSize + 2); }

/// `rowCount` rows of `columns` values as panels of `width` columns, filled up with 0, in places
/// of `channels` rows that are `stride` values apart.
static float *panel_of(
    const float *values, size_t rowCount, size_t columns, size_t width, size_t channels,
    size_t stride) {
  float *panel = room((rowCount / channels - 1) * stride + channels * width);
  for (size_t row = 0; row < rowCount; ++row) {
    float *to = panel + row / channels * stride + row % channels * width;
    for (size_t n = 0; n < width; ++n) to[n] = n < columns ? values[row * columns + n] : 0;
  }
  return panel;
}

/// Some tens of products of numbers around 1, rounded each.
static const tolerance sumLimits = {4e-6f, 4e-6f};

/// Columns that panels of both sets have.
static size_t shared_columns(const subject *s) {
  const size_t ours = s->kernels->panelWidth, plain = s->scalar->panelWidth;
  return ours < plain ? ours : plain;
}

static void compare_panels(
    const subject *s, const float *found, size_t foundStride, const float *expected,
    size_t expectedStride, size_t places, size_t channels) {
  for (size_t place = 0; place < places; ++place) {
    for (size_t c = 0; c < channels; ++c) {
      expect(
          found + place * foundStride + c * s->kernels->panelWidth,
          expected + place * expectedStride + c * s->scalar->panelWidth, shared_columns(s),
          sumLimits);
    }
  }
}

static float *transformed(
    const dk_kernel_table *kernels, const dk_training_table *training, const float *taps,
    size_t columns, size_t tileSize, size_t channels) {
  const size_t width = kernels->panelWidth, stride = channels * width;
  const float *panel = panel_of(taps, 9 * channels, columns, width, channels, stride + 16);
  float *to = room(positions(tileSize) * (stride + 32) - 32);
  training->winograd_taps(tileSize, panel, stride + 16, channels, to, stride + 32);
  return to;
}

static void compare_taps(const subject *s, size_t tileSize, size_t channels) {
  now_checking(
      "%s: training, winograd_taps, tiles of %zu, %zu channels", s->name, tileSize, channels);
  clear_rooms();
  const size_t columns = shared_columns(s);
  const float *taps = uniform(9 * channels * columns, 1);
  const float *found =
      transformed(s->kernels, s->training, taps, columns, tileSize, channels);
  const float *expected =
      transformed(s->scalar, s->scalarTraining, taps, columns, tileSize, channels);
  compare_panels(
      s, found, channels * s->kernels->panelWidth + 32, expected,
      channels * s->scalar->panelWidth + 32, positions(tileSize), channels);
}

static float *gradients(
    const dk_kernel_table *kernels, const dk_training_table *training, const float *values,
    const float *before, size_t columns, size_t tileSize, size_t channels) {
  const size_t width = kernels->panelWidth, stride = channels * width;
  const float *from =
      panel_of(values, positions(tileSize) * channels, columns, width, channels, stride + 16);
  float *taps = panel_of(before, 9 * channels, columns, width, channels, stride + 32);
  training->winograd_untaps(tileSize, from, stride + 16, channels, taps, stride + 32);
  return taps;
}

static void compare_untaps(const subject *s, size_t tileSize, size_t channels) {
  now_checking("%s: winograd_untaps, tiles of %zu, %zu channels", s->name, tileSize, channels);
  clear_rooms();
  const size_t columns = shared_columns(s);
  const float *values = uniform(positions(tileSize) * channels * columns, 1);
  const float *before = uniform(9 * channels * columns, 1);
  const float *found =
      gradients(s->kernels, s->training, values, before, columns, tileSize, channels);
  const float *expected =
      gradients(s->scalar, s->scalarTraining, values, before, columns, tileSize, channels);
  compare_panels(
      s, found, channels * s->kernels->panelWidth + 32, expected,
      channels * s->scalar->panelWidth + 32, 9, channels);
}

/// Values are such that nothing is rounded but in tiles of three.
static void compare_delta(const subject *s, size_t tileSize, ptrdiff_t extent, size_t channels) {
  now_checking(
      "%s: winograd_delta, tiles of %zu, %td x %td x %zu", s->name, tileSize, extent, extent + 2,
      channels);
  clear_rooms();
  const ptrdiff_t size = (ptrdiff_t)tileSize, across = (extent + 2 + size - 1) / size;
  const size_t tiles = (size_t)(across * ((extent + size - 1) / size));
  const size_t first = below(tiles), count = tiles - first, inputStride = channels + below(2) * 5;
  const dk_winograd w = {
      .input = dyadic((size_t)(extent * (extent + 2) - 1) * inputStride + channels, 5),
      .inputStride = inputStride, .height = extent, .width = extent + 2, .outputHeight = extent,
      .outputWidth = extent + 2, .tileSize = size, .tilesAcross = across};
  const size_t rowStride = (channels + vector - 1) / vector * vector;
  const size_t positionStride = count * rowStride + 16;
  const size_t values = positions(tileSize) * positionStride - 16;
  const dk_positions found = {room(values), positionStride, rowStride};
  const dk_positions expected = {room(values), positionStride, rowStride};
  s->training->winograd_delta(&w, first, count, channels, found);
  s->scalarTraining->winograd_delta(&w, first, count, channels, expected);
  for (size_t p = 0; p < positions(tileSize); ++p) {
    for (size_t t = 0; t < count; ++t) {
      const size_t at = p * positionStride + t * rowStride;
      expect(
          found.values + at, expected.values + at, channels, tileSize == 3 ? sumLimits : exact);
    }
  }
}

void check_training_winograd(const subject *s) {
  static const size_t tileSizes[] = {2, 3, 4, 6};
  for (size_t i = 0; i < sizeof tileSizes / sizeof *tileSizes; ++i) {
    for (size_t w = 0; w < widthCount; ++w) {
      if (widths[w] <= 33) {
        compare_taps(s, tileSizes[i], widths[w]);
        compare_untaps(s, tileSizes[i], widths[w]);
      }
      for (ptrdiff_t extent = 1; extent <= 13; extent += 4) {
        compare_delta(s, tileSizes[i], extent, widths[w]);
      }
    }
  }
}
