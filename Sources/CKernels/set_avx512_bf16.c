#include "bf16_table.h"

#if defined(__x86_64__)

#include "vector_avx512.h"

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16,fma"))), \
    apply_to = function)
#include "elements_bf16_avx512.h"

#include "bf16_body.h"
#pragma clang attribute pop

const dk_bf16_table *dk_bf16_avx512(void) { return &DK_NAME(dk_bf16_table); }

#else

const dk_bf16_table *dk_bf16_avx512(void) { return NULL; }

#endif
