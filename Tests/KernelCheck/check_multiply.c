/// `multiply`: tiles of every number of rows, panels of every width, sums begun and continued, rows
/// in parts that overlap.
#include <math.h>

#include "activations.h"
#include "report.h"
#include "rooms.h"
#include "subject.h"
#include "values.h"

/// A product as it is written down: weights are [depth][column].
typedef struct {
  size_t rowCount, columnCount, depth;
  bool isFirst, isLast;
  dk_activation activation;
  /// Parts of a row, as a difference from one; rows begin a third of a part apart where there are
  /// several.
  size_t furtherParts;
  /// Whether another activation is added where sums end, and what follows.
  bool hasResidual;
  dk_activation last;
} product;

static size_t whole_depth(const product *p) { return p->depth * (1 + p->furtherParts); }

/// Weights in panels of the set's width, the last one filled up with 0.
static float *panels(const dk_kernel_table *kernels, const product *p, const float *weights) {
  const size_t width = kernels->panelWidth, depth = whole_depth(p);
  float *packed = room((p->columnCount + width - 1) / width * width * depth);
  for (size_t n = 0; n < (p->columnCount + width - 1) / width * width; ++n) {
    for (size_t k = 0; k < depth; ++k) {
      packed[n / width * width * depth + k * width + n % width] =
          n < p->columnCount ? weights[k * p->columnCount + n] : 0;
    }
  }
  return packed;
}

/// Values from one row to the next.
static size_t row_stride(const product *p) {
  return p->furtherParts ? (p->depth + 2) / 3 : p->depth + p->columnCount % 7;
}

/// Values from one part of a row to the next: behind those of all rows.
static size_t part_stride(const product *p) {
  return p->rowCount ? (p->rowCount - 1) * row_stride(p) + p->depth : 0;
}

/// Values from the first of all rows to the last.
static size_t row_values(const product *p) { return (1 + p->furtherParts) * part_stride(p); }

/// The product by one set, added to `sums`; columns lie `outputStride` apart.
static float *multiplied(
    const dk_kernel_table *kernels, const product *p, const float *values, const float *weights,
    const float *bias, const float *sums, size_t outputStride, dk_residual residual) {
  const size_t width = kernels->panelWidth, rowStride = row_stride(p);
  const size_t padded = (p->columnCount + width - 1) / width * width;
  const float *rows = copied(values, row_values(p));
  float *biases = room(padded);
  for (size_t n = 0; n < padded; ++n) biases[n] = n < p->columnCount ? bias[n] : 0;
  float *output = room(p->rowCount ? (p->rowCount - 1) * outputStride + p->columnCount : 0);
  for (size_t m = 0; m < p->rowCount && !p->isFirst; ++m) {
    for (size_t n = 0; n < p->columnCount; ++n) {
      output[m * outputStride + n] = sums[m * p->columnCount + n];
    }
  }
  const dk_product call = {
      .rows = rows, .rowCount = p->rowCount, .rowStride = rowStride, .depth = p->depth,
      .partCount = 1 + p->furtherParts, .partStride = part_stride(p),
      .weights = panels(kernels, p, weights), .panelStride = width * whole_depth(p),
      .columnCount = p->columnCount, .output = output, .outputStride = outputStride,
      .isFirst = p->isFirst, .bias = p->isLast ? biases : NULL, .activation = p->activation,
      .residual = residual};
  kernels->multiply(&call);
  return output;
}

/// Compares the sets; exact where sums are and nothing but a linear piece follows.
static void compare(const subject *s, product p, bool isDyadic) {
  now_checking(
      "%s: multiply, %zu rows, %zu columns, depth %zu times %zu, %s, %s, %s%s%s", s->name,
      p.rowCount, p.columnCount, p.depth, 1 + p.furtherParts, p.isFirst ? "first" : "continued",
      p.isLast ? "last" : "to continue", activation_name(p.activation),
      p.hasResidual ? ", added to, " : "", p.hasResidual ? activation_name(p.last) : "");
  clear_rooms();
  const size_t stride = p.columnCount + below(2) * 3, count = p.rowCount * p.columnCount;
  // Eleven bits, four bits and a sum of 384 products fit the 24 of a float.
  const size_t valueCount = row_values(&p), weightCount = whole_depth(&p) * p.columnCount;
  const float *values = isDyadic ? dyadic(valueCount, 10) : uniform(valueCount, 1);
  const float *weights = isDyadic ? dyadic(weightCount, 4) : uniform(weightCount, 1);
  const float *bias = dyadic(p.columnCount, 8), *sums = dyadic(count, 8);
  dk_residual residual = {0};
  if (p.hasResidual) {
    residual = (dk_residual){NULL, p.columnCount + below(3), p.last};
    residual.values = dyadic((p.rowCount - 1) * residual.stride + p.columnCount, 8);
  }
  const float *found = multiplied(s->kernels, &p, values, weights, bias, sums, stride, residual);
  const float *expected = multiplied(s->scalar, &p, values, weights, bias, sums, stride, residual);
  tolerance allowed = exact;
  if (p.isLast) {
    allowed = p.hasResidual ? sum_limits(p.activation, p.last) : activation_limits(p.activation);
  }
  if (!isDyadic) {
    // Products are rounded before they are added, or not.
    allowed.absolute += 2e-7f * (float)whole_depth(&p) + 1e-6f;
  }
  expect(found, expected, p.rowCount ? (p.rowCount - 1) * stride + p.columnCount : 0, allowed);
}

void check_multiply(const subject *s) {
  static const size_t depths[] = {1, 2, 3, 4, 5, 27, 384};
  for (size_t i = 0; i < sizeof depths / sizeof *depths; ++i) {
    for (size_t w = 0; w < widthCount; ++w) {
      for (size_t rows = 0; rows <= 2 * s->kernels->tileRows + 1; ++rows) {
        // Shallow products are cheap: all of them; of the deep ones a sample.
        if (depths[i] > 5 && (rows + w) % 5) continue;
        const bool isFirst = (rows + w) % 3, isLast = (rows + w) % 2;
        compare(
            s,
            (product){
                rows, widths[w], depths[i], isFirst, isLast, dk_linear, 0, false, dk_linear},
            depths[i] % 2 == 0);
      }
    }
  }
  static const size_t partDepths[] = {1, 4, 6, 9, 21};
  for (size_t i = 0; i < sizeof partDepths / sizeof *partDepths; ++i) {
    for (size_t w = 0; w < widthCount; w += 2) {
      for (size_t rows = 1; rows <= 2 * s->kernels->tileRows + 1; rows += 1 + rows % 3) {
        const size_t further = 1 + 2 * (rows % 2);
        compare(
            s,
            (product){
                rows, widths[w], partDepths[i], true, w % 4, dk_leaky, further, false, dk_linear},
            true);
      }
    }
  }
  for (dk_activation activation = dk_linear; activation <= dk_hard_mish; ++activation) {
    compare(s, (product){5, 21, 64, true, true, activation, 0, false, dk_linear}, true);
    compare(s, (product){11, 40, 64, false, true, activation, 0, false, dk_linear}, true);
    compare(s, (product){9, 21, 64, true, true, activation, 0, true, dk_linear}, true);
    compare(s, (product){6, 70, 16, false, true, dk_leaky, 0, true, activation}, true);
  }
  for (size_t w = 0; w < widthCount; ++w) {
    for (size_t rows = 1; rows <= s->kernels->tileRows + 1; ++rows) {
      const bool isFirst = rows % 2;
      compare(s, (product){rows, widths[w], 8, isFirst, true, dk_linear, 0, true, dk_leaky}, true);
      compare(s, (product){rows, widths[w], 8, isFirst, true, dk_mish, 0, true, dk_relu}, true);
      // Where sums go on nothing is added.
      compare(s, (product){rows, widths[w], 8, isFirst, false, dk_leaky, 0, true, dk_relu}, true);
    }
  }
}
