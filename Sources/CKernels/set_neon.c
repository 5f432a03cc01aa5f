#include "kernel_table.h"

#if defined(__aarch64__) && defined(__ARM_NEON)

#include "vector_neon.h"

#include "kernels_body.h"

const dk_kernel_table *dk_kernels_neon(void) { return &DK_NAME(dk_kernels_table); }

#else

const dk_kernel_table *dk_kernels_neon(void) { return NULL; }

#endif
