/// What the processor can run, as far as a kernel set depends on it.
#pragma once

#include <stdint.h>

/// AVX2 and FMA, with the operating system saving the registers.
#define DK_FEATURE_AVX2 1u
/// AVX-512 F, BW, DQ and VL with FMA, with the operating system saving the registers.
#define DK_FEATURE_AVX512 2u
/// NEON, which every arm64 processor that runs a system has.
#define DK_FEATURE_NEON 4u
/// AVX-512 BF16, beside what `DK_FEATURE_AVX512` stands for.
#define DK_FEATURE_AVX512_BF16 8u

/// Makers of processors that `dk_this_processor` tells apart.
#define DK_VENDOR_OTHER 0u
#define DK_VENDOR_AMD 1u
#define DK_VENDOR_INTEL 2u

/// Which processor it is; family and model as its maker counts them.
typedef struct dk_processor {
  uint32_t vendor, family, model;
} dk_processor;

/// The processor the program runs on, by CPUID; zeros on other architectures.
dk_processor dk_this_processor(void);

/// A sum of the `DK_FEATURE_` bits that hold here; 0 on other architectures.
uint32_t dk_cpu_features(void);
