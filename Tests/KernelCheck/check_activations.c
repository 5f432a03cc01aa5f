/// `activate`: against the plain set, against double precision, and at every place of a row.
#include <float.h>
#include <math.h>

#include "activations.h"
#include "report.h"
#include "rooms.h"
#include "subject.h"
#include "values.h"

/// Rows with gaps between them.
static void compare_rows(const subject *s, dk_activation activation, size_t width) {
  now_checking("%s: activate, %s, %zu columns", s->name, activation_name(activation), width);
  const size_t rowCount = 3, stride = width + 2, count = (rowCount - 1) * stride + width;
  for (int kind = 0; kind < 3; ++kind) {
    clear_rooms();
    const float *values = kind == 0 ? strange(count) : uniform(count, kind == 1 ? 100 : 3);
    float *found = room(count), *expected = room(count);
    for (size_t i = 0; i < count; ++i) {
      if (i % stride < width) found[i] = expected[i] = values[i];
    }
    s->kernels->activate((dk_rows){found, rowCount, width, stride}, activation);
    s->scalar->activate((dk_rows){expected, rowCount, width, stride}, activation);
    expect(found, expected, count, activation_limits(activation));
  }
}

/// A value has the same bits in a whole vector, in a rest, and alone.
static void compare_places(const subject *s, dk_activation activation) {
  enum { count = 64 };
  now_checking("%s: activate, %s, each value alone", s->name, activation_name(activation));
  clear_rooms();
  const float *values = strange(count);
  float *together = copied(values, count), *alone = copied(values, count);
  s->kernels->activate((dk_rows){together, 1, count, count}, activation);
  for (size_t i = 0; i < count; ++i) {
    s->kernels->activate((dk_rows){alone + i, 1, 1, 1}, activation);
  }
  expect(alone, together, count, exact);
}

static double logistic(double x) { return 1 / (1 + exp(-x)); }
static double elu(double x) { return x > 0 ? x : expm1(x); }
static double swish(double x) { return x / (1 + exp(-x)); }
static double mish(double x) { return x * tanh(log1p(exp(x))); }

/// Smooth functions with the range in which their values are normal numbers.
static const struct {
  dk_activation activation;
  double (*exactly)(double);
  float first, last;
} smooth[] = {
    {dk_logistic, logistic, -80, 80}, {dk_tanh, tanh, -20, 20}, {dk_elu, elu, -20, 20},
    {dk_swish, swish, -80, 80},       {dk_mish, mish, -80, 19},
};

/// Smooth functions are good to three halves of 2^-22.
static void compare_with_double(const subject *s, size_t index) {
  enum { count = 4001 };
  now_checking(
      "%s: activate, %s, in double precision", s->name, activation_name(smooth[index].activation));
  for (float scale = 1; scale >= 1.0f / 64; scale /= 64) {
    clear_rooms();
    float *found = room(count), *expected = room(count);
    for (size_t i = 0; i < count; ++i) {
      const float share = (float)i / (count - 1);
      found[i] = scale * (smooth[index].first + (smooth[index].last - smooth[index].first) * share);
      expected[i] = (float)smooth[index].exactly((double)found[i]);
    }
    s->kernels->activate((dk_rows){found, 1, count, count}, smooth[index].activation);
    // Half a unit for the rounding of what is expected.
    expect(found, expected, count, (tolerance){3.5f * FLT_EPSILON, 3.5f * FLT_EPSILON * FLT_MIN});
  }
}

void check_activations(const subject *s) {
  for (dk_activation activation = dk_linear; activation <= dk_hard_mish; ++activation) {
    for (size_t w = 0; w < widthCount; ++w) compare_rows(s, activation, widths[w]);
    compare_places(s, activation);
  }
  for (size_t i = 0; i < sizeof smooth / sizeof *smooth; ++i) compare_with_double(s, i);
}
