/// What is checked, and what every check of a kernel is.
#pragma once

#include "CKernels.h"

/// A set of kernels, and the set that defines what is right.
typedef struct subject {
  const char *name;
  const dk_kernel_table *kernels, *scalar;
  /// The set's products of bfloat16, null where it has none, and those that define what is right.
  const dk_bf16_table *bf16, *scalarBF16;
  /// What only training does.
  const dk_training_table *training, *scalarTraining;
} subject;

void check_gather(const subject *s);
void check_multiply(const subject *s);
void check_winograd(const subject *s);
void check_depthwise(const subject *s);
void check_activations(const subject *s);
void check_softmax(const subject *s);
void check_pooling(const subject *s);
void check_elementwise(const subject *s);
void check_resampling(const subject *s);
void check_local(const subject *s);
void check_training(const subject *s);
void check_training_winograd(const subject *s);
void check_bf16(const subject *s);
/// What all sets have in common.
void check_layout(void);
