#include "kernel_table.h"
#include "training_table.h"

#if defined(__aarch64__) && defined(__ARM_NEON)

#include "vector_neon.h"

#include "kernels_body.h"

const dk_kernel_table *dk_kernels_neon(void) { return &DK_NAME(dk_kernels_table); }
const dk_training_table *dk_training_neon(void) { return &DK_NAME(dk_training_kernels); }

#else

const dk_kernel_table *dk_kernels_neon(void) { return NULL; }
const dk_training_table *dk_training_neon(void) { return NULL; }

#endif
