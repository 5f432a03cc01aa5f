/// Winograd: the tiles of an image, transformed.

/// Transforms `count` channels, at most a vector, of a tile that lies at `corner`.
static inline __attribute__((always_inline)) void dk_winograd_input_vector(
    const int m, const dk_winograd *w, const dk_tile_place *place, const int isWhole,
    const float *corner, const size_t count, const int isVector, dk_element *to,
    size_t positionStride) {
  const ptrdiff_t size = m + 2, step = (ptrdiff_t)w->inputStride, line = w->width * step;
  dk_vec columns[8][8], d[8], t[8];
  for (ptrdiff_t j = 0; j < size; ++j) {
    const float *pixel = corner + j * step;
    const int isInside = isWhole || (j >= place->firstColumn && j < place->endColumn);
#pragma clang loop unroll(full)
    for (ptrdiff_t i = 0; i < size; ++i) {
      // The columns the next tile adds: too many rows at once for the processor to foresee.
      if (isWhole && j < m) __builtin_prefetch(pixel + i * line + size * step, 0, 3);
      if (isWhole || (isInside && i >= place->firstRow && i < place->endRow)) {
        d[i] = isVector ? dk_load(pixel + i * line) : dk_load_part(pixel + i * line, count);
      } else {
        d[i] = dk_set(0.0f);
      }
    }
    dk_winograd_forth(m, d, t);
#pragma clang loop unroll(full)
    for (ptrdiff_t i = 0; i < size; ++i) columns[i][j] = t[i];
  }
  for (ptrdiff_t i = 0; i < size; ++i) {
    dk_winograd_forth(m, columns[i], t);
    dk_element *target = to + (size_t)(i * size) * positionStride;
#pragma clang loop unroll(full)
    for (ptrdiff_t j = 0; j < size; ++j) dk_put(target + (size_t)j * positionStride, t[j]);
  }
}

static inline __attribute__((always_inline)) void dk_winograd_input_tile(
    const int m, const dk_winograd *w, size_t tile, size_t firstChannel, size_t channelCount,
    dk_element *to, size_t positionStride) {
  const ptrdiff_t size = m + 2;
  const dk_tile_place place = dk_place_tile(
      (ptrdiff_t)tile / w->tilesAcross * m - w->padding,
      (ptrdiff_t)tile % w->tilesAcross * m - w->padding, size, w->height, w->width);
  const int isWhole = dk_is_whole(&place, size);
  const float *corner =
      w->input + (place.y * w->width + place.x) * (ptrdiff_t)w->inputStride + firstChannel;
  size_t c = 0;
  for (; c + DK_LANES <= channelCount; c += DK_LANES) {
    if (isWhole) {
      dk_winograd_input_vector(m, w, &place, 1, corner + c, DK_LANES, 1, to, positionStride);
    } else {
      dk_winograd_input_vector(m, w, &place, 0, corner + c, DK_LANES, 1, to, positionStride);
    }
    to += DK_LANES;
  }
  // A last vector that is not full, and the half of a pair that no channel is left for.
  for (; c < channelCount + channelCount % DK_ELEMENTS_IN_ROOM; c += DK_LANES) {
    const size_t rest = channelCount > c ? channelCount - c : 0;
    dk_winograd_input_vector(m, w, &place, 0, corner + c, rest, 0, to, positionStride);
    to += DK_LANES;
  }
}

static void DK_ELEMENT_NAME(dk_winograd_input)(
    const dk_winograd *w, size_t firstTile, size_t tileCount, size_t firstChannel,
    size_t channelCount, dk_positions to) {
  dk_element *row = (dk_element *)to.values;
  const size_t apart = to.positionStride * DK_ELEMENTS_IN_ROOM;
  for (size_t t = 0; t < tileCount; ++t) {
    const size_t tile = firstTile + t;
    switch (w->tileSize) {
      case 2: dk_winograd_input_tile(2, w, tile, firstChannel, channelCount, row, apart); break;
      case 3: dk_winograd_input_tile(3, w, tile, firstChannel, channelCount, row, apart); break;
      case 4: dk_winograd_input_tile(4, w, tile, firstChannel, channelCount, row, apart); break;
      case 6: dk_winograd_input_tile(6, w, tile, firstChannel, channelCount, row, apart); break;
    }
    row += to.rowStride * DK_ELEMENTS_IN_ROOM;
  }
}
