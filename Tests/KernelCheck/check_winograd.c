/// Winograd's transforms: taps, tiles over the edges of an image, sums back into pixels.
#include "activations.h"
#include "report.h"
#include "rooms.h"
#include "subject.h"
#include "values.h"

/// The widest vector: rows of transformed values have room for whole ones.
enum { vector = 16 };

static size_t rounded_up(size_t count) { return (count + vector - 1) / vector * vector; }

/// Positions of a transformed tile.
static size_t positions(size_t tileSize) { return (tileSize + 2) * (tileSize + 2); }

static size_t lesser(size_t a, size_t b) { return a < b ? a : b; }

/// Taps, [tap][channel][column], as a panel of the set's width, transformed.
static float *transformed_taps(
    const dk_kernel_table *kernels, size_t tileSize, const float *taps, size_t channels,
    size_t columns, size_t positionStride) {
  const size_t width = kernels->panelWidth;
  float *panel = room(9 * channels * width);
  for (size_t row = 0; row < 9 * channels; ++row) {
    for (size_t n = 0; n < width; ++n) {
      panel[row * width + n] = n < columns ? taps[row * columns + n] : 0;
    }
  }
  float *to = room((positions(tileSize) - 1) * positionStride + channels * width);
  kernels->winograd_taps(tileSize, panel, channels, to, positionStride);
  return to;
}

/// Both work in double precision; only the last rounding can differ.
static void compare_taps(const subject *s, size_t tileSize, size_t channels) {
  now_checking("%s: winograd_taps, tiles of %zu, %zu channels", s->name, tileSize, channels);
  clear_rooms();
  const size_t ours = s->kernels->panelWidth, plain = s->scalar->panelWidth;
  const size_t columns = lesser(ours, plain), widest = ours > plain ? ours : plain;
  const size_t stride = channels * widest + 3;
  const float *taps = uniform(9 * channels * columns, 1);
  const float *found = transformed_taps(s->kernels, tileSize, taps, channels, columns, stride);
  const float *expected = transformed_taps(s->scalar, tileSize, taps, channels, columns, stride);
  for (size_t p = 0; p < positions(tileSize); ++p) {
    for (size_t c = 0; c < channels; ++c) {
      expect(
          found + p * stride + c * ours, expected + p * stride + c * plain, columns,
          (tolerance){2e-7f, 1e-10f});
    }
  }
}

/// An image, and the tiles of its convolution.
static dk_winograd image(ptrdiff_t tileSize, ptrdiff_t height, ptrdiff_t width, ptrdiff_t padding) {
  const ptrdiff_t outputWidth = width + 2 * padding - 2;
  return (dk_winograd){
      .height = height, .width = width, .outputHeight = height + 2 * padding - 2,
      .outputWidth = outputWidth, .padding = padding, .tileSize = tileSize,
      .tilesAcross = (outputWidth + tileSize - 1) / tileSize};
}

static size_t tiles_of(const dk_winograd *w) {
  return (size_t)(w->tilesAcross * ((w->outputHeight + w->tileSize - 1) / w->tileSize));
}

/// Values are such that nothing is rounded.
static void compare_input(const subject *s, dk_winograd w, size_t channels) {
  now_checking(
      "%s: winograd_input, tiles of %td, %td x %td x %zu, padding %td", s->name, w.tileSize,
      w.height, w.width, channels, w.padding);
  clear_rooms();
  const size_t firstTile = below(tiles_of(&w)), tileCount = tiles_of(&w) - firstTile;
  const size_t first = below(channels), count = channels - first;
  w.inputStride = channels + below(2) * 5;
  w.input = dyadic((size_t)(w.height * w.width - 1) * w.inputStride + channels, 5);
  const size_t rowStride = rounded_up(count), positionStride = tileCount * rowStride + 16;
  const size_t all = positions((size_t)w.tileSize);
  const size_t size = (all - 1) * positionStride + tileCount * rowStride;
  const dk_positions found = {room(size), positionStride, rowStride};
  const dk_positions expected = {room(size), positionStride, rowStride};
  s->kernels->winograd_input(&w, firstTile, tileCount, first, count, found);
  s->scalar->winograd_input(&w, firstTile, tileCount, first, count, expected);
  // Only for tiles of three are the factors such that products are rounded.
  const tolerance allowed = w.tileSize == 3 ? (tolerance){1e-6f, 3e-6f} : exact;
  for (size_t p = 0; p < all; ++p) {
    for (size_t t = 0; t < tileCount; ++t) {
      const size_t at = p * positionStride + t * rowStride;
      expect(found.values + at, expected.values + at, count, allowed);
    }
  }
}

static void compare_output(const subject *s, dk_winograd w, size_t filters, bool hasResidual) {
  now_checking(
      "%s: winograd_output, tiles of %td, %td x %td x %zu, %s%s%s", s->name, w.tileSize,
      w.outputHeight, w.outputWidth, filters, activation_name(w.activation),
      hasResidual ? ", added to, " : "",
      hasResidual ? activation_name(w.residual.activation) : "");
  clear_rooms();
  const size_t firstTile = below(tiles_of(&w)), tileCount = tiles_of(&w) - firstTile;
  const size_t first = below(filters), count = filters - first;
  const size_t rowStride = rounded_up(count), positionStride = tileCount * rowStride + 16;
  const size_t all = positions((size_t)w.tileSize);
  const dk_positions from = {
      uniform((all - 1) * positionStride + tileCount * rowStride, 1), positionStride, rowStride};
  const float *bias = uniform(count, 1);
  w.outputStride = filters + below(2) * 2;
  const size_t size = (size_t)(w.outputHeight * w.outputWidth - 1) * w.outputStride + filters;
  float *found = room(size), *expected = room(size);
  if (hasResidual) {
    w.residual.stride = filters + below(3);
    w.residual.values =
        uniform((size_t)(w.outputHeight * w.outputWidth - 1) * w.residual.stride + filters, 1);
  }
  w.output = found;
  s->kernels->winograd_output(&w, firstTile, tileCount, first, count, from, bias);
  w.output = expected;
  s->scalar->winograd_output(&w, firstTile, tileCount, first, count, from, bias);
  // A pixel is a sum of values times powers of the points, rounded about as often as it has terms.
  const float largest[] = {[2] = 9, [3] = 40, [4] = 120, [6] = 4400};
  tolerance allowed = hasResidual ? sum_limits(w.activation, w.residual.activation)
                                  : activation_limits(w.activation);
  allowed.relative += 1e-6f;
  allowed.absolute += 2e-7f * largest[w.tileSize];
  expect(found, expected, size, allowed);
}

void check_winograd(const subject *s) {
  static const ptrdiff_t tileSizes[] = {2, 3, 4, 6};
  for (size_t i = 0; i < sizeof tileSizes / sizeof *tileSizes; ++i) {
    const ptrdiff_t tileSize = tileSizes[i];
    for (size_t w = 0; w < widthCount; ++w) {
      if (widths[w] <= 33) compare_taps(s, (size_t)tileSize, widths[w]);
      for (ptrdiff_t extent = 3; extent <= 13; extent += 5) {
        for (ptrdiff_t padding = 0; padding <= 1; ++padding) {
          dk_winograd convolution = image(tileSize, extent, extent + 2, padding);
          compare_input(s, convolution, widths[w]);
          convolution.activation = (dk_activation)(w % 2 ? dk_linear : w % 19);
          compare_output(s, convolution, widths[w], false);
          // In registers, through memory first, through memory last.
          convolution.activation = w % 3 ? dk_leaky : dk_mish;
          convolution.residual.activation = (dk_activation)(w % 3 == 1 ? w % 19 : dk_linear);
          compare_output(s, convolution, widths[w], true);
        }
      }
    }
  }
}
