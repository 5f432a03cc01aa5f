/// Softmax, the `normalize_channels` activations and `[l2norm]`: rows divided by their sums.
///
/// Sums run over ascending columns one value at a time, as in darknet.

static inline float dk_row_maximum(const float *row, size_t count) {
  float largest = -__FLT_MAX__;
  for (size_t n = 0; n < count; ++n) largest = row[n] > largest ? row[n] : largest;
  return largest;
}

static inline float dk_row_sum(const float *row, size_t count) {
  float sum = 0;
  for (size_t n = 0; n < count; ++n) sum += row[n];
  return sum;
}

static inline float dk_row_square_sum(const float *row, size_t count) {
  float sum = 0;
  for (size_t n = 0; n < count; ++n) sum += row[n] * row[n];
  return sum;
}

static inline void dk_row_divide(float *row, size_t count, float divisor) {
  size_t n = 0;
  for (; n + DK_LANES <= count; n += DK_LANES) {
    dk_store(row + n, dk_load(row + n) / dk_set(divisor));
  }
  if (n < count) {
    dk_store_part(row + n, dk_load_part(row + n, count - n) / dk_set(divisor), count - n);
  }
}

/// output = exp(input / temperature - shift).
static inline void dk_row_exp(
    const float *input, float *output, size_t count, float temperature, float shift) {
  dk_vec divisor = dk_set(temperature), offset = dk_set(shift);
  size_t n = 0;
  for (; n + DK_LANES <= count; n += DK_LANES) {
    dk_store(output + n, dk_exp(dk_load(input + n) / divisor - offset));
  }
  if (n < count) {
    dk_vec x = dk_load_part(input + n, count - n);
    dk_store_part(output + n, dk_exp(x / divisor - offset), count - n);
  }
}

static void DK_NAME(dk_softmax_f32)(dk_row_pair rows, float temperature) {
  for (size_t m = 0; m < rows.rowCount; ++m) {
    const float *input = rows.input + m * rows.inputStride;
    float *output = rows.output + m * rows.outputStride;
    float largest = dk_row_maximum(input, rows.columnCount);
    dk_row_exp(input, output, rows.columnCount, temperature, largest / temperature);
    dk_row_divide(output, rows.columnCount, dk_row_sum(output, rows.columnCount));
  }
}

static void DK_NAME(dk_normalize_f32)(dk_rows rows, dk_normalization normalization) {
  for (size_t m = 0; m < rows.rowCount; ++m) {
    float *row = rows.values + m * rows.stride;
    size_t count = rows.columnCount;
    switch (normalization) {
      case dk_normalize_channels:
        DK_NAME(dk_activate_f32)((dk_rows){row, 1, count, count}, dk_relu);
        break;
      case dk_normalize_channels_softmax: dk_row_exp(row, row, count, 1, 0); break;
      case dk_normalize_channels_softmax_maxval:
        dk_row_exp(row, row, count, 1, dk_row_maximum(row, count));
        break;
      case dk_normalize_length: {
        // Zeros stay so.
        float length = sqrtf(dk_row_square_sum(row, count));
        dk_row_divide(row, count, length > 0 ? length : 1);
        continue;
      }
    }
    dk_row_divide(row, count, 1e-4f + dk_row_sum(row, count));
  }
}
