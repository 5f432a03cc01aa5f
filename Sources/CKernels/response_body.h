/// Local response normalisation, vectors over the channels of a pixel.

/// Values `first ..< first + DK_LANES` of a row, 0 for what lies outside.
static inline dk_vec dk_load_around(const float *row, ptrdiff_t first, ptrdiff_t count) {
  if (first >= 0 && first + DK_LANES <= count) return dk_load(row + first);
  float lanes[DK_LANES];
  for (ptrdiff_t i = 0; i < DK_LANES; ++i) {
    ptrdiff_t n = first + i;
    lanes[i] = n >= 0 && n < count ? row[n] : 0;
  }
  return dk_load(lanes);
}

/// v^-beta; the power everybody uses is made of roots.
static inline dk_vec dk_inverse_power(dk_vec v, float beta) {
  if (beta == 0.75f) {
    dk_vec root = dk_sqrt(v);
    return dk_set(1.0f) / (root * dk_sqrt(root));
  }
  float lanes[DK_LANES];
  dk_store(lanes, v);
  for (ptrdiff_t i = 0; i < DK_LANES; ++i) lanes[i] = powf(lanes[i], -beta);
  return dk_load(lanes);
}

static void DK_NAME(dk_normalize_response_f32)(dk_row_pair rows, const dk_response *response) {
  const ptrdiff_t count = (ptrdiff_t)rows.columnCount;
  for (size_t m = 0; m < rows.rowCount; ++m) {
    const float *input = rows.input + m * rows.inputStride;
    float *output = rows.output + m * rows.outputStride;
    const float missing = response->missing < count ? input[response->missing] : 0;
    for (ptrdiff_t n = 0; n < count; n += DK_LANES) {
      ptrdiff_t first = n - response->before, last = n + response->behind;
      if (first <= -DK_LANES) first = 1 - DK_LANES;
      if (last >= count) last = count - 1;
      dk_vec sum = dk_set(0.0f);
      for (ptrdiff_t k = first; k <= last; ++k) {
        dk_vec x = dk_load_around(input, k, count);
        sum = dk_madd(x, x, sum);
      }
      sum = dk_madd(sum - dk_set(missing * missing), dk_set(response->alpha),
                    dk_set(response->kappa));
      dk_vec x = dk_load_around(input, n, count) * dk_inverse_power(sum, response->beta);
      dk_store_part(output + n, x, (size_t)(count - n));
    }
  }
}
