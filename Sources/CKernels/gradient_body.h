/// The derivatives of the activation functions, times what comes from behind.
///
/// Each is a function of what the activation was applied to.

static inline dk_vec dk_step(dk_vec x, dk_vec limit, float above, float below) {
  return dk_where(x, limit, dk_set(above), dk_set(below));
}

/// `inside` where low < x < high, else `outside`.
static inline dk_vec dk_between(dk_vec x, float low, float high, float inside, float outside) {
  dk_vec upper = dk_where(dk_set(high), x, dk_set(inside), dk_set(outside));
  return dk_where(x, dk_set(low), upper, dk_set(outside));
}

static inline dk_vec dk_logistic_slope(dk_vec x) {
  dk_vec y = dk_logistic_of(x);
  return y * (dk_set(1.0f) - y);
}

static inline dk_vec dk_loggy_slope(dk_vec x) { return dk_set(2.0f) * dk_logistic_slope(x); }
static inline dk_vec dk_relu_slope(dk_vec x) { return dk_step(x, dk_set(0.0f), 1.0f, 0.0f); }
static inline dk_vec dk_relu6_slope(dk_vec x) { return dk_between(x, 0.0f, 6.0f, 1.0f, 0.0f); }
static inline dk_vec dk_elu_slope(dk_vec x) {
  return dk_where(dk_set(0.0f), x, dk_exp(x), dk_set(1.0f));
}
static inline dk_vec dk_selu_slope(dk_vec x) {
  return dk_where(
      dk_set(0.0f), x, dk_set(1.0507f * 1.6732f) * dk_exp(x), dk_set(1.0507f));
}
static inline dk_vec dk_relie_slope(dk_vec x) { return dk_step(x, dk_set(0.0f), 1.0f, 0.01f); }
static inline dk_vec dk_ramp_slope(dk_vec x) { return dk_step(x, dk_set(0.0f), 1.1f, 0.1f); }
static inline dk_vec dk_leaky_slope(dk_vec x) { return dk_step(x, dk_set(0.0f), 1.0f, 0.1f); }
static inline dk_vec dk_tanh_slope(dk_vec x) {
  dk_vec y = dk_tanh_of(x);
  return dk_set(1.0f) - y * y;
}
static inline dk_vec dk_plse_slope(dk_vec x) { return dk_between(x, -4.0f, 4.0f, 0.125f, 0.01f); }
static inline dk_vec dk_hardtan_slope(dk_vec x) { return dk_between(x, -1.0f, 1.0f, 1.0f, 0.0f); }
static inline dk_vec dk_lhtan_slope(dk_vec x) { return dk_between(x, 0.0f, 1.0f, 1.0f, 0.001f); }

/// It rises between odd numbers and the next even ones.
static inline dk_vec dk_stair_slope(dk_vec x) {
  dk_vec n = dk_floor(x), half = dk_floor(dk_set(0.5f) * n);
  return dk_step(n - half - half, dk_set(0.5f), 1.0f, 0.0f);
}

static inline dk_vec dk_swish_slope(dk_vec x) {
  dk_vec s = dk_logistic_of(x);
  return dk_madd(x * s, dk_set(1.0f) - s, s);
}

/// x logistic(2u): s + 2 x s (1 - s) u', u' = 0.797885 + 3 * 0.035677 x^2.
static inline dk_vec dk_gelu_slope(dk_vec x) {
  dk_vec u = x * dk_madd(dk_set(0.035677f), x * x, dk_set(0.797885f));
  dk_vec s = dk_logistic_of(u + u);
  dk_vec slope = dk_madd(dk_set(3.0f * 0.035677f), x * x, dk_set(0.797885f));
  return dk_madd(dk_set(2.0f) * x * s * (dk_set(1.0f) - s), slope, s);
}

/// With t = n / (n + 2), n = e^x (e^x + 2): t + x t', t' = 4 e^x (e^x + 1) / (n + 2)^2.
static inline dk_vec dk_mish_slope(dk_vec x) {
  const dk_vec limit = dk_set(20.0f);
  dk_vec power = dk_exp(dk_min(limit, x)), one = dk_set(1.0f), two = dk_set(2.0f);
  dk_vec n = power * (power + two), divisor = one / (n + two);
  dk_vec slope = dk_set(4.0f) * power * (power + one) * divisor * divisor;
  return dk_where(x, limit, one, dk_madd(x, slope, n * divisor));
}

static inline dk_vec dk_hard_mish_slope(dk_vec x) {
  dk_vec low = dk_where(x, dk_set(-2.0f), x + dk_set(1.0f), dk_set(0.0f));
  return dk_where(x, dk_set(0.0f), dk_set(1.0f), low);
}

#define DK_SLOPES(function)                                                              \
  for (size_t m = 0; m < rows.rowCount; ++m) {                                           \
    const float *input = rows.input + m * rows.inputStride;                              \
    float *output = rows.output + m * rows.outputStride;                                 \
    size_t n = 0;                                                                        \
    for (; n + DK_LANES <= rows.columnCount; n += DK_LANES)                              \
      dk_store(output + n, dk_load(output + n) * function(dk_load(input + n)));          \
    if (n < rows.columnCount) {                                                          \
      size_t rest = rows.columnCount - n;                                                \
      dk_vec slope = function(dk_load_part(input + n, rest));                            \
      dk_store_part(output + n, dk_load_part(output + n, rest) * slope, rest);           \
    }                                                                                    \
  }                                                                                      \
  break

static void DK_NAME(dk_activation_gradient_f32)(dk_row_pair rows, dk_activation activation) {
  rows = dk_joined(rows);
  switch (activation) {
    case dk_linear: break;
    case dk_logistic: DK_SLOPES(dk_logistic_slope);
    case dk_loggy: DK_SLOPES(dk_loggy_slope);
    case dk_relu: DK_SLOPES(dk_relu_slope);
    case dk_relu6: DK_SLOPES(dk_relu6_slope);
    case dk_elu: DK_SLOPES(dk_elu_slope);
    case dk_selu: DK_SLOPES(dk_selu_slope);
    case dk_gelu: DK_SLOPES(dk_gelu_slope);
    case dk_relie: DK_SLOPES(dk_relie_slope);
    case dk_ramp: DK_SLOPES(dk_ramp_slope);
    case dk_leaky: DK_SLOPES(dk_leaky_slope);
    case dk_tanh: DK_SLOPES(dk_tanh_slope);
    case dk_plse: DK_SLOPES(dk_plse_slope);
    case dk_stair: DK_SLOPES(dk_stair_slope);
    case dk_hardtan: DK_SLOPES(dk_hardtan_slope);
    case dk_lhtan: DK_SLOPES(dk_lhtan_slope);
    case dk_swish: DK_SLOPES(dk_swish_slope);
    case dk_mish: DK_SLOPES(dk_mish_slope);
    case dk_hard_mish: DK_SLOPES(dk_hard_mish_slope);
  }
}

#undef DK_SLOPES
