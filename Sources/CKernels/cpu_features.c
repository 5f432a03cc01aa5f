#include "cpu_features.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

dk_processor dk_this_processor(void) {
  dk_processor processor = {DK_VENDOR_OTHER, 0, 0};
#if defined(__x86_64__)
  // The first four letters of "AuthenticAMD" and "GenuineIntel".
  enum { amd = 0x68747541, intel = 0x756e6547 };
  uint32_t eax, ebx, ecx, edx;
  if (!__get_cpuid(0, &eax, &ebx, &ecx, &edx)) return processor;
  if (ebx == amd) processor.vendor = DK_VENDOR_AMD;
  if (ebx == intel) processor.vendor = DK_VENDOR_INTEL;
  if (!__get_cpuid(1, &eax, &ebx, &ecx, &edx)) return processor;
  uint32_t family = eax >> 8 & 15, model = eax >> 4 & 15;
  if (family == 6 || family == 15) model |= (eax >> 16 & 15) << 4;
  if (family == 15) family += eax >> 20 & 255;
  processor.family = family;
  processor.model = model;
#endif
  return processor;
}

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
