/// The vector operations on eight values; see `vector_scalar.h` for what each means.
#include <immintrin.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>

#define DK_NAME(stem) stem##_avx2
#define DK_LANES 8
#define DK_TILE_ROWS 6
#define DK_TILE_VECTORS 2
#define DK_ROW_STRIDE 400

typedef __m256 dk_vec;

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

static inline __m256i dk_part(size_t count) {
  static const int32_t mask[16] = {-1, -1, -1, -1, -1, -1, -1, -1};
  return _mm256_loadu_si256((const __m256i *)(mask + 8 - (count < 8 ? count : 8)));
}

static inline dk_vec dk_load(const float *p) { return _mm256_loadu_ps(p); }
static inline void dk_store(float *p, dk_vec v) { _mm256_storeu_ps(p, v); }
static inline dk_vec dk_load_part(const float *p, size_t count) {
  return _mm256_maskload_ps(p, dk_part(count));
}
static inline void dk_store_part(float *p, dk_vec v, size_t count) {
  _mm256_maskstore_ps(p, dk_part(count), v);
}
static inline dk_vec dk_set(float x) { return _mm256_set1_ps(x); }
static inline dk_vec dk_madd(dk_vec a, dk_vec b, dk_vec c) { return _mm256_fmadd_ps(a, b, c); }
static inline dk_vec dk_max(dk_vec a, dk_vec b) { return _mm256_max_ps(a, b); }
static inline dk_vec dk_min(dk_vec a, dk_vec b) { return _mm256_min_ps(a, b); }
static inline dk_vec dk_where(dk_vec a, dk_vec b, dk_vec x, dk_vec y) {
  return _mm256_blendv_ps(y, x, _mm256_cmp_ps(a, b, _CMP_GT_OQ));
}
static inline dk_vec dk_floor(dk_vec v) { return _mm256_floor_ps(v); }
static inline dk_vec dk_abs(dk_vec v) { return _mm256_andnot_ps(_mm256_set1_ps(-0.0f), v); }
static inline dk_vec dk_sqrt(dk_vec v) { return _mm256_sqrt_ps(v); }
static inline dk_vec dk_round(dk_vec v) {
  return _mm256_round_ps(v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}

static inline dk_vec dk_power_of_two(__m256i exponent) {
  return _mm256_castsi256_ps(
      _mm256_slli_epi32(_mm256_add_epi32(exponent, _mm256_set1_epi32(127)), 23));
}

static inline dk_vec dk_scale(dk_vec v, dk_vec exponent) {
  __m256i whole = _mm256_cvtps_epi32(_mm256_max_ps(exponent, _mm256_set1_ps(-252)));
  __m256i half = _mm256_srai_epi32(whole, 1);
  return v * dk_power_of_two(half) * dk_power_of_two(_mm256_sub_epi32(whole, half));
}

#pragma clang attribute pop
