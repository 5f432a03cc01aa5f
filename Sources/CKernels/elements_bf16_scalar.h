/// What products read: bfloat16, two in the room of a float, the one of the lower depth in the
/// lower half. The definition of the other sets.

typedef uint16_t dk_element;

#define DK_ELEMENT_NAME(stem) DK_NAME(stem##_bf16)
#define DK_ELEMENTS_IN_ROOM 2

/// The nearest bfloat16, the even one of two; no number stays none, and what is smaller than the
/// smallest normal float becomes 0, as the instructions have it.
static inline dk_element dk_rounded(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  const uint32_t size = bits & 0x7fffffffu;
  if (size > 0x7f800000u) return (dk_element)(bits >> 16 | 0x40u);
  if (size < 0x00800000u) return (dk_element)(bits >> 16 & 0x8000u);
  return (dk_element)((bits + 0x7fffu + (bits >> 16 & 1u)) >> 16);
}

static inline void dk_put(dk_element *p, dk_vec v) { *p = dk_rounded(v); }
static inline void dk_put_part(dk_element *p, dk_vec v, size_t count) { if (count) dk_put(p, v); }

static inline float dk_widened(uint32_t upperHalf) {
  const uint32_t bits = upperHalf & 0xffff0000u;
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/// Each `low` beside its `high`.
static inline dk_vec dk_paired(dk_vec low, dk_vec high) {
  const uint32_t bits = dk_rounded(low) | (uint32_t)dk_rounded(high) << 16;
  dk_vec pair;
  memcpy(&pair, &bits, sizeof pair);
  return pair;
}

/// The sum with the products of two pairs, the upper halves' first. A product of two bfloat16 is a
/// float but for what is too large or too small; what the instruction takes for 0 because it is
/// smaller than the smallest normal float is added here.
static inline dk_vec dk_accumulate(dk_vec a, dk_vec b, dk_vec sum) {
  uint32_t x, y;
  memcpy(&x, &a, sizeof x);
  memcpy(&y, &b, sizeof y);
  sum += dk_widened(x) * dk_widened(y);
  return sum + dk_widened(x << 16) * dk_widened(y << 16);
}
