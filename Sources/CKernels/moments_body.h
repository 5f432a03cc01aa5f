/// Sums over the rows of every column: what normalisation and biases learn from.

/// Vectors of columns that are summed side by side.
#define DK_SIDE 4

/// The values of a vector of `rest` columns, from its `v`-th vector on.
static inline size_t dk_rest_of(size_t rest, size_t v) {
  return rest > v * DK_LANES ? rest - v * DK_LANES : 0;
}

static void DK_NAME(dk_column_sums_f32)(dk_rows rows, float *sums) {
  for (size_t n = 0; n < rows.columnCount; n += DK_SIDE * DK_LANES) {
    const size_t rest = rows.columnCount - n;
    dk_vec sum[DK_SIDE];
    for (size_t v = 0; v < DK_SIDE; ++v) sum[v] = dk_set(0.0f);
    for (size_t m = 0; m < rows.rowCount; ++m) {
      const float *row = rows.values + m * rows.stride + n;
#pragma clang loop unroll(full)
      for (size_t v = 0; v < DK_SIDE; ++v) {
        sum[v] = sum[v] + dk_load_part(row + v * DK_LANES, dk_rest_of(rest, v));
      }
    }
    for (size_t v = 0; v < DK_SIDE; ++v) {
      dk_store_part(sums + n + v * DK_LANES, sum[v], dk_rest_of(rest, v));
    }
  }
}

static void DK_NAME(dk_column_moments_f32)(dk_rows rows, float *means, float *squares) {
  DK_NAME(dk_column_sums_f32)(rows, means);
  const dk_vec share = dk_set(1.0f / (float)rows.rowCount);
  for (size_t n = 0; n < rows.columnCount; n += DK_SIDE * DK_LANES) {
    const size_t rest = rows.columnCount - n;
    dk_vec mean[DK_SIDE], sum[DK_SIDE];
    for (size_t v = 0; v < DK_SIDE; ++v) {
      mean[v] = share * dk_load_part(means + n + v * DK_LANES, dk_rest_of(rest, v));
      sum[v] = dk_set(0.0f);
    }
    for (size_t m = 0; m < rows.rowCount; ++m) {
      const float *row = rows.values + m * rows.stride + n;
#pragma clang loop unroll(full)
      for (size_t v = 0; v < DK_SIDE; ++v) {
        dk_vec x = dk_load_part(row + v * DK_LANES, dk_rest_of(rest, v)) - mean[v];
        sum[v] = dk_madd(x, x, sum[v]);
      }
    }
    for (size_t v = 0; v < DK_SIDE; ++v) {
      dk_store_part(means + n + v * DK_LANES, mean[v], dk_rest_of(rest, v));
      dk_store_part(squares + n + v * DK_LANES, sum[v], dk_rest_of(rest, v));
    }
  }
}

static void DK_NAME(dk_gradient_sums_f32)(
    dk_row_pair rows, const float *centers, float *sums, float *products) {
  for (size_t n = 0; n < rows.columnCount; n += DK_SIDE * DK_LANES) {
    const size_t rest = rows.columnCount - n;
    dk_vec center[DK_SIDE], sum[DK_SIDE], product[DK_SIDE];
    for (size_t v = 0; v < DK_SIDE; ++v) {
      center[v] = dk_load_part(centers + n + v * DK_LANES, dk_rest_of(rest, v));
      sum[v] = product[v] = dk_set(0.0f);
    }
    for (size_t m = 0; m < rows.rowCount; ++m) {
      const float *input = rows.input + m * rows.inputStride + n;
      const float *output = rows.output + m * rows.outputStride + n;
#pragma clang loop unroll(full)
      for (size_t v = 0; v < DK_SIDE; ++v) {
        dk_vec delta = dk_load_part(output + v * DK_LANES, dk_rest_of(rest, v));
        dk_vec x = dk_load_part(input + v * DK_LANES, dk_rest_of(rest, v)) - center[v];
        sum[v] = sum[v] + delta;
        product[v] = dk_madd(delta, x, product[v]);
      }
    }
    for (size_t v = 0; v < DK_SIDE; ++v) {
      dk_store_part(sums + n + v * DK_LANES, sum[v], dk_rest_of(rest, v));
      dk_store_part(products + n + v * DK_LANES, product[v], dk_rest_of(rest, v));
    }
  }
}

static void DK_NAME(dk_normalize_gradient_f32)(
    dk_row_pair rows, const float *gains, const float *slopes, const float *offsets) {
  for (size_t m = 0; m < rows.rowCount; ++m) {
    const float *input = rows.input + m * rows.inputStride;
    float *output = rows.output + m * rows.outputStride;
    for (size_t n = 0; n < rows.columnCount; n += DK_LANES) {
      const size_t rest = rows.columnCount - n;
      dk_vec slope = dk_load_part(slopes + n, rest), offset = dk_load_part(offsets + n, rest);
      dk_vec straight = dk_madd(dk_load_part(input + n, rest), slope, offset);
      dk_vec gain = dk_load_part(gains + n, rest);
      dk_store_part(output + n, dk_madd(dk_load_part(output + n, rest), gain, straight), rest);
    }
  }
}

#undef DK_SIDE
