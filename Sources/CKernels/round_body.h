/// Weights rounded for products of bfloat16.

static void DK_ELEMENT_NAME(dk_round_panel)(const float *panel, size_t depth, float *pairs) {
  const size_t width = DK_TILE_VECTORS * DK_LANES;
  for (size_t k = 0; k < depth; k += 2) {
    for (size_t n = 0; n < width; n += DK_LANES) {
      const dk_vec low = dk_load(panel + k * width + n);
      const dk_vec high = k + 1 < depth ? dk_load(panel + (k + 1) * width + n) : dk_set(0.0f);
      dk_store(pairs + k / 2 * width + n, dk_paired(low, high));
    }
  }
}
