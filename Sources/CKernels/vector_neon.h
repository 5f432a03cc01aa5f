/// The vector operations on four values; see `vector_scalar.h` for what each means.
#include <arm_neon.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>

#define DK_NAME(stem) stem##_neon
#define DK_LANES 4
// 16 of the 32 registers hold sums: as many as four units with a latency of four keep busy. With 24
// the compiler, which fetches ahead, runs out of them. Sixteen columns divide most channel counts.
#define DK_TILE_ROWS 4
#define DK_TILE_VECTORS 4
#define DK_ROW_STRIDE 400

typedef float32x4_t dk_vec;

static inline dk_vec dk_load(const float *p) { return vld1q_f32(p); }
static inline void dk_store(float *p, dk_vec v) { vst1q_f32(p, v); }

/// There are no masks: a part is a pair, a single value, or one of each.
static inline dk_vec dk_load_part(const float *p, size_t count) {
  if (count >= DK_LANES) return vld1q_f32(p);
  float32x2_t pair = vdup_n_f32(0.0f), last = pair;
  if (count & 1) last = vld1_lane_f32(p + (count & 2), last, 0);
  if (!(count & 2)) return vcombine_f32(last, pair);
  return vcombine_f32(vld1_f32(p), last);
}

static inline void dk_store_part(float *p, dk_vec v, size_t count) {
  if (count >= DK_LANES) {
    vst1q_f32(p, v);
    return;
  }
  float32x2_t last = vget_low_f32(v);
  if (count & 2) {
    vst1_f32(p, last);
    last = vget_high_f32(v);
  }
  if (count & 1) vst1_lane_f32(p + (count & 2), last, 0);
}

/// A multiply-add takes one lane of a register for all four. Where the compiler sees that x comes
/// from memory it fills a register with it instead, which takes a vector unit's time in the loop
/// that has none to spare: so it must not see it.
static inline dk_vec dk_set(float x) {
  if (!__builtin_constant_p(x)) __asm__("" : "+w"(x));
  return vdupq_n_f32(x);
}

static inline dk_vec dk_madd(dk_vec a, dk_vec b, dk_vec c) { return vfmaq_f32(c, a, b); }
static inline dk_vec dk_where(dk_vec a, dk_vec b, dk_vec x, dk_vec y) {
  return vbslq_f32(vcgtq_f32(a, b), x, y);
}
// The instructions for the greater and the lesser have other answers where one is no number.
static inline dk_vec dk_max(dk_vec a, dk_vec b) { return dk_where(a, b, a, b); }
static inline dk_vec dk_min(dk_vec a, dk_vec b) { return dk_where(b, a, a, b); }
static inline dk_vec dk_floor(dk_vec v) { return vrndmq_f32(v); }
static inline dk_vec dk_abs(dk_vec v) { return vabsq_f32(v); }
static inline dk_vec dk_sqrt(dk_vec v) { return vsqrtq_f32(v); }
static inline dk_vec dk_round(dk_vec v) { return vrndnq_f32(v); }

static inline dk_vec dk_power_of_two(int32x4_t exponent) {
  return vreinterpretq_f32_s32(vshlq_n_s32(vaddq_s32(exponent, vdupq_n_s32(127)), 23));
}

static inline dk_vec dk_scale(dk_vec v, dk_vec exponent) {
  int32x4_t whole = vcvtnq_s32_f32(dk_max(exponent, vdupq_n_f32(-252.0f)));
  int32x4_t half = vshrq_n_s32(whole, 1);
  return v * dk_power_of_two(half) * dk_power_of_two(vsubq_s32(whole, half));
}
