/// Sums over rows of weights that are used once: reading them is what takes the time.
///
/// A row is read from end to end by four vectors of sums, which are then added up: the chain is the
/// same for every row.

static inline float dk_lane_sum(dk_vec v) {
  float lanes[DK_LANES], sum = 0;
  dk_store(lanes, v);
  for (size_t i = 0; i < DK_LANES; ++i) sum += lanes[i];
  return sum;
}

static void DK_NAME(dk_dot_rows_f32)(const dk_dots *dots) {
  const size_t depth = dots->depth;
  for (size_t m = 0; m < dots->rowCount; ++m) {
    const float *x = dots->input, *w = dots->weights + m * depth;
    dk_vec a = dk_set(0.0f), b = a, c = a, d = a;
    size_t n = 0;
    for (; n + 4 * DK_LANES <= depth; n += 4 * DK_LANES) {
      a = dk_madd(dk_load(x + n), dk_load(w + n), a);
      b = dk_madd(dk_load(x + n + DK_LANES), dk_load(w + n + DK_LANES), b);
      c = dk_madd(dk_load(x + n + 2 * DK_LANES), dk_load(w + n + 2 * DK_LANES), c);
      d = dk_madd(dk_load(x + n + 3 * DK_LANES), dk_load(w + n + 3 * DK_LANES), d);
    }
    for (; n < depth; n += DK_LANES) {
      a = dk_madd(dk_load_part(x + n, depth - n), dk_load_part(w + n, depth - n), a);
    }
    dots->output[m] = dk_lane_sum((a + b) + (c + d)) + dots->bias[m];
  }
}
