/// Windows of an image copied side by side, so that a product reads its rows in order.

static inline void dk_copy(float *to, const float *from, size_t count) {
  size_t n = 0;
  for (; n + DK_LANES <= count; n += DK_LANES) dk_store(to + n, dk_load(from + n));
  if (n < count) dk_store_part(to + n, dk_load_part(from + n, count - n), count - n);
}

static inline void dk_zero(float *to, size_t count) {
  size_t n = 0;
  for (; n + DK_LANES <= count; n += DK_LANES) dk_store(to + n, dk_set(0.0f));
  if (n < count) dk_store_part(to + n, dk_set(0.0f), count - n);
}

/// Part of one row of a window, in values counted from the row's first tap.
typedef struct {
  ptrdiff_t first, end;
} dk_span;

/// The part of a span that lies in `first ..< end`; an empty one at its border where none does.
static inline dk_span dk_intersect(dk_span a, ptrdiff_t first, ptrdiff_t end) {
  ptrdiff_t low = first < a.first ? a.first : first < a.end ? first : a.end;
  ptrdiff_t high = end < low ? low : end < a.end ? end : a.end;
  return (dk_span){low, high};
}

/// Copies `span` of a row of taps that starts at column `left` of the image row at `line`.
static inline void dk_gather_taps(
    const dk_windows *w, const float *line, ptrdiff_t left, dk_span span, float *to) {
  // Neighbouring taps are neighbours in memory too when nothing lies between their channels.
  if (w->dilation == 1 && w->pixelStride == (size_t)w->channels) {
    dk_span inside = dk_intersect(span, -left * w->channels, (w->width - left) * w->channels);
    dk_zero(to, (size_t)(inside.first - span.first));
    dk_copy(
        to + (inside.first - span.first), line + (left * w->channels + inside.first),
        (size_t)(inside.end - inside.first));
    dk_zero(to + (inside.end - span.first), (size_t)(span.end - inside.end));
    return;
  }
  for (ptrdiff_t at = span.first; at < span.end;) {
    ptrdiff_t kx = at / w->channels, channel = at - kx * w->channels;
    ptrdiff_t x = left + kx * w->dilation, count = w->channels - channel;
    if (count > span.end - at) count = span.end - at;
    if (x >= 0 && x < w->width) {
      dk_copy(to, line + (x * (ptrdiff_t)w->pixelStride + channel), (size_t)count);
    } else {
      dk_zero(to, (size_t)count);
    }
    at += count;
    to += count;
  }
}

/// One pixel a row: nothing to search for.
static inline void dk_gather_pixels(
    const dk_windows *w, size_t firstRow, size_t rowCount, size_t firstDepth, size_t depth,
    float *rows) {
  const float *from = w->input + firstRow * w->pixelStride + firstDepth;
  for (size_t m = 0; m < rowCount; ++m) {
    dk_copy(rows + m * DK_ROW_STRIDE, from + m * w->pixelStride, depth);
  }
}

static void DK_NAME(dk_gather_rows_f32)(
    const dk_windows *w, size_t firstRow, size_t rowCount, size_t firstDepth, size_t depth,
    float *rows) {
  if (w->size == 1 && w->strideX == 1 && w->strideY == 1 && w->padding == 0) {
    dk_gather_pixels(w, firstRow, rowCount, firstDepth, depth, rows);
    return;
  }
  const ptrdiff_t lineLength = w->size * w->channels;
  const ptrdiff_t first = (ptrdiff_t)firstDepth, end = (ptrdiff_t)(firstDepth + depth);
  const ptrdiff_t firstTapRow = first / lineLength;
  ptrdiff_t y = (ptrdiff_t)firstRow / w->outputWidth, x = (ptrdiff_t)firstRow % w->outputWidth;
  for (size_t m = 0; m < rowCount; ++m) {
    float *to = rows + m * DK_ROW_STRIDE;
    ptrdiff_t left = x * w->strideX - w->padding;
    for (ptrdiff_t ky = firstTapRow; ky * lineLength < end; ++ky) {
      dk_span span =
          dk_intersect((dk_span){0, lineLength}, first - ky * lineLength, end - ky * lineLength);
      ptrdiff_t inputY = y * w->strideY - w->padding + ky * w->dilation;
      if (inputY >= 0 && inputY < w->height) {
        const float *line = w->input + (size_t)(inputY * w->width) * w->pixelStride;
        dk_gather_taps(w, line, left, span, to);
      } else {
        dk_zero(to, (size_t)(span.end - span.first));
      }
      to += span.end - span.first;
    }
    if (++x == w->outputWidth) {
      x = 0;
      ++y;
    }
  }
}
