/// What follows a sum that has its bias: the activation, then another activation that is added to
/// it, and the activation of that sum.
///
/// Each is the operation a step of its own would do, so the bits are the same.

/// Whether all of it takes no more registers than a sum leaves.
static inline int dk_finishes_in_register(
    dk_activation activation, const dk_residual *residual) {
  return dk_fits_in_register(activation) &&
      (!residual->values || dk_fits_in_register(residual->activation));
}

/// Adds the residual, if there is one, and applies what follows it if that fits in a register.
static inline __attribute__((always_inline)) dk_vec dk_add_residual(
    dk_vec sums, const dk_residual *residual, const float *addends, size_t count) {
  if (!addends) return sums;
  return dk_activate_in_register(sums + dk_load_part(addends, count), residual->activation);
}

/// Finishes rows of sums through memory and writes them to `output`, which may be the sums.
static __attribute__((noinline)) void dk_finish_rows(
    dk_rows sums, dk_activation activation, dk_residual residual, float *output,
    size_t outputStride) {
  // One long row where nothing lies between them.
  dk_rows all = sums;
  if (sums.columnCount == sums.stride) {
    all = (dk_rows){sums.values, 1, sums.rowCount * sums.stride, 0};
  }
  DK_NAME(dk_activate_f32)(all, activation);
  if (residual.values && !dk_fits_in_register(residual.activation)) {
    dk_row_pair both = {
        residual.values, residual.stride, sums.values, sums.stride, sums.rowCount,
        sums.columnCount};
    DK_NAME(dk_add_scaled_f32)(both, 1.0f, 1.0f);
    DK_NAME(dk_activate_f32)(all, residual.activation);
    residual.values = NULL;
  }
  for (size_t r = 0; r < sums.rowCount; ++r) {
    for (size_t n = 0; n < sums.columnCount; n += DK_LANES) {
      const size_t count = sums.columnCount - n;
      const float *addends = residual.values ? residual.values + r * residual.stride + n : NULL;
      dk_vec sum = dk_load_part(sums.values + r * sums.stride + n, count);
      dk_store_part(
          output + r * outputStride + n, dk_add_residual(sum, &residual, addends, count), count);
    }
  }
}
