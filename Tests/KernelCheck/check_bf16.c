/// The products of bfloat16: what is rounded has the same bits, sums are close.
#include <string.h>

#include "activations.h"
#include "report.h"
#include "rooms.h"
#include "subject.h"
#include "values.h"

/// The values of `rooms` rooms, widened to floats.
static float *widened(const float *pairs, size_t rooms) {
  float *values = room(2 * rooms);
  for (size_t i = 0; i < rooms; ++i) {
    uint32_t pair, bits[2];
    memcpy(&pair, pairs + i, sizeof pair);
    bits[0] = pair << 16;
    bits[1] = pair & 0xffff0000u;
    memcpy(values + 2 * i, bits, sizeof bits);
  }
  return values;
}

/// `rooms` rooms with two random bfloat16 each.
static float *pairs(size_t rooms, bool isDyadic) {
  // A multiple of 2^-7 up to 1 has eight significant bits.
  const float *values = isDyadic ? dyadic(2 * rooms, 7) : uniform(2 * rooms, 1);
  float *packed = room(rooms);
  for (size_t i = 0; i < rooms; ++i) {
    uint32_t bits[2];
    memcpy(bits, values + 2 * i, sizeof bits);
    const uint32_t pair = bits[0] >> 16 | (bits[1] & 0xffff0000u);
    memcpy(packed + i, &pair, sizeof pair);
  }
  return packed;
}

static void compare_rounding(const subject *s, size_t depth) {
  now_checking("%s: round_panel, depth %zu", s->name, depth);
  clear_rooms();
  const size_t ours = s->kernels->panelWidth, plain = s->scalar->panelWidth;
  const size_t rooms = (depth + 1) / 2;
  const float *values = strange(depth * ours);
  float *found = room(rooms * ours), *expected = room(rooms * ours);
  float *panel = room(depth * plain), *rounded = room(rooms * plain);
  s->bf16->round_panel(values, depth, found);
  for (size_t column = 0; column < ours; column += plain) {
    for (size_t k = 0; k < depth; ++k) {
      memcpy(panel + k * plain, values + k * ours + column, plain * sizeof *panel);
    }
    s->scalarBF16->round_panel(panel, depth, rounded);
    for (size_t k = 0; k < rooms; ++k) {
      memcpy(expected + k * ours + column, rounded + k * plain, plain * sizeof *panel);
    }
  }
  expect(widened(found, rooms * ours), widened(expected, rooms * ours), 2 * rooms * ours, exact);
}

static void compare_gather(const subject *s, dk_windows w, ptrdiff_t down) {
  now_checking(
      "%s: gather_rows of bfloat16, %td x %td x %td values %zu apart, size %td, stride %td",
      s->name, w.height, w.width, w.channels, w.pixelStride, w.size, w.strideX);
  const size_t total = (size_t)(down * w.outputWidth);
  const size_t allDepth = (size_t)(w.size * w.size * w.channels);
  for (int part = 0; part < 4; ++part) {
    clear_rooms();
    const size_t firstRow = part ? below(total) : 0, firstDepth = part ? below(allDepth) : 0;
    const size_t rowCount = part ? 1 + below(total - firstRow) : total;
    size_t depth = part ? 1 + below(allDepth - firstDepth) : allDepth;
    depth = depth < 768 ? depth : 768;
    w.input = strange((size_t)(w.height * w.width - 1) * w.pixelStride + (size_t)w.channels);
    const size_t rooms = (depth + 1) / 2;
    // Both sets' rows are as far apart, so what lies between them is compared as well.
    const size_t size = (rowCount - 1) * s->kernels->rowStride + rooms;
    float *found = room(size), *expected = room(size);
    s->bf16->gather_rows(&w, firstRow, rowCount, firstDepth, depth, found);
    s->scalarBF16->gather_rows(&w, firstRow, rowCount, firstDepth, depth, expected);
    expect(widened(found, size), widened(expected, size), 2 * size, exact);
  }
}

/// One product by one set; weights are rooms in the order [depth][column].
static float *multiplied(
    const dk_bf16_table *bf16, size_t width, dk_product p, const float *weights,
    const float *sums, const float *bias) {
  const size_t panelCount = (p.columnCount + width - 1) / width;
  float *packed = room(panelCount * p.depth * width), *biases = room(panelCount * width);
  for (size_t n = 0; n < panelCount * width; ++n) {
    biases[n] = n < p.columnCount ? bias[n] : 0;
    for (size_t k = 0; k < p.depth; ++k) {
      float *to = packed + n / width * width * p.depth + k * width + n % width;
      if (n < p.columnCount) memcpy(to, weights + k * p.columnCount + n, sizeof *to);
      else *to = 0;
    }
  }
  p.output = copied(sums, (p.rowCount - 1) * p.outputStride + p.columnCount);
  (p.weights = packed, p.panelStride = p.depth * width);
  if (p.bias) p.bias = biases;
  bf16->multiply(&p);
  return p.output;
}

static void compare_products(
    const subject *s, size_t rowCount, size_t columnCount, size_t depth, bool isDyadic) {
  now_checking(
      "%s: multiply of bfloat16, %zu rows, %zu columns, %zu pairs", s->name, rowCount, columnCount,
      depth);
  clear_rooms();
  const float *bias = dyadic(columnCount, 7);
  const dk_product p = {
      .rows = pairs(rowCount * depth, isDyadic), .rowCount = rowCount, .rowStride = depth,
      .depth = depth, .partCount = 1, .partStride = depth, .columnCount = columnCount,
      .outputStride = columnCount + below(2) * 3, .isFirst = rowCount % 3,
      .bias = rowCount % 2 ? bias : NULL, .activation = dk_leaky};
  const size_t outputCount = (rowCount - 1) * p.outputStride + columnCount;
  const float *weights = pairs(depth * columnCount, isDyadic), *sums = dyadic(outputCount, 7);
  const float *found = multiplied(s->bf16, s->kernels->panelWidth, p, weights, sums, bias);
  const float *expected =
      multiplied(s->scalarBF16, s->scalar->panelWidth, p, weights, sums, bias);
  tolerance allowed = activation_limits(dk_leaky);
  // The products are exact; sums are rounded once or twice for a pair.
  if (!isDyadic) allowed.absolute += 4e-7f * (float)depth + 1e-6f;
  expect(found, expected, outputCount, allowed);
}

static void compare_input(const subject *s, ptrdiff_t tileSize, size_t channels) {
  now_checking(
      "%s: winograd_input of bfloat16, tiles of %td, %zu channels", s->name, tileSize, channels);
  clear_rooms();
  dk_winograd w = {
      .height = 9, .width = 11, .outputHeight = 9, .outputWidth = 11, .padding = 1,
      .tileSize = tileSize, .tilesAcross = (11 + tileSize - 1) / tileSize};
  const size_t tileCount = (size_t)(w.tilesAcross * ((9 + tileSize - 1) / tileSize));
  w.inputStride = channels + below(2) * 5;
  w.input = dyadic((size_t)(w.height * w.width - 1) * w.inputStride + channels, 5);
  // Rows have room for the widest vector.
  const size_t rooms = (channels + 1) / 2, rowStride = (rooms + 15) / 16 * 16;
  const size_t positions = (size_t)((tileSize + 2) * (tileSize + 2));
  const size_t positionStride = tileCount * rowStride + 16;
  const size_t size = (positions - 1) * positionStride + tileCount * rowStride;
  const dk_positions found = {room(size), positionStride, rowStride};
  const dk_positions expected = {room(size), positionStride, rowStride};
  s->bf16->winograd_input(&w, 0, tileCount, 0, channels, found);
  s->scalarBF16->winograd_input(&w, 0, tileCount, 0, channels, expected);
  // For tiles of three products are rounded before they are added, or not: then another value of
  // eight bits may be the nearest.
  const tolerance allowed = tileSize == 3 ? (tolerance){1.0f / 128, 3e-6f} : exact;
  const float *foundValues = widened(found.values, size);
  const float *expectedValues = widened(expected.values, size);
  for (size_t row = 0; row < positions * tileCount; ++row) {
    const size_t at = 2 * (row / tileCount * positionStride + row % tileCount * rowStride);
    expect(foundValues + at, expectedValues + at, 2 * rooms, allowed);
  }
}

void check_bf16(const subject *s) {
  static const size_t depths[] = {1, 2, 3, 4, 5, 27, 384};
  for (size_t i = 0; i < sizeof depths / sizeof *depths; ++i) {
    compare_rounding(s, depths[i]);
    for (size_t w = 0; w < widthCount; ++w) {
      if (widths[w] == 0) continue;
      for (size_t rows = 1; rows <= 2 * s->kernels->tileRows + 1; ++rows) {
        if (depths[i] > 5 && (rows + w) % 5) continue;
        compare_products(s, rows, widths[w], depths[i], depths[i] % 2 == 0);
      }
    }
  }
  static const ptrdiff_t channels[] = {1, 3, 4, 17, 33};
  for (size_t c = 0; c < sizeof channels / sizeof *channels; ++c) {
    for (ptrdiff_t size = 1; size <= 5; size += 2) {
      for (ptrdiff_t stride = 1; stride <= 2; ++stride) {
        const ptrdiff_t padding = size / 2, apart = channels[c] + stride % 2 * 3;
        compare_gather(
            s,
            (dk_windows){
                .pixelStride = (size_t)apart, .height = 5, .width = 7, .channels = channels[c],
                .size = size, .strideX = stride, .strideY = 1, .paddingX = padding, .paddingY = padding,
                .dilationX = 1, .dilationY = 1, .outputWidth = (7 + 2 * padding - size) / stride + 1},
            5 + 2 * padding - size + 1);
      }
    }
    for (ptrdiff_t tileSize = 2; tileSize <= 6; tileSize += 1 + (tileSize == 4)) {
      compare_input(s, tileSize, (size_t)channels[c]);
    }
  }
}
