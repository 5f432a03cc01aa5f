/// `depthwise`: the sizes with code of their own and others, edges, and whole runs of pixels.
#include "activations.h"
#include "report.h"
#include "rooms.h"
#include "subject.h"
#include "values.h"

static void compare(const subject *s, dk_depthwise d) {
  const ptrdiff_t reach = (d.size - 1) * d.dilation + 1;
  const ptrdiff_t rows = (d.height + 2 * d.padding - reach) / d.strideY + 1;
  d.outputWidth = (d.width + 2 * d.padding - reach) / d.strideX + 1;
  if (d.height + 2 * d.padding < reach || d.width + 2 * d.padding < reach) return;
  now_checking(
      "%s: depthwise, %td x %td x %td, size %td, stride %td x %td, padding %td, dilation %td, %s",
      s->name, d.height, d.width, d.channels, d.size, d.strideY, d.strideX, d.padding, d.dilation,
      activation_name(d.activation));
  clear_rooms();
  const size_t channels = (size_t)d.channels;
  d.inputStride = channels + below(2) * 5;
  d.outputStride = channels + below(2) * 2;
  d.input = dyadic((size_t)(d.height * d.width - 1) * d.inputStride + channels, 9);
  d.weights = dyadic((size_t)(d.size * d.size) * channels, 5);
  d.bias = dyadic(channels, 6);
  const size_t count = (size_t)(rows * d.outputWidth - 1) * d.outputStride + channels;
  if (d.residual.activation) {
    d.residual.stride = channels + below(3);
    d.residual.values =
        dyadic((size_t)(rows * d.outputWidth - 1) * d.residual.stride + channels, 7);
  }
  float *found = room(count), *expected = room(count);
  // In two parts, and in one.
  const size_t first = below((size_t)rows);
  d.output = found;
  s->kernels->depthwise(&d, 0, first);
  s->kernels->depthwise(&d, first, (size_t)rows - first);
  d.output = expected;
  s->scalar->depthwise(&d, 0, (size_t)rows);
  expect(
      found, expected, count,
      d.residual.values ? sum_limits(d.activation, d.residual.activation)
                        : activation_limits(d.activation));
}

void check_depthwise(const subject *s) {
  static const ptrdiff_t shapes[][5] = {
      // size, strideX, strideY, padding, dilation
      {3, 1, 1, 1, 1}, {3, 2, 2, 1, 1}, {5, 1, 1, 2, 1}, {5, 2, 2, 2, 1}, {3, 1, 1, 0, 1},
      {3, 1, 2, 1, 1}, {2, 1, 1, 0, 1}, {7, 2, 2, 3, 1}, {3, 1, 1, 2, 2}, {3, 3, 3, 4, 1},
      {1, 1, 1, 0, 1}, {5, 1, 1, 4, 3},
  };
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; ++i) {
    for (size_t w = 0; w < widthCount; ++w) {
      const ptrdiff_t *shape = shapes[i];
      const dk_activation activation = (dk_activation)((i + w) % 2 ? dk_linear : w % 19);
      const ptrdiff_t extent = 1 + (ptrdiff_t)below(20);
      compare(
          s, (dk_depthwise){
                 .channels = (ptrdiff_t)widths[w], .height = 5, .width = extent, .size = shape[0],
                 .strideX = shape[1], .strideY = shape[2], .padding = shape[3],
                 .dilation = shape[4], .activation = activation,
                 .residual = {.activation = i % 3 ? dk_linear : w % 2 ? dk_leaky : dk_mish}});
    }
  }
}
