#include "vector_scalar.h"

#include "kernels_body.h"

const dk_kernel_table *dk_kernels_scalar(void) { return &DK_NAME(dk_kernels_table); }
const dk_training_table *dk_training_scalar(void) { return &DK_NAME(dk_training_kernels); }
