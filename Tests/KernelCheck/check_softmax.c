/// `softmax` and `normalize`: rows by themselves, apart and in place, near and far from overflow.
#include "report.h"
#include "rooms.h"
#include "subject.h"
#include "values.h"

/// Powers of a few units, summed in the same order, divided.
static const tolerance powers = {2e-6f, 3e-45f};

enum { rowCount = 3 };

static void compare_softmax(const subject *s, size_t width, float limit, float temperature) {
  now_checking(
      "%s: softmax, %zu columns up to %g, temperature %g", s->name, width, (double)limit,
      (double)temperature);
  clear_rooms();
  const size_t inputStride = width + 3, stride = width + 1;
  const float *input = uniform((rowCount - 1) * inputStride + width, limit);
  const size_t count = (rowCount - 1) * stride + width;
  float *found = room(count), *expected = room(count);
  const dk_row_pair rows = {
      .input = input, .inputStride = inputStride, .outputStride = stride, .rowCount = rowCount,
      .columnCount = width};
  dk_row_pair ours = rows, plain = rows;
  ours.output = found;
  plain.output = expected;
  s->kernels->softmax(ours, temperature);
  s->scalar->softmax(plain, temperature);
  expect(found, expected, count, powers);

  float *inPlace = copied(input, width);
  s->kernels->softmax((dk_row_pair){inPlace, width, inPlace, width, 1, width}, temperature);
  expect(inPlace, found, width, exact);
}

static void compare_normalize(const subject *s, size_t width, dk_normalization normalization) {
  now_checking("%s: normalize, function %d, %zu columns", s->name, normalization, width);
  for (float limit = 1; limit <= 80; limit *= 40) {
    clear_rooms();
    const float *values = uniform(rowCount * width, limit);
    const size_t stride = width + 2, count = (rowCount - 1) * stride + width;
    float *found = room(count), *expected = room(count);
    for (size_t m = 0; m < rowCount; ++m) {
      for (size_t n = 0; n < width; ++n) {
        found[m * stride + n] = expected[m * stride + n] = values[m * width + n];
      }
    }
    s->kernels->normalize((dk_rows){found, rowCount, width, stride}, normalization);
    s->scalar->normalize((dk_rows){expected, rowCount, width, stride}, normalization);
    expect(found, expected, count, powers);
  }
}

void check_softmax(const subject *s) {
  for (size_t w = 0; w < widthCount; ++w) {
    compare_softmax(s, widths[w], 1, 1);
    compare_softmax(s, widths[w], 20, 2.5f);
    compare_softmax(s, widths[w], 1e30f, 1);
    for (dk_normalization n = dk_normalize_channels; n <= dk_normalize_channels_softmax_maxval;
         ++n) {
      compare_normalize(s, widths[w], n);
    }
  }
}
