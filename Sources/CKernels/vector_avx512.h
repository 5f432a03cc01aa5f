/// The vector operations on sixteen values; see `vector_scalar.h` for what each means.
#include <immintrin.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>

#define DK_NAME(stem) stem##_avx512
#define DK_LANES 16
#define DK_TILE_ROWS 14
#define DK_TILE_VECTORS 2
#define DK_ROW_STRIDE 400

typedef __m512 dk_vec;

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,fma"))), apply_to = function)

static inline __mmask16 dk_part(size_t count) {
  return (__mmask16)(count < 16 ? (1u << count) - 1 : 0xffffu);
}

static inline dk_vec dk_load(const float *p) { return _mm512_loadu_ps(p); }
static inline void dk_store(float *p, dk_vec v) { _mm512_storeu_ps(p, v); }
static inline dk_vec dk_load_part(const float *p, size_t count) {
  return _mm512_maskz_loadu_ps(dk_part(count), p);
}
static inline void dk_store_part(float *p, dk_vec v, size_t count) {
  _mm512_mask_storeu_ps(p, dk_part(count), v);
}
static inline dk_vec dk_set(float x) { return _mm512_set1_ps(x); }
static inline dk_vec dk_madd(dk_vec a, dk_vec b, dk_vec c) { return _mm512_fmadd_ps(a, b, c); }
static inline dk_vec dk_max(dk_vec a, dk_vec b) { return _mm512_max_ps(a, b); }
static inline dk_vec dk_min(dk_vec a, dk_vec b) { return _mm512_min_ps(a, b); }
static inline dk_vec dk_where(dk_vec a, dk_vec b, dk_vec x, dk_vec y) {
  return _mm512_mask_blend_ps(_mm512_cmp_ps_mask(a, b, _CMP_GT_OQ), y, x);
}
static inline dk_vec dk_floor(dk_vec v) {
  return _mm512_roundscale_ps(v, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
}
static inline dk_vec dk_abs(dk_vec v) { return _mm512_abs_ps(v); }
static inline dk_vec dk_sqrt(dk_vec v) { return _mm512_sqrt_ps(v); }
static inline dk_vec dk_round(dk_vec v) {
  return _mm512_roundscale_ps(v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}
static inline dk_vec dk_scale(dk_vec v, dk_vec exponent) { return _mm512_scalef_ps(v, exponent); }

#pragma clang attribute pop
