/// Activation functions: each by a formula, then in place over rows.
///
/// Where darknet's forks differ the stable formula is taken: no branch overflows, and the answer
/// has the bits of the same lane operations for whole vectors and for tails.

static inline __attribute__((always_inline)) void dk_logistic_each(const int count, dk_vec *x) {
  dk_vec powers[8];
  DK_EACH x[i] = dk_set(0.0f) - x[i];
  dk_exp_each(count, x, powers);
  DK_EACH x[i] = dk_set(1.0f) / (dk_set(1.0f) + powers[i]);
}

static inline dk_vec dk_logistic_of(dk_vec x) {
  dk_logistic_each(1, &x);
  return x;
}

static inline dk_vec dk_leaky_of(dk_vec x) {
  return dk_where(x, dk_set(0.0f), x, dk_set(0.1f) * x);
}

/// 0 > x ? 0 : x, which keeps what is no number.
static inline dk_vec dk_relu_of(dk_vec x) { return dk_max(dk_set(0.0f), x); }

static inline dk_vec dk_relu6_of(dk_vec x) { return dk_min(dk_set(6.0f), dk_relu_of(x)); }

static inline dk_vec dk_elu_of(dk_vec x) { return dk_where(dk_set(0.0f), x, dk_expm1(x), x); }

static inline dk_vec dk_selu_of(dk_vec x) {
  return dk_where(
      dk_set(0.0f), x, dk_set(1.0507f * 1.6732f) * dk_expm1(x), dk_set(1.0507f) * x);
}

/// Near 0 an odd polynomial, whose relative error is below 1e-7; beyond, 1 - 2 / (e^2|x| + 1).
static inline dk_vec dk_tanh_of(dk_vec x) {
  dk_vec size = dk_abs(x), square = x * x;
  dk_vec q = dk_madd(dk_set(-0.0056607888f), square, dk_set(0.020602006f));
  q = dk_madd(q, square, dk_set(-0.053729229f));
  q = dk_madd(q, square, dk_set(0.13331328f));
  q = dk_madd(q, square, dk_set(-0.33333278f));
  dk_vec near = dk_madd(q * square, x, x);
  dk_vec far = dk_set(1.0f) - dk_set(2.0f) / (dk_exp(size + size) + dk_set(1.0f));
  far = dk_where(dk_set(0.0f), x, dk_set(0.0f) - far, far);
  return dk_where(size, dk_set(0.625f), far, near);
}

/// x / 2 (1 + tanh u) = x logistic(2u), u = 0.797885 x + 0.035677 x^3.
static inline dk_vec dk_gelu_of(dk_vec x) {
  dk_vec u = x * dk_madd(dk_set(0.035677f), x * x, dk_set(0.797885f));
  return x * dk_logistic_of(u + u);
}

static inline dk_vec dk_relie_of(dk_vec x) {
  return dk_where(x, dk_set(0.0f), x, dk_set(0.01f) * x);
}

static inline dk_vec dk_ramp_of(dk_vec x) { return dk_relu_of(x) + dk_set(0.1f) * x; }

static inline dk_vec dk_plse_of(dk_vec x) {
  dk_vec slope = dk_set(0.01f), four = dk_set(4.0f);
  dk_vec middle = dk_madd(dk_set(0.125f), x, dk_set(0.5f));
  dk_vec upper = dk_where(x, four, dk_madd(slope, x - four, dk_set(1.0f)), middle);
  return dk_where(dk_set(-4.0f), x, slope * (x + four), upper);
}

static inline dk_vec dk_stair_of(dk_vec x) {
  dk_vec n = dk_floor(x), half = dk_floor(dk_set(0.5f) * n);
  return dk_where(n - half - half, dk_set(0.5f), x - n + half, half);
}

static inline dk_vec dk_hardtan_of(dk_vec x) {
  return dk_max(dk_set(-1.0f), dk_min(dk_set(1.0f), x));
}

static inline dk_vec dk_lhtan_of(dk_vec x) {
  dk_vec slope = dk_set(0.001f), one = dk_set(1.0f);
  dk_vec upper = dk_where(x, one, dk_madd(slope, x - one, one), x);
  return dk_where(dk_set(0.0f), x, slope * x, upper);
}

static inline __attribute__((always_inline)) void dk_swish_each(const int count, dk_vec *x) {
  dk_vec powers[8];
  DK_EACH powers[i] = dk_set(0.0f) - x[i];
  dk_exp_each(count, powers, powers);
  DK_EACH x[i] = x[i] / (dk_set(1.0f) + powers[i]);
}

/// x tanh(ln(1 + e^x)) = x n / (n + 2), n = e^x (e^x + 2): no logarithm is needed. Above 20, x.
static inline __attribute__((always_inline)) void dk_mish_each(const int count, dk_vec *x) {
  const dk_vec limit = dk_set(20.0f);
  dk_vec n[8];
  DK_EACH n[i] = dk_min(limit, x[i]);
  dk_exp_each(count, n, n);
  DK_EACH n[i] = n[i] * (n[i] + dk_set(2.0f));
  DK_EACH x[i] = dk_where(x[i], limit, x[i], x[i] * (n[i] / (n[i] + dk_set(2.0f))));
}

static inline dk_vec dk_hard_mish_of(dk_vec x) {
  dk_vec middle = dk_madd(dk_set(0.5f) * x, x, x);
  return dk_where(x, dk_set(0.0f), x, dk_where(x, dk_set(-2.0f), middle, dk_set(0.0f) * x));
}

#define DK_MAP(function)                                                                 \
  for (size_t m = 0; m < rows.rowCount; ++m) {                                           \
    float *row = rows.values + m * rows.stride;                                          \
    size_t n = 0;                                                                        \
    for (; n + DK_LANES <= rows.columnCount; n += DK_LANES)                              \
      dk_store(row + n, function(dk_load(row + n)));                                     \
    if (n < rows.columnCount) {                                                          \
      size_t rest = rows.columnCount - n;                                                \
      dk_store_part(row + n, function(dk_load_part(row + n, rest)), rest);               \
    }                                                                                    \
  }                                                                                      \
  break

/// As `DK_MAP`, groups of vectors at a time.
#define DK_MAP_EACH(function)                                                            \
  for (size_t m = 0; m < rows.rowCount; ++m) {                                           \
    const int count = DK_GROUP;                                                          \
    float *row = rows.values + m * rows.stride;                                          \
    size_t n = 0;                                                                        \
    dk_vec x[DK_GROUP];                                                                  \
    for (; n + DK_GROUP * DK_LANES <= rows.columnCount; n += DK_GROUP * DK_LANES) {      \
      DK_EACH x[i] = dk_load(row + n + (size_t)i * DK_LANES);                            \
      function(count, x);                                                                \
      DK_EACH dk_store(row + n + (size_t)i * DK_LANES, x[i]);                            \
    }                                                                                    \
    for (; n < rows.columnCount; n += DK_LANES) {                                        \
      x[0] = dk_load_part(row + n, rows.columnCount - n);                                \
      function(1, x);                                                                    \
      dk_store_part(row + n, x[0], rows.columnCount - n);                                \
    }                                                                                    \
  }                                                                                      \
  break

#define DK_LOGGY(x) (dk_madd(dk_set(2.0f), dk_logistic_of(x), dk_set(-1.0f)))

static void DK_NAME(dk_activate_f32)(dk_rows rows, dk_activation activation) {
  switch (activation) {
    case dk_linear: break;
    case dk_logistic: DK_MAP_EACH(dk_logistic_each);
    case dk_loggy: DK_MAP(DK_LOGGY);
    case dk_relu: DK_MAP(dk_relu_of);
    case dk_relu6: DK_MAP(dk_relu6_of);
    case dk_elu: DK_MAP(dk_elu_of);
    case dk_selu: DK_MAP(dk_selu_of);
    case dk_gelu: DK_MAP(dk_gelu_of);
    case dk_relie: DK_MAP(dk_relie_of);
    case dk_ramp: DK_MAP(dk_ramp_of);
    case dk_leaky: DK_MAP(dk_leaky_of);
    case dk_tanh: DK_MAP(dk_tanh_of);
    case dk_plse: DK_MAP(dk_plse_of);
    case dk_stair: DK_MAP(dk_stair_of);
    case dk_hardtan: DK_MAP(dk_hardtan_of);
    case dk_lhtan: DK_MAP(dk_lhtan_of);
    case dk_swish: DK_MAP_EACH(dk_swish_each);
    case dk_mish: DK_MAP_EACH(dk_mish_each);
    case dk_hard_mish: DK_MAP(dk_hard_mish_of);
  }
}

#undef DK_MAP
#undef DK_MAP_EACH

/// Applies what fits beside a sum in registers: linear, leaky, relu. Others follow by `activate`.
static inline dk_vec dk_activate_in_register(dk_vec x, dk_activation activation) {
  if (activation == dk_leaky) return dk_leaky_of(x);
  if (activation == dk_relu) return dk_relu_of(x);
  return x;
}

/// Whether `dk_activate_in_register` does all of it.
static inline int dk_fits_in_register(dk_activation activation) {
  return activation == dk_linear || activation == dk_leaky || activation == dk_relu;
}

/// Applies a function to `count` vectors through memory.
static inline __attribute__((always_inline)) void dk_activate_through_memory(
    const int count, dk_vec *x, dk_activation activation) {
  float passing[8 * DK_LANES];
  DK_EACH dk_store(passing + i * DK_LANES, x[i]);
  DK_NAME(dk_activate_f32)((dk_rows){passing, 1, (size_t)count * DK_LANES, 0}, activation);
  DK_EACH x[i] = dk_load(passing + i * DK_LANES);
}

/// Applies a function to `count` vectors, in registers where it is a common one.
static inline __attribute__((always_inline)) void dk_activate_vectors(
    const int count, dk_vec *x, dk_activation activation) {
  if (dk_fits_in_register(activation)) {
    DK_EACH x[i] = dk_activate_in_register(x[i], activation);
    return;
  }
  switch (activation) {
    case dk_logistic: dk_logistic_each(count, x); break;
    case dk_swish: dk_swish_each(count, x); break;
    case dk_mish: dk_mish_each(count, x); break;
    default: dk_activate_through_memory(count, x, activation);
  }
}
