/// Winograd: sums at every position, transformed back into pixels, with bias and activation.

/// Transforms `count` filters, at most a vector, back, and stores what lies inside the image.
static inline __attribute__((always_inline)) void dk_winograd_output_vector(
    const int m, const dk_winograd *w, const dk_tile_place *place, const int isWhole,
    dk_positions from, const float *bias, float *corner, const size_t count,
    const int isVector) {
  const ptrdiff_t size = m + 2, outputs = m;
  const ptrdiff_t step = (ptrdiff_t)w->outputStride, line = w->outputWidth * step;
  const dk_vec addend = isVector ? dk_load(bias) : dk_load_part(bias, count);
  dk_vec columns[6][8], t[8], y[6];
  for (ptrdiff_t j = 0; j < size; ++j) {
    const float *source = from.values + (size_t)j * from.positionStride;
#pragma clang loop unroll(full)
    for (ptrdiff_t i = 0; i < size; ++i) {
      t[i] = dk_load(source + (size_t)(i * size) * from.positionStride);
    }
    dk_winograd_back(m, t, y);
#pragma clang loop unroll(full)
    for (ptrdiff_t i = 0; i < outputs; ++i) columns[i][j] = y[i];
  }
  for (ptrdiff_t i = 0; i < (isWhole ? outputs : place->endRow); ++i) {
    dk_winograd_back(m, columns[i], y);
    float *target = corner + i * line;
#pragma clang loop unroll(full)
    for (ptrdiff_t j = 0; j < outputs; ++j) {
      if (!isWhole && j >= place->endColumn) break;
      dk_vec value = dk_activate_in_register(y[j] + addend, w->activation);
      if (isWhole) __builtin_prefetch(target + (j + outputs) * step, 1, 3);
      if (isVector) {
        dk_store(target + j * step, value);
      } else {
        dk_store_part(target + j * step, value, count);
      }
    }
  }
}

static inline __attribute__((always_inline)) void dk_winograd_output_tile(
    const int m, const dk_winograd *w, size_t tile, size_t firstFilter, size_t filterCount,
    dk_positions from, const float *bias) {
  const ptrdiff_t outputs = m;
  const dk_tile_place place = dk_place_tile(
      (ptrdiff_t)tile / w->tilesAcross * outputs, (ptrdiff_t)tile % w->tilesAcross * outputs,
      outputs, w->outputHeight, w->outputWidth);
  const int isWhole = dk_is_whole(&place, outputs);
  float *corner =
      w->output + (place.y * w->outputWidth + place.x) * (ptrdiff_t)w->outputStride + firstFilter;
  size_t c = 0;
  for (; c + DK_LANES <= filterCount; c += DK_LANES) {
    if (isWhole) {
      dk_winograd_output_vector(m, w, &place, 1, from, bias + c, corner + c, DK_LANES, 1);
    } else {
      dk_winograd_output_vector(m, w, &place, 0, from, bias + c, corner + c, DK_LANES, 1);
    }
    from.values += DK_LANES;
  }
  if (c < filterCount) {
    dk_winograd_output_vector(
        m, w, &place, 0, from, bias + c, corner + c, filterCount - c, 0);
  }
  if (dk_fits_in_register(w->activation)) return;
  for (ptrdiff_t i = 0; i < place.endRow; ++i) {
    dk_rows written = {
        corner + i * w->outputWidth * (ptrdiff_t)w->outputStride, (size_t)place.endColumn,
        filterCount, w->outputStride};
    DK_NAME(dk_activate_f32)(written, w->activation);
  }
}

static void DK_NAME(dk_winograd_output_f32)(
    const dk_winograd *w, size_t firstTile, size_t tileCount, size_t firstFilter,
    size_t filterCount, dk_positions from, const float *bias) {
  for (size_t t = 0; t < tileCount; ++t) {
    const size_t tile = firstTile + t;
    switch (w->tileSize) {
      case 2: dk_winograd_output_tile(2, w, tile, firstFilter, filterCount, from, bias); break;
      case 3: dk_winograd_output_tile(3, w, tile, firstFilter, filterCount, from, bias); break;
      case 4: dk_winograd_output_tile(4, w, tile, firstFilter, filterCount, from, bias); break;
      case 6: dk_winograd_output_tile(6, w, tile, firstFilter, filterCount, from, bias); break;
    }
    from.values += from.rowStride;
  }
}
