/// Rows combined value by value.

/// Rows with nothing between them are one row: no rest of a vector at the end of each, which would
/// also keep the next load waiting for the store before it.
static inline dk_row_pair dk_joined(dk_row_pair rows) {
  if (rows.inputStride == rows.columnCount && rows.outputStride == rows.columnCount) {
    rows.columnCount *= rows.rowCount;
    rows.rowCount = rows.rowCount > 0;
  }
  return rows;
}

#define DK_COMBINE(expression)                                                           \
  for (size_t m = 0; m < rows.rowCount; ++m) {                                           \
    const float *input = rows.input + m * rows.inputStride;                              \
    float *output = rows.output + m * rows.outputStride;                                 \
    size_t n = 0, count = rows.columnCount;                                              \
    for (; n + DK_LANES <= count; n += DK_LANES) {                                       \
      dk_store(output + n, (expression(dk_load)));                                       \
    }                                                                                    \
    if (n < count) {                                                                     \
      dk_store_part(output + n, (expression(DK_LOAD_REST)), count - n);                  \
    }                                                                                    \
  }

#define DK_LOAD_REST(p) dk_load_part(p, count - n)

#define DK_COPY(load) load(input + n)
static void DK_NAME(dk_copy_f32)(dk_row_pair rows) {
  rows = dk_joined(rows);
  DK_COMBINE(DK_COPY)
}
#undef DK_COPY

#define DK_SCALE_AND_SHIFT(load) dk_madd(load(input + n), dk_set(scale), dk_set(bias))
static void DK_NAME(dk_scale_and_shift_f32)(dk_row_pair rows, float scale, float bias) {
  rows = dk_joined(rows);
  DK_COMBINE(DK_SCALE_AND_SHIFT)
}
#undef DK_SCALE_AND_SHIFT

#define DK_AFFINE(load) dk_madd(load(input + n), load(scale + n), load(bias + n))
static void DK_NAME(dk_affine_f32)(dk_row_pair rows, const float *scale, const float *bias) {
  DK_COMBINE(DK_AFFINE)
}
#undef DK_AFFINE

#define DK_ADD_SCALED(load) dk_set(alpha) * load(output + n) + dk_set(beta) * load(input + n)
static void DK_NAME(dk_add_scaled_f32)(dk_row_pair rows, float alpha, float beta) {
  rows = dk_joined(rows);
  DK_COMBINE(DK_ADD_SCALED)
}
#undef DK_ADD_SCALED

#define DK_ADD_WEIGHTED(load) dk_madd(load(input + n), load(weights + n), load(output + n))
static void DK_NAME(dk_add_weighted_f32)(dk_row_pair rows, const float *weights) {
  DK_COMBINE(DK_ADD_WEIGHTED)
}
#undef DK_ADD_WEIGHTED

#define DK_MULTIPLY_COLUMNS(load) load(input + n) * load(weights + n)
static void DK_NAME(dk_multiply_columns_f32)(dk_row_pair rows, const float *weights) {
  DK_COMBINE(DK_MULTIPLY_COLUMNS)
}
#undef DK_MULTIPLY_COLUMNS

#define DK_MULTIPLY_ELEMENTS(load) load(output + n) * load(input + n)
static void DK_NAME(dk_multiply_elements_f32)(dk_row_pair rows) {
  rows = dk_joined(rows);
  DK_COMBINE(DK_MULTIPLY_ELEMENTS)
}
#undef DK_MULTIPLY_ELEMENTS

#define DK_BINARIZE(load) dk_where(load(input + n), dk_set(0.0f), dk_set(1.0f), dk_set(-1.0f))
static void DK_NAME(dk_binarize_f32)(dk_row_pair rows) {
  rows = dk_joined(rows);
  DK_COMBINE(DK_BINARIZE)
}
#undef DK_BINARIZE

/// No comparison holds for what is no number: it ends as 0.
static inline dk_vec dk_clamp_of(dk_vec x, dk_vec limit) {
  dk_vec zero = dk_set(0.0f);
  dk_vec beyond = dk_where(x, zero, limit, dk_where(zero, x, zero - limit, zero));
  return dk_where(limit, dk_abs(x), x, beyond);
}

#define DK_CLAMP(load) dk_clamp_of(load(input + n), dk_set(limit))
static void DK_NAME(dk_clamp_f32)(dk_row_pair rows, float limit) {
  rows = dk_joined(rows);
  DK_COMBINE(DK_CLAMP)
}
#undef DK_CLAMP

#undef DK_LOAD_REST
#undef DK_COMBINE

static void DK_NAME(dk_average_rows_f32)(dk_row_pair rows) {
  dk_vec divisor = dk_set((float)rows.rowCount);
  for (size_t n = 0; n < rows.columnCount; n += DK_LANES) {
    size_t rest = rows.columnCount - n;
    dk_vec sum = dk_set(0.0f);
    for (size_t m = 0; m < rows.rowCount; ++m) {
      sum = sum + dk_load_part(rows.input + m * rows.inputStride + n, rest);
    }
    dk_store_part(rows.output + n, sum / divisor, rest);
  }
}
