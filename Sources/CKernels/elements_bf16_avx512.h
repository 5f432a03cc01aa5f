/// The elements of `elements_bf16_scalar.h` by the instructions of AVX-512 BF16.

typedef uint16_t dk_element;

#define DK_ELEMENT_NAME(stem) DK_NAME(stem##_bf16)
#define DK_ELEMENTS_IN_ROOM 2

static inline void dk_put(dk_element *p, dk_vec v) {
  _mm256_storeu_si256((__m256i *)p, (__m256i)_mm512_cvtneps_pbh(v));
}
static inline void dk_put_part(dk_element *p, dk_vec v, size_t count) {
  _mm256_mask_storeu_epi16(p, dk_part(count), (__m256i)_mm512_cvtneps_pbh(v));
}
static inline dk_vec dk_paired(dk_vec low, dk_vec high) {
  const __m512i lower = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(low));
  const __m512i upper = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(high));
  return (__m512)_mm512_or_si512(lower, _mm512_slli_epi32(upper, 16));
}
static inline dk_vec dk_accumulate(dk_vec a, dk_vec b, dk_vec sum) {
  return _mm512_dpbf16_ps(sum, (__m512bh)a, (__m512bh)b);
}
