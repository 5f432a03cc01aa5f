/// The vector operations the kernels are written in, on one value: the definition of the others.
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef float dk_vec;

#define DK_NAME(stem) stem##_scalar
#define DK_LANES 1
/// Rows and vectors of the largest tile, gathered row stride and largest depth of a product.
#define DK_TILE_ROWS 4
#define DK_TILE_VECTORS 8
#define DK_ROW_STRIDE 400

static inline dk_vec dk_load(const float *p) { return *p; }
static inline void dk_store(float *p, dk_vec v) { *p = v; }
static inline dk_vec dk_load_part(const float *p, size_t count) { return count ? *p : 0; }
static inline void dk_store_part(float *p, dk_vec v, size_t count) { if (count) *p = v; }
static inline dk_vec dk_set(float x) { return x; }
static inline dk_vec dk_madd(dk_vec a, dk_vec b, dk_vec c) { return a * b + c; }
/// a > b ? a : b, so b where either is no number.
static inline dk_vec dk_max(dk_vec a, dk_vec b) { return a > b ? a : b; }
/// a < b ? a : b.
static inline dk_vec dk_min(dk_vec a, dk_vec b) { return a < b ? a : b; }
/// a > b ? x : y.
static inline dk_vec dk_where(dk_vec a, dk_vec b, dk_vec x, dk_vec y) { return a > b ? x : y; }
static inline dk_vec dk_floor(dk_vec v) { return floorf(v); }
static inline dk_vec dk_abs(dk_vec v) { return fabsf(v); }
static inline dk_vec dk_sqrt(dk_vec v) { return sqrtf(v); }

/// The nearest integer, for |v| < 2^22.
static inline dk_vec dk_round(dk_vec v) {
  float shifted = v + 12582912.0f;
  return shifted - 12582912.0f;
}

static inline float dk_power_of_two(int32_t exponent) {
  uint32_t bits = (uint32_t)(exponent + 127) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return power;
}

/// v * 2^exponent for integers -252 ... 254, in two steps: the power alone may not be a float.
static inline dk_vec dk_scale(dk_vec v, dk_vec exponent) {
  int32_t whole = exponent > -252 ? (int32_t)exponent : -252, half = whole >> 1;
  return v * dk_power_of_two(half) * dk_power_of_two(whole - half);
}
