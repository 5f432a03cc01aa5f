/// The exponential function; everything smooth among the activations is made of it.
///
/// e^x = 2^n (1 + p(r)), where n = round(x / ln 2), r = x - n ln 2, and p(r) = r + r^2 q(r) is
/// close to e^r less 1. The coefficients of q are a minimax fit on |r| <= ln 2 / 2, whose own
/// relative error is below 4e-9; rounding leaves e^x within 2 units in the last place. Overflow
/// gives infinity, underflow 0, no number stays none.

/// e^x as `mantissa` * 2^`exponent`, less 1 in the mantissa.
typedef struct {
  dk_vec mantissaMinusOne, exponent;
} dk_exponential;

static inline dk_exponential dk_exp_parts(dk_vec x) {
  x = dk_where(x, dk_set(89.0f), dk_set(89.0f), x);
  x = dk_where(dk_set(-104.0f), x, dk_set(-104.0f), x);
  dk_vec n = dk_round(x * dk_set(1.44269504f));
  // ln 2 in two parts; n times the first is exact.
  dk_vec r = dk_madd(n, dk_set(-0.693359375f), x);
  r = dk_madd(n, dk_set(2.12194440e-4f), r);
  dk_vec q = dk_madd(dk_set(0.0013813145f), r, dk_set(0.0083694188f));
  q = dk_madd(q, r, dk_set(0.041668456f));
  q = dk_madd(q, r, dk_set(0.16666515f));
  q = dk_madd(q, r, dk_set(0.49999994f));
  return (dk_exponential){dk_madd(q, r * r, r), n};
}

/// e^x.
static inline dk_vec dk_exp(dk_vec x) {
  dk_exponential parts = dk_exp_parts(x);
  return dk_scale(dk_set(1.0f) + parts.mantissaMinusOne, parts.exponent);
}

/// e^x - 1 without cancellation near 0.
static inline dk_vec dk_expm1(dk_vec x) {
  dk_exponential parts = dk_exp_parts(x);
  dk_vec power = dk_scale(dk_set(1.0f), parts.exponent);
  return dk_scale(parts.mantissaMinusOne, parts.exponent) + (power - dk_set(1.0f));
}
