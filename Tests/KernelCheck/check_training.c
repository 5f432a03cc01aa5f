/// What only training does. The numbers are such that sums are exact in any order.
#include "activations.h"
#include "report.h"
#include "rooms.h"
#include "subject.h"
#include "values.h"

/// Sums of a product, as rows of `columnCount` values whatever the width of the panels.
static const float *outer_product(
    const dk_kernel_table *kernels, const dk_training_table *training, dk_outer product) {
  const size_t width = kernels->panelWidth;
  const size_t panels = (product.columnCount + width - 1) / width;
  product.panelStride = (product.rowCount + 1) * width;
  product.sums = room(panels * product.panelStride);
  for (size_t p = 0; p < panels; ++p) {
    for (size_t i = 0; i < product.rowCount * width; ++i) {
      product.sums[p * product.panelStride + i] = (float)(i % 5);
    }
  }
  training->outer(&product);
  float *rows = room(product.rowCount * product.columnCount);
  for (size_t m = 0; m < product.rowCount; ++m) {
    for (size_t n = 0; n < product.columnCount; ++n) {
      const size_t place = m * width + n % width;
      const float sum = product.sums[n / width * product.panelStride + place];
      rows[m * product.columnCount + n] = sum - (float)(place % 5);
    }
  }
  return rows;
}

static void compare_outer(const subject *s, size_t rowCount, size_t columnCount, size_t depth) {
  now_checking(
      "%s: outer, %zu rows, %zu columns, depth %zu", s->name, rowCount, columnCount, depth);
  clear_rooms();
  const dk_outer product = {
      .rows = dyadic((depth - 1) * (rowCount + 3) + rowCount, 5), .rowStride = rowCount + 3,
      .rowCount = rowCount, .columns = dyadic((depth - 1) * (columnCount + 1) + columnCount, 5),
      .columnStride = columnCount + 1, .columnCount = columnCount, .depth = depth};
  const float *found = outer_product(s->kernels, s->training, product);
  const float *expected = outer_product(s->scalar, s->scalarTraining, product);
  expect(found, expected, rowCount * columnCount, exact);
}

enum { rowCount = 4 };

static void compare_sums(const subject *s, size_t width) {
  now_checking("%s: sums of %zu columns", s->name, width);
  clear_rooms();
  const size_t stride = width + 2, count = (rowCount - 1) * stride + width;
  float *values = copied(dyadic(count, 7), count);
  const dk_rows rows = {values, rowCount, width, stride};
  float *found[5], *expected[5];
  for (int i = 0; i < 5; ++i) {
    found[i] = room(width);
    expected[i] = room(width);
  }
  s->training->column_sums(rows, found[0]);
  s->scalarTraining->column_sums(rows, expected[0]);
  s->training->column_moments(rows, found[1], found[2]);
  s->scalarTraining->column_moments(rows, expected[1], expected[2]);
  const float *centers = dyadic(width, 7);
  const dk_row_pair pair = {dyadic(count, 7), stride, values, stride, rowCount, width};
  s->training->gradient_sums(pair, centers, found[3], found[4]);
  s->scalarTraining->gradient_sums(pair, centers, expected[3], expected[4]);
  for (int i = 0; i < 5; ++i) expect(found[i], expected[i], width, exact);
}

static void compare_normalization(const subject *s, size_t width) {
  now_checking("%s: normalize_gradient, %zu columns", s->name, width);
  clear_rooms();
  const size_t stride = width + 1, count = (rowCount - 1) * stride + width;
  const float *values = dyadic(count, 7), *input = dyadic(count, 7);
  const float *gains = dyadic(width, 7), *slopes = dyadic(width, 7), *offsets = dyadic(width, 7);
  float *found = room(count), *expected = room(count);
  for (size_t i = 0; i < count; ++i) {
    if (i % stride < width) found[i] = expected[i] = values[i];
  }
  dk_row_pair rows = {input, stride, found, stride, rowCount, width};
  s->training->normalize_gradient(rows, gains, slopes, offsets);
  rows.output = expected;
  s->scalarTraining->normalize_gradient(rows, gains, slopes, offsets);
  expect(found, expected, count, exact);
}

/// Slopes are of a few exponentials, and their differences: some units of 2^-22 of 1.
static const tolerance slopeLimits = {2e-6f, 2e-6f};

static void compare_slopes(const subject *s, dk_activation activation, size_t width) {
  now_checking(
      "%s: activation_gradient, %s, %zu columns", s->name, activation_name(activation), width);
  for (size_t gap = 0; gap <= 1; ++gap) {
    clear_rooms();
    const size_t stride = width + gap, count = (rowCount - 1) * stride + width;
    const float *input = uniform(count, 8), *values = dyadic(count, 3);
    float *found = room(count), *expected = room(count);
    for (size_t i = 0; i < count; ++i) {
      if (i % stride < width) found[i] = expected[i] = values[i];
    }
    dk_row_pair rows = {input, stride, found, stride, rowCount, width};
    s->training->activation_gradient(rows, activation);
    rows.output = expected;
    s->scalarTraining->activation_gradient(rows, activation);
    expect(found, expected, count, slopeLimits);
  }
}

static void compare_pooling(const subject *s, dk_pooling p, ptrdiff_t rows) {
  now_checking(
      "%s: maxpool_positions and back, %td x %td x %td, size %td, stride %td x %td, offset %td",
      s->name, p.height, p.width, p.channels, p.size, p.strideY, p.strideX, p.offset);
  clear_rooms();
  const size_t channels = (size_t)p.channels, windows = (size_t)(rows * p.outputWidth);
  const size_t inputCount = (size_t)(p.height * p.width) * channels;
  p.inputStride = p.outputStride = channels;
  p.input = below(2) ? strange(inputCount) : dyadic(inputCount, 2);
  float *found = room(windows * channels), *expected = room(windows * channels);
  float *places = room(windows * channels), *right = room(windows * channels);
  const size_t first = below((size_t)rows);
  p.output = found;
  s->training->maxpool_positions(&p, places, 0, first);
  s->training->maxpool_positions(&p, places, first, (size_t)rows - first);
  p.output = expected;
  s->scalarTraining->maxpool_positions(&p, right, 0, (size_t)rows);
  expect(found, expected, windows * channels, exact);
  expect(places, right, windows * channels, exact);

  p.input = dyadic(windows * channels, 5);
  float *sums = copied(dyadic(inputCount, 5), inputCount), *rightSums = copied(sums, inputCount);
  p.output = sums;
  s->training->maxpool_gradient(&p, right, channels, (size_t)rows);
  p.output = rightSums;
  s->scalarTraining->maxpool_gradient(&p, right, channels, (size_t)rows);
  expect(sums, rightSums, inputCount, exact);
}

void check_training(const subject *s) {
  for (size_t w = 0; w < widthCount; ++w) {
    compare_sums(s, widths[w]);
    compare_normalization(s, widths[w]);
    for (int activation = dk_linear; activation <= dk_hard_mish; ++activation) {
      compare_slopes(s, (dk_activation)activation, widths[w]);
    }
    for (size_t rows = 1; rows <= 30; rows += 1 + rows / 2) {
      for (size_t depth = 1; depth <= 192; depth += 1 + 2 * depth) {
        compare_outer(s, rows, widths[w], depth);
      }
    }
    for (ptrdiff_t size = 1; size <= 5; ++size) {
      for (ptrdiff_t stride = 1; stride <= 2; ++stride) {
        compare_pooling(
            s, (dk_pooling){
                   .channels = (ptrdiff_t)widths[w], .height = 5, .width = 7,
                   .outputWidth = 6 / stride + 1, .size = size, .strideX = stride, .strideY = 1,
                   .offset = (size - 1) / 2}, 5);
      }
    }
  }
}
