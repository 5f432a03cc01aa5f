/// Poolings, among values that are infinite or no number: which of two is taken decides.
#include "report.h"
#include "rooms.h"
#include "subject.h"
#include "values.h"

typedef void (*windowed)(const dk_pooling *pooling, size_t firstRow, size_t rowCount);

static void compare_windows(
    const subject *s, const char *kernel, windowed ours, windowed plain, dk_pooling p,
    ptrdiff_t rows) {
  now_checking(
      "%s: %s, %td x %td x %td, size %td, stride %td x %td, offset %td", s->name, kernel, p.height,
      p.width, p.channels, p.size, p.strideY, p.strideX, p.offset);
  clear_rooms();
  const size_t channels = (size_t)p.channels;
  p.inputStride = channels + below(2) * 5;
  p.outputStride = channels + below(2) * 2;
  const size_t inputCount = (size_t)(p.height * p.width - 1) * p.inputStride + channels;
  p.input = below(2) ? strange(inputCount) : uniform(inputCount, 1);
  const size_t count = (size_t)(rows * p.outputWidth - 1) * p.outputStride + channels;
  float *found = room(count), *expected = room(count);
  const size_t first = below((size_t)rows);
  p.output = found;
  ours(&p, 0, first);
  ours(&p, first, (size_t)rows - first);
  p.output = expected;
  plain(&p, 0, (size_t)rows);
  expect(found, expected, count, exact);
}

static void compare_average(const subject *s, size_t width, size_t rowCount) {
  now_checking("%s: average_rows, %zu rows, %zu columns", s->name, rowCount, width);
  clear_rooms();
  const size_t stride = width + below(2);
  const float *input = uniform((rowCount - 1) * stride + width, 1);
  float *found = room(width), *expected = room(width);
  s->kernels->average_rows((dk_row_pair){input, stride, found, width, rowCount, width});
  s->scalar->average_rows((dk_row_pair){input, stride, expected, width, rowCount, width});
  expect(found, expected, width, exact);
}

static void compare_depth(const subject *s, size_t width, size_t outputs) {
  if (outputs > width) return;
  now_checking("%s: maxpool_depth, %zu columns to %zu", s->name, width, outputs);
  clear_rooms();
  enum { rowCount = 3 };
  const size_t inputStride = width + 1, stride = outputs + 2;
  const float *input = strange((rowCount - 1) * inputStride + width);
  const size_t count = (rowCount - 1) * stride + outputs;
  float *found = room(count), *expected = room(count);
  s->kernels->maxpool_depth(
      (dk_row_pair){input, inputStride, found, stride, rowCount, width}, outputs);
  s->scalar->maxpool_depth(
      (dk_row_pair){input, inputStride, expected, stride, rowCount, width}, outputs);
  expect(found, expected, count, exact);
}

void check_pooling(const subject *s) {
  for (size_t w = 0; w < widthCount; ++w) {
    for (ptrdiff_t size = 1; size <= 5; ++size) {
      for (ptrdiff_t stride = 1; stride <= 2; ++stride) {
        const dk_pooling p = {
            .channels = (ptrdiff_t)widths[w], .height = 5, .width = 7,
            .outputWidth = 6 / stride + 1, .size = size, .strideX = stride, .strideY = 1,
            .offset = (size - 1) / 2};
        compare_windows(s, "maxpool", s->kernels->maxpool, s->scalar->maxpool, p, 5);
        compare_windows(
            s, "local_average", s->kernels->local_average, s->scalar->local_average, p, 5);
      }
    }
    for (size_t rows = 1; rows <= 7; rows += 3) compare_average(s, widths[w], rows);
    for (size_t outputs = 1; outputs <= 20; ++outputs) compare_depth(s, widths[w], outputs);
  }
}
