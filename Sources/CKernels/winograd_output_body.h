/// Winograd: sums at every position, transformed back into pixels, and finished.

/// Transforms `count` filters, at most a vector, back, and stores what lies inside the image.
static inline __attribute__((always_inline)) void dk_winograd_output_vector(
    const int m, const dk_winograd *w, const dk_tile_place *place, const int isWhole,
    dk_positions from, const float *bias, float *corner, const float *addends,
    const size_t count, const int isVector) {
  const ptrdiff_t size = m + 2, outputs = m;
  const ptrdiff_t step = (ptrdiff_t)w->outputStride, line = w->outputWidth * step;
  const dk_vec biases = isVector ? dk_load(bias) : dk_load_part(bias, count);
  const ptrdiff_t addendStep = (ptrdiff_t)w->residual.stride;
  dk_vec columns[6][8], t[8], y[6];
  for (ptrdiff_t j = 0; j < size; ++j) {
    const float *source = from.values + (size_t)j * from.positionStride;
    if (addends && isWhole && j < outputs) {
      // What the tile to the right will have added: it lies in pieces that nothing else fetches.
#pragma clang loop unroll(full)
      for (ptrdiff_t i = 0; i < outputs; ++i) {
        __builtin_prefetch(addends + (i * w->outputWidth + j + outputs) * addendStep, 0, 3);
      }
    }
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
#pragma clang loop unroll(full)
    for (ptrdiff_t j = 0; j < outputs; ++j) y[j] = y[j] + biases;
    dk_activate_vectors(m, y, w->activation);
    float *target = corner + i * line;
    const float *added = addends ? addends + i * w->outputWidth * addendStep : NULL;
    // All that is read comes before what is written: a write that may overlap delays reading.
#pragma clang loop unroll(full)
    for (ptrdiff_t j = 0; j < outputs && added; ++j) {
      if (!isWhole && j >= place->endColumn) break;
      y[j] = dk_add_residual(
          y[j], &w->residual, added + j * addendStep, isVector ? DK_LANES : count);
    }
    if (added && !dk_fits_in_register(w->residual.activation)) {
      dk_activate_through_memory(m, y, w->residual.activation);
    }
#pragma clang loop unroll(full)
    for (ptrdiff_t j = 0; j < outputs; ++j) {
      if (!isWhole && j >= place->endColumn) break;
      if (isWhole) __builtin_prefetch(target + (j + outputs) * step, 1, 3);
      if (isVector) {
        dk_store(target + j * step, y[j]);
      } else {
        dk_store_part(target + j * step, y[j], count);
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
  const size_t pixel = (size_t)(place.y * w->outputWidth + place.x);
  float *corner = w->output + pixel * w->outputStride + firstFilter;
  const float *addends = w->residual.values;
  if (addends) addends += pixel * w->residual.stride + firstFilter;
  size_t c = 0;
  for (; c + DK_LANES <= filterCount; c += DK_LANES) {
    if (isWhole) {
      dk_winograd_output_vector(
          m, w, &place, 1, from, bias + c, corner + c, addends, DK_LANES, 1);
    } else {
      dk_winograd_output_vector(
          m, w, &place, 0, from, bias + c, corner + c, addends, DK_LANES, 1);
    }
    if (addends) addends += DK_LANES;
    from.values += DK_LANES;
  }
  if (c < filterCount) {
    dk_winograd_output_vector(
        m, w, &place, 0, from, bias + c, corner + c, addends, filterCount - c, 0);
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
