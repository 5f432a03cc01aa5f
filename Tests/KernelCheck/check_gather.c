/// `gather_rows`: windows of images, with padding, strides, dilation and strangers beside.
#include "report.h"
#include "rooms.h"
#include "subject.h"
#include "values.h"

static ptrdiff_t windows_along(
    ptrdiff_t extent, ptrdiff_t size, ptrdiff_t stride, ptrdiff_t padding, ptrdiff_t dilation) {
  return (extent + 2 * padding - (size - 1) * dilation - 1) / stride + 1;
}

/// Compares rows and depths cut at random; the rest of each row must stay as it is.
static void compare(const subject *s, dk_windows w) {
  const ptrdiff_t across = windows_along(w.width, w.size, w.strideX, w.paddingX, w.dilationX);
  const ptrdiff_t down = windows_along(w.height, w.size, w.strideY, w.paddingY, w.dilationY);
  if (across < 1 || down < 1) return;
  w.outputWidth = across;
  const size_t total = (size_t)(across * down), allDepth = (size_t)(w.size * w.size * w.channels);
  now_checking(
      "%s: gather_rows, %td x %td x %td values %zu apart, size %td, stride %td x %td, padding %td x "
      "%td, dilation %td x %td",
      s->name, w.height, w.width, w.channels, w.pixelStride, w.size, w.strideY, w.strideX,
      w.paddingY, w.paddingX, w.dilationY, w.dilationX);
  for (int part = 0; part < 4; ++part) {
    clear_rooms();
    const size_t firstRow = part ? below(total) : 0, firstDepth = part ? below(allDepth) : 0;
    const size_t rowCount = part ? 1 + below(total - firstRow) : total;
    size_t depth = part ? 1 + below(allDepth - firstDepth) : allDepth;
    depth = depth < 384 ? depth : 384;
    w.input = uniform((size_t)(w.height * w.width - 1) * w.pixelStride + (size_t)w.channels, 1);
    const size_t foundStride = s->kernels->rowStride, stride = s->scalar->rowStride;
    float *found = room((rowCount - 1) * foundStride + depth);
    float *expected = room((rowCount - 1) * stride + depth);
    s->kernels->gather_rows(&w, firstRow, rowCount, firstDepth, depth, found);
    s->scalar->gather_rows(&w, firstRow, rowCount, firstDepth, depth, expected);
    for (size_t row = 0; row < rowCount; ++row) {
      const size_t width = row + 1 < rowCount && foundStride == stride ? stride : depth;
      expect(found + row * foundStride, expected + row * stride, width, exact);
    }
  }
}

void check_gather(const subject *s) {
  static const ptrdiff_t channels[] = {1, 3, 4, 5, 8, 17, 33};
  for (size_t c = 0; c < sizeof channels / sizeof *channels; ++c) {
    for (ptrdiff_t size = 1; size <= 5; size += 1 + (size > 2)) {
      for (ptrdiff_t stride = 1; stride <= 3; ++stride) {
        for (ptrdiff_t padding = 0; padding <= size / 2 + 1; ++padding) {
          for (ptrdiff_t dilation = 1; dilation <= 2; ++dilation) {
            const size_t apart = (size_t)channels[c] + (stride + padding) % 2 * 3;
            compare(
                s, (dk_windows){
                       .pixelStride = apart, .height = 5, .width = 7, .channels = channels[c],
                       .size = size, .strideX = stride, .strideY = 1 + stride % 2,
                       .paddingX = padding, .paddingY = (padding + stride) % 3 - 1,
                       .dilationX = dilation, .dilationY = 1 + (dilation + padding) % 2});
          }
        }
      }
    }
  }
}
