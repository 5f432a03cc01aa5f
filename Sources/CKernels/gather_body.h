/// Windows of an image copied side by side, so that a product reads its rows in order.
///
/// One row of taps is gathered for many windows before the next one: what is copied then has the
/// same length every time.

/// Elements from one gathered row to the next.
#define DK_GATHERED_STRIDE (DK_ROW_STRIDE * DK_ELEMENTS_IN_ROOM)

/// Copies `count` values `rowCount` times, from `fromStride` values apart into gathered rows.
static inline void dk_copy_values(
    dk_element *to, const float *from, ptrdiff_t fromStride, ptrdiff_t rowCount, size_t count) {
  const size_t whole = count / DK_LANES * DK_LANES, rest = count - whole;
  for (ptrdiff_t m = 0; m < rowCount; ++m) {
    dk_element *target = to + m * DK_GATHERED_STRIDE;
    const float *source = from + m * fromStride;
    for (size_t n = 0; n < whole; n += DK_LANES) dk_put(target + n, dk_load(source + n));
    if (rest) dk_put_part(target + whole, dk_load_part(source + whole, rest), rest);
  }
}

static inline void dk_zero_values(dk_element *to, ptrdiff_t rowCount, size_t count) {
  const size_t whole = count / DK_LANES * DK_LANES, rest = count - whole;
  for (ptrdiff_t m = 0; m < rowCount; ++m) {
    dk_element *target = to + m * DK_GATHERED_STRIDE;
    for (size_t n = 0; n < whole; n += DK_LANES) dk_put(target + n, dk_set(0.0f));
    if (rest) dk_put_part(target + whole, dk_set(0.0f), rest);
  }
}

/// Windows side by side: columns `first ..< end` of a row of the output.
typedef struct {
  ptrdiff_t first, end;
} dk_range;

static inline ptrdiff_t dk_clamp(ptrdiff_t x, dk_range range) {
  return x < range.first ? range.first : x < range.end ? x : range.end;
}

/// The windows of `range` for which `columns` columns of the image, from `column` at window 0, lie
/// inside it.
static inline dk_range dk_windows_inside(
    const dk_windows *w, dk_range range, ptrdiff_t column, ptrdiff_t columns) {
  ptrdiff_t first = column < 0 ? (-column + w->strideX - 1) / w->strideX : 0;
  ptrdiff_t last = w->width - columns - column;
  ptrdiff_t end = last < 0 ? 0 : last / w->strideX + 1;
  first = dk_clamp(first, range);
  end = dk_clamp(end, range);
  return (dk_range){first, end < first ? first : end};
}

/// Gathers values `first ..< end` of a row of taps, one tap after the other.
static void dk_gather_taps(
    const dk_windows *w, const float *line, dk_range range, ptrdiff_t first, ptrdiff_t end,
    dk_element *to) {
  const ptrdiff_t step = w->strideX * (ptrdiff_t)w->pixelStride;
  while (first < end) {
    ptrdiff_t kx = first / w->channels, channel = first - kx * w->channels;
    ptrdiff_t count = w->channels - channel;
    if (count > end - first) count = end - first;
    ptrdiff_t column = kx * w->dilationX - w->paddingX;
    dk_range inside = dk_windows_inside(w, range, column, 1);
    dk_zero_values(to, inside.first - range.first, (size_t)count);
    dk_copy_values(
        to + (inside.first - range.first) * DK_GATHERED_STRIDE,
        line + (inside.first * step + column * (ptrdiff_t)w->pixelStride + channel), step,
        inside.end - inside.first, (size_t)count);
    dk_zero_values(
        to + (inside.end - range.first) * DK_GATHERED_STRIDE, range.end - inside.end,
        (size_t)count);
    first += count;
    to += count;
  }
}

/// Gathers values `first ..< end` of a row of taps. Neighbouring taps are neighbours in memory too
/// when nothing lies between their channels; windows inside the image are then copied in one go.
static void dk_gather_line(
    const dk_windows *w, const float *line, dk_range range, ptrdiff_t first, ptrdiff_t end,
    dk_element *to) {
  if (w->dilationX > 1 || w->pixelStride != (size_t)w->channels) {
    dk_gather_taps(w, line, range, first, end, to);
    return;
  }
  dk_range inside = dk_windows_inside(w, range, -w->paddingX, w->size);
  const ptrdiff_t step = w->strideX * w->channels;
  dk_gather_taps(w, line, (dk_range){range.first, inside.first}, first, end, to);
  dk_copy_values(
      to + (inside.first - range.first) * DK_GATHERED_STRIDE,
      line + (inside.first * step - w->paddingX * w->channels + first), step,
      inside.end - inside.first, (size_t)(end - first));
  dk_gather_taps(
      w, line, (dk_range){inside.end, range.end}, first, end,
      to + (inside.end - range.first) * DK_GATHERED_STRIDE);
}

/// Gathers values `first ..< end` of row `ky` of windows that may reach over several rows of the
/// output.
static void dk_gather_tap_row(
    const dk_windows *w, ptrdiff_t ky, ptrdiff_t firstWindow, ptrdiff_t windowCount,
    ptrdiff_t first, ptrdiff_t end, dk_element *to) {
  ptrdiff_t y = firstWindow / w->outputWidth, x = firstWindow % w->outputWidth;
  while (windowCount > 0) {
    ptrdiff_t count = w->outputWidth - x < windowCount ? w->outputWidth - x : windowCount;
    ptrdiff_t inputY = y * w->strideY - w->paddingY + ky * w->dilationY;
    if (inputY >= 0 && inputY < w->height) {
      const float *line = w->input + (size_t)(inputY * w->width) * w->pixelStride;
      dk_gather_line(w, line, (dk_range){x, x + count}, first, end, to);
    } else {
      dk_zero_values(to, count, (size_t)(end - first));
    }
    windowCount -= count;
    to += count * DK_GATHERED_STRIDE;
    x = 0;
    ++y;
  }
}

static void DK_ELEMENT_NAME(dk_gather_rows)(
    const dk_windows *w, size_t firstRow, size_t rowCount, size_t firstDepth, size_t depth,
    float *rows) {
  dk_element *to = (dk_element *)rows;
  const ptrdiff_t length = w->size * w->channels;
  ptrdiff_t at = (ptrdiff_t)firstDepth;
  const ptrdiff_t end = (ptrdiff_t)(firstDepth + depth);
  while (at < end) {
    ptrdiff_t ky = at / length, first = at - ky * length;
    ptrdiff_t count = length - first < end - at ? length - first : end - at;
    dk_gather_tap_row(
        w, ky, (ptrdiff_t)firstRow, (ptrdiff_t)rowCount, first, first + count, to);
    at += count;
    to += count;
  }
  dk_zero_values(to, (ptrdiff_t)rowCount, depth % DK_ELEMENTS_IN_ROOM);
}

#undef DK_GATHERED_STRIDE
