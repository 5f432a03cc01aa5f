/// The exponential function; everything smooth among the activations is made of it.
///
/// e^x = 2^n (1 + p(r)), where n = round(x / ln 2), r = x - n ln 2, and p(r) = r + r^2 q(r) is
/// close to e^r less 1. The coefficients of q are a minimax fit on |r| <= ln 2 / 2, whose own
/// relative error is below 4e-9; rounding leaves e^x within 2 units in the last place. Overflow
/// gives infinity, underflow 0, no number stays none.
///
/// Each step depends on the one before, and a processor looks only some dozens of instructions
/// ahead: so functions are written for several vectors, step by step for all of them.

/// The vectors of a group that is worked at one time.
#define DK_GROUP 4

/// For each of `count` vectors, a constant.
#define DK_EACH _Pragma("clang loop unroll(full)") for (int i = 0; i < count; ++i)

/// Brings each x to `mantissas` and `exponents`: e^x is (1 + mantissa) * 2^exponent.
static inline __attribute__((always_inline)) void dk_exp_parts(
    const int count, const dk_vec *x, dk_vec *mantissas, dk_vec *exponents) {
  dk_vec r[8], q[8];
  DK_EACH r[i] = dk_max(dk_set(-104.0f), dk_min(dk_set(89.0f), x[i]));
  DK_EACH exponents[i] = dk_round(r[i] * dk_set(1.44269504f));
  // ln 2 in two parts; n times the first is exact.
  DK_EACH r[i] = dk_madd(exponents[i], dk_set(-0.693359375f), r[i]);
  DK_EACH r[i] = dk_madd(exponents[i], dk_set(2.12194440e-4f), r[i]);
  DK_EACH q[i] = dk_madd(dk_set(0.0013813145f), r[i], dk_set(0.0083694188f));
  DK_EACH q[i] = dk_madd(q[i], r[i], dk_set(0.041668456f));
  DK_EACH q[i] = dk_madd(q[i], r[i], dk_set(0.16666515f));
  DK_EACH q[i] = dk_madd(q[i], r[i], dk_set(0.49999994f));
  DK_EACH mantissas[i] = dk_madd(q[i], r[i] * r[i], r[i]);
}

/// e^x of each.
static inline __attribute__((always_inline)) void dk_exp_each(
    const int count, const dk_vec *x, dk_vec *powers) {
  dk_vec exponents[8];
  dk_exp_parts(count, x, powers, exponents);
  DK_EACH powers[i] = dk_scale(dk_set(1.0f) + powers[i], exponents[i]);
}

/// e^x.
static inline __attribute__((always_inline)) dk_vec dk_exp(dk_vec x) {
  dk_vec power;
  dk_exp_each(1, &x, &power);
  return power;
}

/// e^x - 1 without cancellation near 0.
static inline __attribute__((always_inline)) dk_vec dk_expm1(dk_vec x) {
  dk_vec mantissa, exponent;
  dk_exp_parts(1, &x, &mantissa, &exponent);
  dk_vec power = dk_scale(dk_set(1.0f), exponent);
  return dk_scale(mantissa, exponent) + (power - dk_set(1.0f));
}
