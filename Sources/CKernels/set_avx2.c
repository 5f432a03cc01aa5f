#include "kernel_table.h"
#include "training_table.h"

#if defined(__x86_64__)

#include "vector_avx2.h"

#pragma clang attribute push( \
    __attribute__((target("avx2,fma"))), apply_to = function)
#include "kernels_body.h"
#pragma clang attribute pop

const dk_kernel_table *dk_kernels_avx2(void) { return &DK_NAME(dk_kernels_table); }
const dk_training_table *dk_training_avx2(void) { return &DK_NAME(dk_training_kernels); }

#else

const dk_kernel_table *dk_kernels_avx2(void) { return NULL; }
const dk_training_table *dk_training_avx2(void) { return NULL; }

#endif
