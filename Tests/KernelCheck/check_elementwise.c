/// Rows combined value by value; the numbers are such that nothing is rounded.
#include "report.h"
#include "rooms.h"
#include "subject.h"
#include "values.h"

enum { rowCount = 3 };

typedef enum {
  copying,
  scalingAndShifting,
  affine,
  addingScaled,
  addingWeighted,
  multiplyingColumns,
  multiplyingElements,
  binarizing,
  clamping,
  operationCount,
} operation;

static const char *const names[operationCount] = {
    "copy",         "scale_and_shift",  "affine",           "add_scaled",
    "add_weighted", "multiply_columns", "multiply_elements", "binarize",
    "clamp"};

static void apply(
    const dk_kernel_table *kernels, operation operation, dk_row_pair rows, const float *first,
    const float *second) {
  switch (operation) {
    case copying: kernels->copy(rows); break;
    case scalingAndShifting: kernels->scale_and_shift(rows, 0.75f, -1.5f); break;
    case affine: kernels->affine(rows, first, second); break;
    case addingScaled: kernels->add_scaled(rows, -0.25f, 1.5f); break;
    case addingWeighted: kernels->add_weighted(rows, first); break;
    case multiplyingColumns: kernels->multiply_columns(rows, first); break;
    case multiplyingElements: kernels->multiply_elements(rows); break;
    case binarizing: kernels->binarize(rows); break;
    case clamping: kernels->clamp(rows, 0.75f); break;
    case operationCount: break;
  }
}

static void compare(
    const subject *s, operation operation, size_t width, const float *input, size_t inputStride,
    size_t stride) {
  now_checking(
      "%s: %s, %zu columns, strides %zu and %zu", s->name, names[operation], width, inputStride,
      stride);
  const size_t count = (rowCount - 1) * stride + width;
  const float *first = dyadic(width, 7), *second = dyadic(width, 7);
  const float *values = dyadic(count, 7);
  float *found = room(count), *expected = room(count);
  for (size_t i = 0; i < count; ++i) {
    if (i % stride < width) found[i] = expected[i] = values[i];
  }
  dk_row_pair rows = {input, inputStride, found, stride, rowCount, width};
  apply(s->kernels, operation, rows, first, second);
  rows.output = expected;
  apply(s->scalar, operation, rows, first, second);
  expect(found, expected, count, exact);
}

void check_elementwise(const subject *s) {
  for (operation operation = copying; operation < operationCount; ++operation) {
    for (size_t w = 0; w < widthCount; ++w) {
      const size_t width = widths[w];
      clear_rooms();
      const float *apart = dyadic((rowCount - 1) * (width + 2) + width, 9);
      compare(s, operation, width, apart, width + 2, width + 1);
      // Nothing between the rows of either, or of one.
      for (size_t gap = 0; gap <= 1; ++gap) {
        clear_rooms();
        compare(s, operation, width, dyadic(rowCount * width, 9), width, width + gap);
      }
      // One row for all.
      clear_rooms();
      compare(s, operation, width, dyadic(width, 9), 0, width + 1);
      clear_rooms();
      if (operation == copying || operation == multiplyingColumns || operation >= binarizing) {
        compare(s, operation, width, strange(rowCount * width), width, width + 1);
      }
    }
  }
}
