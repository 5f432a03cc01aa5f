/// Sums with weights of their own: what has no neighbour to share them with.
#pragma once

#include <stddef.h>

#pragma clang assume_nonnull begin

/// `rowCount` rows of weights, each multiplied by one input.
typedef struct dk_dots {
  /// `depth` values.
  const float *input;
  /// Rows of `depth` values, one behind the other.
  const float *weights;
  size_t rowCount, depth;
  /// `rowCount` values.
  const float *bias;
  /// `rowCount` values.
  float *output;
} dk_dots;

/// A local response normalisation: output[k] = input[k] * (kappa + alpha * sum)^-beta, where the sum
/// goes over the squares of channels k - before ... k + behind, less the square of channel
/// `missing`.
typedef struct dk_response {
  ptrdiff_t before, behind, missing;
  float alpha, beta, kappa;
} dk_response;

#pragma clang assume_nonnull end
