/// Winograd's transforms the other way round: what comes to transformed taps from behind is the sum
/// over tiles of transformed inputs times spread deltas, and comes to the taps from there.

/// One row or column of deltas, `m` of them, to `m` + 2 positions: `dk_winograd_back` transposed.
static inline __attribute__((always_inline)) void dk_winograd_spread(
    const int m, const dk_vec *y, dk_vec *t) {
  const int pairs = DK_PAIRS(m), zero = m % 2 == 0;
  if (zero) t[0] = y[0];
#pragma clang loop unroll(full)
  for (int p = 0; p < pairs; ++p) {
    dk_vec even = y[0], odd = dk_set(0.0f);
    float power = 1.0f;
#pragma clang loop unroll(full)
    for (int i = 1; i < m; ++i) {
      power *= dk_winograd_points[m][p];
      if (i % 2) {
        odd = dk_madd(dk_set(power), y[i], odd);
      } else {
        even = dk_madd(dk_set(power), y[i], even);
      }
    }
    t[2 * p + zero] = even + odd;
    t[2 * p + zero + 1] = even - odd;
  }
  t[m + 1] = y[m - 1];
}

/// Spreads `count` channels, at most a vector, of the deltas of a tile.
static inline __attribute__((always_inline)) void dk_winograd_delta_vector(
    const int m, const dk_winograd *w, const dk_tile_place *place, const float *corner,
    const size_t count, const int isVector, float *to, size_t positionStride) {
  const ptrdiff_t size = m + 2, step = (ptrdiff_t)w->inputStride, line = w->width * step;
  dk_vec columns[8][6], d[6], t[8];
  for (ptrdiff_t j = 0; j < m; ++j) {
#pragma clang loop unroll(full)
    for (ptrdiff_t i = 0; i < m; ++i) {
      const float *pixel = corner + i * line + j * step;
      if (i < place->endRow && j < place->endColumn) {
        d[i] = isVector ? dk_load(pixel) : dk_load_part(pixel, count);
      } else {
        d[i] = dk_set(0.0f);
      }
    }
    dk_winograd_spread(m, d, t);
#pragma clang loop unroll(full)
    for (ptrdiff_t i = 0; i < size; ++i) columns[i][j] = t[i];
  }
  for (ptrdiff_t i = 0; i < size; ++i) {
    dk_winograd_spread(m, columns[i], t);
    float *target = to + (size_t)(i * size) * positionStride;
#pragma clang loop unroll(full)
    for (ptrdiff_t j = 0; j < size; ++j) dk_store(target + (size_t)j * positionStride, t[j]);
  }
}

static inline __attribute__((always_inline)) void dk_winograd_delta_tile(
    const int m, const dk_winograd *w, size_t tile, size_t channelCount, float *to,
    size_t positionStride) {
  const dk_tile_place place = dk_place_tile(
      (ptrdiff_t)tile / w->tilesAcross * m, (ptrdiff_t)tile % w->tilesAcross * m, m, w->height,
      w->width);
  const float *corner = w->input + (place.y * w->width + place.x) * (ptrdiff_t)w->inputStride;
  size_t c = 0;
  for (; c + DK_LANES <= channelCount; c += DK_LANES) {
    dk_winograd_delta_vector(m, w, &place, corner + c, DK_LANES, 1, to + c, positionStride);
  }
  if (c < channelCount) {
    dk_winograd_delta_vector(
        m, w, &place, corner + c, channelCount - c, 0, to + c, positionStride);
  }
}

static void DK_NAME(dk_winograd_delta_f32)(
    const dk_winograd *w, size_t firstTile, size_t tileCount, size_t channelCount,
    dk_positions to) {
  float *row = to.values;
  for (size_t t = 0; t < tileCount; ++t) {
    const size_t tile = firstTile + t;
    switch (w->tileSize) {
      case 2: dk_winograd_delta_tile(2, w, tile, channelCount, row, to.positionStride); break;
      case 3: dk_winograd_delta_tile(3, w, tile, channelCount, row, to.positionStride); break;
      case 4: dk_winograd_delta_tile(4, w, tile, channelCount, row, to.positionStride); break;
      case 6: dk_winograd_delta_tile(6, w, tile, channelCount, row, to.positionStride); break;
    }
    row += to.rowStride;
  }
}

/// A vector of what came to transformed taps, brought to the taps.
static inline __attribute__((always_inline)) void dk_winograd_untap(
    const int m, float rows[8][3], const float *from, size_t positionStride, float *taps,
    size_t tapStride) {
  const ptrdiff_t size = m + 2;
  dk_vec half[3][8];
  for (ptrdiff_t j = 0; j < size; ++j) {
    dk_vec sums[3] = {dk_set(0.0f), dk_set(0.0f), dk_set(0.0f)};
#pragma clang loop unroll(full)
    for (ptrdiff_t i = 0; i < size; ++i) {
      const dk_vec value = dk_load(from + (size_t)(i * size + j) * positionStride);
#pragma clang loop unroll(full)
      for (int y = 0; y < 3; ++y) sums[y] = dk_madd(dk_set(rows[i][y]), value, sums[y]);
    }
#pragma clang loop unroll(full)
    for (int y = 0; y < 3; ++y) half[y][j] = sums[y];
  }
#pragma clang loop unroll(full)
  for (int tap = 0; tap < 9; ++tap) {
    float *target = taps + (size_t)tap * tapStride;
    dk_vec sum = dk_load(target);
#pragma clang loop unroll(full)
    for (ptrdiff_t j = 0; j < size; ++j) {
      sum = dk_madd(dk_set(rows[j][tap % 3]), half[tap / 3][j], sum);
    }
    dk_store(target, sum);
  }
}

/// A vector of taps, transformed.
static inline __attribute__((always_inline)) void dk_winograd_tap(
    const int m, float rows[8][3], const float *taps, size_t tapStride, float *to,
    size_t positionStride) {
  const ptrdiff_t size = m + 2;
  dk_vec half[8][3];
#pragma clang loop unroll(full)
  for (ptrdiff_t x = 0; x < 3; ++x) {
    dk_vec column[3];
#pragma clang loop unroll(full)
    for (ptrdiff_t y = 0; y < 3; ++y) column[y] = dk_load(taps + (size_t)(3 * y + x) * tapStride);
#pragma clang loop unroll(full)
    for (ptrdiff_t i = 0; i < size; ++i) {
      dk_vec sum = dk_set(rows[i][0]) * column[0];
      sum = dk_madd(dk_set(rows[i][1]), column[1], sum);
      half[i][x] = dk_madd(dk_set(rows[i][2]), column[2], sum);
    }
  }
#pragma clang loop unroll(full)
  for (ptrdiff_t j = 0; j < size; ++j) {
    const dk_vec first = dk_set(rows[j][0]), second = dk_set(rows[j][1]);
    const dk_vec third = dk_set(rows[j][2]);
#pragma clang loop unroll(full)
    for (ptrdiff_t i = 0; i < size; ++i) {
      const dk_vec sum = dk_madd(second, half[i][1], first * half[i][0]);
      dk_store(to + (size_t)(i * size + j) * positionStride, dk_madd(third, half[i][2], sum));
    }
  }
}

static inline void dk_winograd_rounded_rows(size_t tileSize, float rows[8][3]) {
  double exact[8][3];
  dk_winograd_tap_rows(tileSize, exact);
  for (size_t i = 0; i < tileSize + 2; ++i) {
    for (size_t k = 0; k < 3; ++k) rows[i][k] = (float)exact[i][k];
  }
}

static void DK_NAME(dk_winograd_retaps_f32)(
    size_t tileSize, const float *panel, size_t tapStride, size_t channels, float *transformed,
    size_t positionStride) {
  float rows[8][3];
  dk_winograd_rounded_rows(tileSize, rows);
  const size_t count = channels * DK_TILE_VECTORS * DK_LANES;
  for (size_t n = 0; n < count; n += DK_LANES) {
    float *to = transformed + n;
    switch (tileSize) {
      case 2: dk_winograd_tap(2, rows, panel + n, tapStride, to, positionStride); break;
      case 3: dk_winograd_tap(3, rows, panel + n, tapStride, to, positionStride); break;
      case 4: dk_winograd_tap(4, rows, panel + n, tapStride, to, positionStride); break;
      case 6: dk_winograd_tap(6, rows, panel + n, tapStride, to, positionStride); break;
    }
  }
}

static void DK_NAME(dk_winograd_untaps_f32)(
    size_t tileSize, const float *transformed, size_t positionStride, size_t channels,
    float *panel, size_t tapStride) {
  float rows[8][3];
  dk_winograd_rounded_rows(tileSize, rows);
  const size_t count = channels * DK_TILE_VECTORS * DK_LANES;
  for (size_t n = 0; n < count; n += DK_LANES) {
    const float *from = transformed + n;
    switch (tileSize) {
      case 2: dk_winograd_untap(2, rows, from, positionStride, panel + n, tapStride); break;
      case 3: dk_winograd_untap(3, rows, from, positionStride, panel + n, tapStride); break;
      case 4: dk_winograd_untap(4, rows, from, positionStride, panel + n, tapStride); break;
      case 6: dk_winograd_untap(6, rows, from, positionStride, panel + n, tapStride); break;
    }
  }
}
