/// Activation functions, value by value.
#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The functions `[convolutional]` and others can apply to each value; formulas stand in
/// `activation_body.h`.
typedef enum dk_activation : int32_t {
  dk_linear,
  dk_logistic,
  dk_loggy,
  dk_relu,
  dk_relu6,
  dk_elu,
  dk_selu,
  dk_gelu,
  dk_relie,
  dk_ramp,
  dk_leaky,
  dk_tanh,
  dk_plse,
  dk_stair,
  dk_hardtan,
  dk_lhtan,
  dk_swish,
  dk_mish,
  dk_hard_mish,
} dk_activation;

/// The functions that look at all channels of a pixel; the last divides them by their length.
typedef enum dk_normalization : int32_t {
  dk_normalize_channels,
  dk_normalize_channels_softmax,
  dk_normalize_channels_softmax_maxval,
  dk_normalize_length,
} dk_normalization;

/// `rowCount` rows of `columnCount` values, `stride` values from row to row.
typedef struct dk_rows {
  float *values;
  size_t rowCount, columnCount, stride;
} dk_rows;

#pragma clang assume_nonnull end
