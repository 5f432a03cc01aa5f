/// What a finished result may have added to it before it is written: `[shortcut]`.
#pragma once

#include <stddef.h>

#include "activation.h"

#pragma clang assume_nonnull begin

/// Another activation of the output's shape. All 0 where nothing is added.
typedef struct dk_residual {
  /// What is added to row 0, column 0 of the output; null where nothing is.
  const float *_Nullable values;
  /// Values from row to row.
  size_t stride;
  /// What is applied to the sum.
  dk_activation activation;
} dk_residual;

#pragma clang assume_nonnull end
