#include "cpu_features.h"

uint32_t dk_cpu_features(void) {
#if defined(__x86_64__)
  uint32_t features = 0;
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    features |= DK_FEATURE_AVX2;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
      features |= DK_FEATURE_AVX512;
      if (__builtin_cpu_supports("avx512bf16")) features |= DK_FEATURE_AVX512_BF16;
    }
  }
  return features;
#elif defined(__aarch64__) && defined(__ARM_NEON)
  return DK_FEATURE_NEON;
#else
  return 0;
#endif
}
