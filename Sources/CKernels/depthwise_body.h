/// Depthwise convolution: vectors over channels, a block of pixels of two rows at a time, so that
/// what lines of the image give is used for both rows and all taps while it is in registers.
///
/// Each output is one chain of multiply-adds over ascending (row, column) of its window, where
/// columns outside the image count as 0 and rows outside it are left out, then the bias, then the
/// activation.

/// Pixels of a row of a block: their sums in two rows, and a line of the image under them, fit into
/// the registers.
#if DK_LANES == 8
#define DK_BLOCK_PIXELS 4
#else
#define DK_BLOCK_PIXELS 6
#endif
/// The longest line of the image under a block, of 5 x 5 taps and stride 2.
#define DK_BLOCK_COLUMNS ((DK_BLOCK_PIXELS - 1) * 2 + 5)

/// A block of the output and what lies under it.
typedef struct {
  /// The first line under the block that is in the image, at the block's first column, which may be
  /// outside.
  const float *input;
  float *output;
  /// The lines and columns under the block that are in the image, counted from the block's first.
  ptrdiff_t firstLine, endLine, firstColumn, endColumn;
  /// Pixels of a row that are in the output.
  ptrdiff_t pixels;
} dk_depthwise_block;

/// What stands for columns outside the image.
static const float DK_NAME(dk_outside)[DK_LANES];

static inline __attribute__((always_inline)) dk_vec dk_load_channels(
    const float *p, size_t count, const int isVector) {
  return isVector ? dk_load(p) : dk_load_part(p, count);
}

/// Adds what a line under the block gives to the sums of every row.
static inline __attribute__((always_inline)) void dk_depthwise_line(
    dk_vec sums[2][DK_BLOCK_PIXELS], const ptrdiff_t rows, const ptrdiff_t pixels,
    const ptrdiff_t size, const ptrdiff_t stride, ptrdiff_t line, const dk_vec *values,
    const float *weights, ptrdiff_t channels, size_t count, const int isVector) {
#pragma clang loop unroll(full)
  for (ptrdiff_t j = 0; j < rows; ++j) {
    const ptrdiff_t ky = line - j * stride;
    if (ky >= 0 && ky < size) {
#pragma clang loop unroll(full)
      for (ptrdiff_t kx = 0; kx < size; ++kx) {
        const float *tap = weights + (ky * size + kx) * channels;
        const dk_vec weight = dk_load_channels(tap, count, isVector);
#pragma clang loop unroll(full)
        for (ptrdiff_t i = 0; i < pixels; ++i) {
          sums[j][i] = dk_madd(values[i * stride + kx], weight, sums[j][i]);
        }
      }
    }
  }
}

/// Makes the sums of a block from all lines under it.
static inline __attribute__((always_inline)) void dk_depthwise_sums(
    const dk_depthwise *d, const dk_depthwise_block *b, dk_vec sums[2][DK_BLOCK_PIXELS],
    const ptrdiff_t rows, const ptrdiff_t pixels, const ptrdiff_t size, const ptrdiff_t stride,
    const int isInside, ptrdiff_t c, size_t count, const int isVector) {
  const ptrdiff_t columns = (pixels - 1) * stride + size, lines = (rows - 1) * stride + size;
  const ptrdiff_t step = (ptrdiff_t)d->inputStride, lineStep = step * d->width;
  const float *from = b->input + c, *weights = d->weights + c;
  dk_vec values[DK_BLOCK_COLUMNS];
#pragma clang loop unroll(full)
  for (ptrdiff_t j = 0; j < rows; ++j) {
#pragma clang loop unroll(full)
    for (ptrdiff_t i = 0; i < pixels; ++i) sums[j][i] = dk_set(0.0f);
  }
  if (isInside) {
#pragma clang loop unroll(full)
    for (ptrdiff_t line = 0; line < lines; ++line, from += lineStep) {
      const float *pixel = from;
#pragma clang loop unroll(full)
      for (ptrdiff_t i = 0; i < columns; ++i, pixel += step) {
        values[i] = dk_load_channels(pixel, count, isVector);
      }
      dk_depthwise_line(
          sums, rows, pixels, size, stride, line, values, weights, d->channels, count, isVector);
    }
  } else {
    for (ptrdiff_t line = b->firstLine; line < b->endLine; ++line, from += lineStep) {
#pragma clang loop unroll(full)
      for (ptrdiff_t i = 0; i < columns; ++i) {
        const int isOutside = i < b->firstColumn || i >= b->endColumn;
        const float *pixel = isOutside ? DK_NAME(dk_outside) : from + i * step;
        values[i] = dk_load_channels(pixel, count, isVector);
      }
      dk_depthwise_line(
          sums, rows, pixels, size, stride, line, values, weights, d->channels, count, isVector);
    }
  }
}

#define DK_STORE_BLOCK(function)                                                         \
  _Pragma("clang loop unroll(full)") for (ptrdiff_t j = 0; j < rows; ++j) {              \
    float *target = b->output + j * d->outputWidth * step + c;                           \
    _Pragma("clang loop unroll(full)") for (ptrdiff_t i = 0; i < pixels; ++i) {          \
      if (isInside || i < b->pixels) {                                                   \
        const dk_vec result = function(sums[j][i] + bias);                               \
        if (isVector) {                                                                  \
          dk_store(target, result);                                                      \
        } else {                                                                         \
          dk_store_part(target, result, count);                                          \
        }                                                                                \
      }                                                                                  \
      target += step;                                                                    \
    }                                                                                    \
  }

/// Makes channels `c ..< c + count`, at most a vector, of a block. Sizes are constants.
static inline __attribute__((always_inline)) void dk_depthwise_vector(
    const dk_depthwise *d, const dk_depthwise_block *b, const ptrdiff_t rows,
    const ptrdiff_t pixels, const ptrdiff_t size, const ptrdiff_t stride, const int isInside,
    ptrdiff_t c, size_t count, const int isVector) {
  dk_vec sums[2][DK_BLOCK_PIXELS];
  dk_depthwise_sums(d, b, sums, rows, pixels, size, stride, isInside, c, count, isVector);
  const dk_vec bias = dk_load_channels(d->bias + c, count, isVector);
  const ptrdiff_t step = (ptrdiff_t)d->outputStride;
  if (d->activation == dk_leaky) {
    DK_STORE_BLOCK(dk_leaky_of)
  } else if (d->activation == dk_relu) {
    DK_STORE_BLOCK(dk_relu_of)
  } else {
    DK_STORE_BLOCK()
  }
}

#undef DK_STORE_BLOCK

static inline __attribute__((always_inline)) void dk_depthwise_channels(
    const dk_depthwise *d, const dk_depthwise_block *b, const ptrdiff_t rows,
    const ptrdiff_t pixels, const ptrdiff_t size, const ptrdiff_t stride, const int isInside) {
  ptrdiff_t c = 0;
  for (; c + DK_LANES <= d->channels; c += DK_LANES) {
    dk_depthwise_vector(d, b, rows, pixels, size, stride, isInside, c, DK_LANES, 1);
  }
  if (c < d->channels) {
    const size_t rest = (size_t)(d->channels - c);
    dk_depthwise_vector(d, b, rows, pixels, size, stride, isInside, c, rest, 0);
  }
}

/// Makes one or two rows of the output.
static inline __attribute__((always_inline)) void dk_depthwise_rows(
    const dk_depthwise *d, const ptrdiff_t rows, const ptrdiff_t size, const ptrdiff_t stride,
    ptrdiff_t y) {
  // With a stride fewer pixels lie over as many columns.
  const ptrdiff_t pixels = stride == 1 ? DK_BLOCK_PIXELS : (DK_BLOCK_PIXELS + 2) / 2;
  const ptrdiff_t columns = (pixels - 1) * stride + size, lines = (rows - 1) * stride + size;
  const ptrdiff_t top = y * stride - d->padding;
  dk_depthwise_block b = {.firstLine = top < 0 ? -top : 0};
  b.endLine = d->height - top < lines ? d->height - top : lines;
  for (ptrdiff_t x = 0; x < d->outputWidth; x += pixels) {
    const ptrdiff_t left = x * stride - d->padding;
    b.firstColumn = left < 0 ? -left : 0;
    b.endColumn = d->width - left < columns ? d->width - left : columns;
    b.pixels = d->outputWidth - x < pixels ? d->outputWidth - x : pixels;
    b.input =
        d->input + ((top + b.firstLine) * d->width + left) * (ptrdiff_t)d->inputStride;
    b.output = d->output + (y * d->outputWidth + x) * (ptrdiff_t)d->outputStride;
    if (b.pixels == pixels && b.endLine - b.firstLine == lines &&
        b.endColumn - b.firstColumn == columns) {
      dk_depthwise_channels(d, &b, rows, pixels, size, stride, 1);
    } else {
      dk_depthwise_channels(d, &b, rows, pixels, size, stride, 0);
    }
  }
}

static inline __attribute__((always_inline)) void dk_depthwise_blocks(
    const dk_depthwise *d, const ptrdiff_t size, const ptrdiff_t stride, ptrdiff_t y,
    ptrdiff_t end) {
  for (; y + 2 <= end; y += 2) dk_depthwise_rows(d, 2, size, stride, y);
  if (y < end) dk_depthwise_rows(d, 1, size, stride, y);
}

/// The taps `first ..< end` of a window.
typedef struct {
  ptrdiff_t first, end;
} dk_taps;

/// The taps of a window beginning at `start` that lie in 0 ..< `extent`.
static inline dk_taps dk_valid_taps(
    ptrdiff_t start, ptrdiff_t extent, ptrdiff_t size, ptrdiff_t dilation) {
  ptrdiff_t first = start < 0 ? (-start + dilation - 1) / dilation : 0;
  ptrdiff_t end = extent > start ? (extent - start + dilation - 1) / dilation : 0;
  end = end < size ? end : size;
  return (dk_taps){first < end ? first : end, end};
}

/// One pixel of windows of any kind.
static void dk_depthwise_pixel(const dk_depthwise *d, ptrdiff_t y, ptrdiff_t x) {
  const ptrdiff_t top = y * d->strideY - d->padding, left = x * d->strideX - d->padding;
  const dk_taps rows = dk_valid_taps(top, d->height, d->size, d->dilation);
  const dk_taps columns = dk_valid_taps(left, d->width, d->size, d->dilation);
  float *output = d->output + (y * d->outputWidth + x) * (ptrdiff_t)d->outputStride;
  for (ptrdiff_t c = 0; c < d->channels; c += DK_LANES) {
    const size_t rest = (size_t)(d->channels - c);
    dk_vec sum = dk_set(0.0f);
    for (ptrdiff_t ky = rows.first; ky < rows.end; ++ky) {
      const ptrdiff_t line = (top + ky * d->dilation) * d->width;
      for (ptrdiff_t kx = columns.first; kx < columns.end; ++kx) {
        const ptrdiff_t pixel = line + left + kx * d->dilation;
        const dk_vec value =
            dk_load_part(d->input + pixel * (ptrdiff_t)d->inputStride + c, rest);
        const float *tap = d->weights + (ky * d->size + kx) * d->channels + c;
        sum = dk_madd(value, dk_load_part(tap, rest), sum);
      }
    }
    sum = dk_activate_in_register(sum + dk_load_part(d->bias + c, rest), d->activation);
    dk_store_part(output + c, sum, rest);
  }
}

static void DK_NAME(dk_depthwise_f32)(
    const dk_depthwise *convolution, size_t firstRow, size_t rowCount) {
  // Stores of vectors might change what the argument points at, for all the compiler knows.
  const dk_depthwise copy = *convolution, *d = &copy;
  const ptrdiff_t y = (ptrdiff_t)firstRow, end = (ptrdiff_t)(firstRow + rowCount);
  const int isDense = d->dilation == 1 && d->strideX == d->strideY;
  if (isDense && d->size == 3 && d->strideX == 1) {
    dk_depthwise_blocks(d, 3, 1, y, end);
  } else if (isDense && d->size == 3 && d->strideX == 2) {
    dk_depthwise_blocks(d, 3, 2, y, end);
  } else if (isDense && d->size == 5 && d->strideX == 1) {
    dk_depthwise_blocks(d, 5, 1, y, end);
  } else if (isDense && d->size == 5 && d->strideX == 2) {
    dk_depthwise_blocks(d, 5, 2, y, end);
  } else {
    for (ptrdiff_t row = y; row < end; ++row) {
      for (ptrdiff_t x = 0; x < d->outputWidth; ++x) dk_depthwise_pixel(d, row, x);
    }
  }
  const int isActivated = dk_fits_in_register(d->activation);
  if (!isActivated || d->residual.values) {
    size_t first = firstRow * (size_t)d->outputWidth, count = rowCount * (size_t)d->outputWidth;
    dk_rows written = {
        d->output + first * d->outputStride, count, (size_t)d->channels, d->outputStride};
    dk_residual residual = d->residual;
    if (residual.values) residual.values += first * residual.stride;
    dk_finish_rows(
        written, isActivated ? dk_linear : d->activation, residual, written.values,
        written.stride);
  }
}

#undef DK_BLOCK_COLUMNS
#undef DK_BLOCK_PIXELS
