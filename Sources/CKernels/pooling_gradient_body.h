/// The largest of a window with its place, and the way back to it.

static void DK_NAME(dk_maxpool_positions_f32)(
    const dk_pooling *p, float *positions, size_t firstRow, size_t rowCount) {
  const size_t channels = (size_t)p->channels;
  for (size_t window = firstRow * (size_t)p->outputWidth;
       window < (firstRow + rowCount) * (size_t)p->outputWidth; ++window) {
    const ptrdiff_t y = (ptrdiff_t)window / p->outputWidth, x = (ptrdiff_t)window % p->outputWidth;
    const ptrdiff_t top = y * p->strideY - p->offset, left = x * p->strideX - p->offset;
    const dk_clipped_window clip = dk_clip(p, y, x);
    for (size_t n = 0; n < channels; n += DK_LANES) {
      const size_t rest = channels - n;
      dk_vec best = dk_set(-__FLT_MAX__), place = dk_set(-1.0f);
      for (ptrdiff_t row = clip.firstRow; row < clip.endRow; ++row) {
        for (ptrdiff_t column = clip.firstColumn; column < clip.endColumn; ++column) {
          const float *pixel = p->input + (size_t)(row * p->width + column) * p->inputStride;
          const dk_vec tap = dk_set((float)((row - top) * p->size + column - left));
          const dk_vec value = dk_load_part(pixel + n, rest);
          place = dk_where(value, best, tap, place);
          best = dk_max(value, best);
        }
      }
      dk_store_part(p->output + window * p->outputStride + n, best, rest);
      dk_store_part(positions + window * channels + n, place, rest);
    }
  }
}

static void DK_NAME(dk_maxpool_gradient_f32)(
    const dk_pooling *p, const float *positions, size_t positionStride, size_t rowCount) {
  const size_t channels = (size_t)p->channels;
  for (size_t window = 0; window < rowCount * (size_t)p->outputWidth; ++window) {
    const ptrdiff_t y = (ptrdiff_t)window / p->outputWidth, x = (ptrdiff_t)window % p->outputWidth;
    const ptrdiff_t top = y * p->strideY - p->offset, left = x * p->strideX - p->offset;
    const dk_clipped_window clip = dk_clip(p, y, x);
    const float *deltas = p->input + window * p->inputStride;
    const float *places = positions + window * positionStride;
    for (ptrdiff_t row = clip.firstRow; row < clip.endRow; ++row) {
      for (ptrdiff_t column = clip.firstColumn; column < clip.endColumn; ++column) {
        float *pixel = p->output + (size_t)(row * p->width + column) * p->outputStride;
        const float tap = (float)((row - top) * p->size + column - left);
        const dk_vec above = dk_set(tap + 0.5f), below = dk_set(tap - 0.5f);
        for (size_t n = 0; n < channels; n += DK_LANES) {
          const size_t rest = channels - n;
          const dk_vec place = dk_load_part(places + n, rest);
          dk_vec delta = dk_where(above, place, dk_load_part(deltas + n, rest), dk_set(0.0f));
          delta = dk_where(place, below, delta, dk_set(0.0f));
          dk_store_part(pixel + n, dk_load_part(pixel + n, rest) + delta, rest);
        }
      }
    }
  }
}
