/// Winograd: taps transformed once, in double precision.

/// Rows (1, p, p^2) / N of the taps' transform, N the product of p - q over the other points q.
static void dk_winograd_tap_rows(const size_t m, double rows[8][3]) {
  double points[7] = {0};
  const size_t zero = m % 2 == 0, count = m + 1;
  for (size_t p = 0; p < DK_PAIRS(m); ++p) {
    points[2 * p + zero] = dk_winograd_points[m][p];
    points[2 * p + zero + 1] = -points[2 * p + zero];
  }
  for (size_t i = 0; i < count; ++i) {
    double divisor = 1;
    for (size_t k = 0; k < count; ++k) {
      if (k != i) divisor *= points[i] - points[k];
    }
    for (size_t k = 0; k < 3; ++k) {
      rows[i][k] = (k == 0 ? 1 : k == 1 ? points[i] : points[i] * points[i]) / divisor;
    }
  }
  for (size_t k = 0; k < 3; ++k) rows[count][k] = k == 2;
}

static void DK_NAME(dk_winograd_taps_f32)(
    size_t tileSize, const float *panel, size_t channels, float *transformed,
    size_t positionStride) {
  enum { width = DK_TILE_VECTORS * DK_LANES };
  const size_t size = tileSize + 2;
  double rows[8][3], half[8][3][width];
  dk_winograd_tap_rows(tileSize, rows);
  for (size_t c = 0; c < channels; ++c) {
    const float *taps = panel + c * width;
    const size_t tap = channels * width;
    for (size_t i = 0; i < size; ++i) {
      for (size_t x = 0; x < 3; ++x) {
        for (size_t n = 0; n < width; ++n) {
          half[i][x][n] = rows[i][0] * taps[x * tap + n] + rows[i][1] * taps[(3 + x) * tap + n] +
              rows[i][2] * taps[(6 + x) * tap + n];
        }
      }
      for (size_t j = 0; j < size; ++j) {
        float *to = transformed + (i * size + j) * positionStride + c * width;
        for (size_t n = 0; n < width; ++n) {
          to[n] = (float)(
              rows[j][0] * half[i][0][n] + rows[j][1] * half[i][1][n] + rows[j][2] * half[i][2][n]);
        }
      }
    }
  }
}
