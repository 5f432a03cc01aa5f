/// Sums of outer products: what the gradient of weights is made of.
#pragma once

#include <stddef.h>

#pragma clang assume_nonnull begin

/// sums[m][n] += sum over k of rows[k][m] * columns[k][n], in panels of columns.
typedef struct dk_outer {
  /// `depth` rows of `rowCount` values, `rowStride` apart: windows.
  const float *rows;
  size_t rowStride, rowCount;
  /// `depth` rows of `columnCount` values, `columnStride` apart: deltas.
  const float *columns;
  size_t columnStride, columnCount;
  /// At most 192.
  size_t depth;
  /// Panels of sums, [panel][row][column of the panel], `panelStride` apart. Columns that the last
  /// one lacks get 0 added.
  float *sums;
  size_t panelStride;
} dk_outer;

#pragma clang assume_nonnull end
