/// `upsample` and `sum_blocks`.
#include "report.h"
#include "rooms.h"
#include "subject.h"
#include "values.h"

typedef void (*resampler)(const dk_resampling *resampling, size_t firstRow, size_t rowCount);

static void compare(
    const subject *s, const char *kernel, resampler ours, resampler plain, dk_resampling r,
    size_t inputRows, size_t rows) {
  now_checking(
      "%s: %s, %zu channels, stride %zu, scale %g", s->name, kernel, r.channels, r.stride,
      (double)r.scale);
  clear_rooms();
  r.inputStride = r.channels + below(2) * 5;
  r.outputStride = r.channels + below(2) * 2;
  r.input = dyadic((inputRows * r.inputWidth - 1) * r.inputStride + r.channels, 10);
  const size_t count = (rows * r.outputWidth - 1) * r.outputStride + r.channels;
  float *found = room(count), *expected = room(count);
  const size_t first = below(rows);
  r.output = found;
  ours(&r, 0, first);
  ours(&r, first, rows - first);
  r.output = expected;
  plain(&r, 0, rows);
  expect(found, expected, count, exact);
}

void check_resampling(const subject *s) {
  for (size_t w = 0; w < widthCount; ++w) {
    for (size_t stride = 1; stride <= 3; ++stride) {
      for (float scale = 1; scale >= 0.25f; scale -= 0.25f) {
        const size_t large = 3 * stride, small = 3;
        dk_resampling r = {.channels = widths[w], .stride = stride, .scale = scale};
        r.inputWidth = small;
        r.outputWidth = large;
        compare(s, "upsample", s->kernels->upsample, s->scalar->upsample, r, small, large);
        r.inputWidth = large;
        r.outputWidth = small;
        compare(s, "sum_blocks", s->kernels->sum_blocks, s->scalar->sum_blocks, r, large, small);
      }
    }
  }
}
