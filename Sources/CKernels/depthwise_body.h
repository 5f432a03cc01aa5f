/// Depthwise convolution: vectors over channels, several pixels of a row at a time.
///
/// Each output is one chain of multiply-adds over ascending (row, column) of its window, taps
/// outside the image left out, then the bias, then the activation.

/// Taps that fall inside an image line.
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

/// `pixels` outputs from column `x` on, for channels `c ..< c + rest`; sizes are constants where it
/// pays.
static inline __attribute__((always_inline)) void dk_depthwise_pixels(
    const dk_depthwise *d, const ptrdiff_t pixels, ptrdiff_t size, ptrdiff_t stride,
    ptrdiff_t dilation, ptrdiff_t y, ptrdiff_t x, dk_taps rows, dk_taps columns, ptrdiff_t c,
    const size_t lanes, size_t rest) {
  dk_vec sums[6];
#pragma clang loop unroll(full)
  for (ptrdiff_t i = 0; i < pixels; ++i) sums[i] = dk_set(0.0f);
  const ptrdiff_t top = y * d->strideY - d->padding, left = x * d->strideX - d->padding;
  for (ptrdiff_t ky = rows.first; ky < rows.end; ++ky) {
    const float *line =
        d->input + ((top + ky * dilation) * d->width + left) * (ptrdiff_t)d->inputStride + c;
    const float *weights = d->weights + ky * size * d->channels + c;
#pragma clang loop unroll_count(5)
    for (ptrdiff_t kx = columns.first; kx < columns.end; ++kx) {
      const float *w = weights + kx * d->channels;
      dk_vec weight = lanes == DK_LANES ? dk_load(w) : dk_load_part(w, rest);
#pragma clang loop unroll(full)
      for (ptrdiff_t i = 0; i < pixels; ++i) {
        const float *p = line + (i * stride + kx * dilation) * (ptrdiff_t)d->inputStride;
        dk_vec value = lanes == DK_LANES ? dk_load(p) : dk_load_part(p, rest);
        sums[i] = dk_madd(value, weight, sums[i]);
      }
    }
  }
  const float *b = d->bias + c;
  dk_vec bias = lanes == DK_LANES ? dk_load(b) : dk_load_part(b, rest);
  float *output = d->output + (size_t)(y * d->outputWidth + x) * d->outputStride + c;
#pragma clang loop unroll(full)
  for (ptrdiff_t i = 0; i < pixels; ++i) {
    dk_vec sum = dk_activate_in_register(sums[i] + bias, d->activation);
    dk_store_part(output + i * (ptrdiff_t)d->outputStride, sum, lanes == DK_LANES ? lanes : rest);
  }
}

/// One output row for one vector of channels: pixels at the edges singly, those between six at a
/// time.
static inline __attribute__((always_inline)) void dk_depthwise_line(
    const dk_depthwise *d, ptrdiff_t size, ptrdiff_t stride, ptrdiff_t dilation, ptrdiff_t y,
    ptrdiff_t c, const size_t lanes, size_t rest) {
  const dk_taps rows =
      dk_valid_taps(y * d->strideY - d->padding, d->height, size, dilation);
  const dk_taps all = {0, size};
  ptrdiff_t x = 0;
  while (x < d->outputWidth) {
    ptrdiff_t left = x * stride - d->padding;
    ptrdiff_t right = left + 5 * stride + (size - 1) * dilation;
    if (left >= 0 && right < d->width && x + 6 <= d->outputWidth) {
      dk_depthwise_pixels(d, 6, size, stride, dilation, y, x, rows, all, c, lanes, rest);
      x += 6;
    } else {
      dk_taps columns = dk_valid_taps(left, d->width, size, dilation);
      dk_depthwise_pixels(d, 1, size, stride, dilation, y, x, rows, columns, c, lanes, rest);
      x += 1;
    }
  }
}

static inline __attribute__((always_inline)) void dk_depthwise_rows(
    const dk_depthwise *d, ptrdiff_t size, ptrdiff_t stride, ptrdiff_t dilation,
    size_t firstRow, size_t rowCount) {
  for (ptrdiff_t y = (ptrdiff_t)firstRow; y < (ptrdiff_t)(firstRow + rowCount); ++y) {
    ptrdiff_t c = 0;
    for (; c + DK_LANES <= d->channels; c += DK_LANES) {
      dk_depthwise_line(d, size, stride, dilation, y, c, DK_LANES, DK_LANES);
    }
    if (c < d->channels) {
      dk_depthwise_line(d, size, stride, dilation, y, c, 0, (size_t)(d->channels - c));
    }
  }
}

static void DK_NAME(dk_depthwise_f32)(
    const dk_depthwise *d, size_t firstRow, size_t rowCount) {
  const int isDense = d->dilation == 1 && d->strideX == d->strideY;
  if (isDense && d->size == 3 && d->strideX == 1) {
    dk_depthwise_rows(d, 3, 1, 1, firstRow, rowCount);
  } else if (isDense && d->size == 3 && d->strideX == 2) {
    dk_depthwise_rows(d, 3, 2, 1, firstRow, rowCount);
  } else if (isDense && d->size == 5 && d->strideX == 1) {
    dk_depthwise_rows(d, 5, 1, 1, firstRow, rowCount);
  } else if (isDense && d->size == 5 && d->strideX == 2) {
    dk_depthwise_rows(d, 5, 2, 1, firstRow, rowCount);
  } else {
    dk_depthwise_rows(d, d->size, d->strideX, d->dilation, firstRow, rowCount);
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
