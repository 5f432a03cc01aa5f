/// `dot_rows` and `normalize_response`: sums over rows, and over the neighbours of a channel.
#include "report.h"
#include "rooms.h"
#include "subject.h"
#include "values.h"

/// The numbers are such that nothing is rounded: the order of the sums does not matter.
static void compare_dots(const subject *s, size_t depth, size_t rowCount) {
  now_checking("%s: dot_rows, %zu rows, depth %zu", s->name, rowCount, depth);
  clear_rooms();
  float *found = room(rowCount), *expected = room(rowCount);
  dk_dots dots = {
      .input = dyadic(depth, 7), .weights = dyadic(rowCount * depth, 7), .rowCount = rowCount,
      .depth = depth, .bias = dyadic(rowCount, 7), .output = found};
  s->kernels->dot_rows(&dots);
  dots.output = expected;
  s->scalar->dot_rows(&dots);
  expect(found, expected, rowCount, exact);
}

static void compare_response(const subject *s, size_t width, dk_response response) {
  now_checking(
      "%s: normalize_response, %zu columns, %td before, %td behind, beta %g", s->name, width,
      response.before, response.behind, (double)response.beta);
  clear_rooms();
  enum { rowCount = 3 };
  const size_t inputStride = width + 2, stride = width + 1;
  const float *input = uniform((rowCount - 1) * inputStride + width, 3);
  const size_t count = (rowCount - 1) * stride + width;
  float *found = room(count), *expected = room(count);
  dk_row_pair rows = {input, inputStride, found, stride, rowCount, width};
  s->kernels->normalize_response(rows, &response);
  rows.output = expected;
  s->scalar->normalize_response(rows, &response);
  // A sum of squares that is rounded or not, a power of it, a product.
  expect(found, expected, count, (tolerance){2e-6f, 0});
}

void check_local(const subject *s) {
  static const ptrdiff_t reaches[][2] = {{0, 0}, {2, 2}, {1, 2}, {20, 3}, {3, 200}};
  for (size_t w = 0; w < widthCount; ++w) {
    for (size_t rows = 0; rows <= 5; ++rows) compare_dots(s, widths[w], rows);
    for (size_t i = 0; i < sizeof reaches / sizeof *reaches; ++i) {
      for (float beta = 0.5f; beta <= 1; beta += 0.25f) {
        const dk_response response = {
            .before = reaches[i][0], .behind = reaches[i][1], .missing = (ptrdiff_t)widths[w],
            .alpha = 0.02f, .beta = beta, .kappa = 1};
        compare_response(s, widths[w], response);
      }
    }
  }
}
