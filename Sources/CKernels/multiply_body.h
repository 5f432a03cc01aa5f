/// The micro-kernel: a tile of rows times one panel of weights, sums in registers.

/// Values fetched ahead in one go: a cache line.
#define DK_LINE 16

typedef dk_vec dk_tile[DK_TILE_ROWS][DK_TILE_VECTORS];

static inline __attribute__((always_inline)) void dk_tile_step(
    dk_tile sums, const size_t rowCount, const size_t vectors, const float *const *rows,
    size_t rowStride, size_t k, const float *weights) {
  dk_vec column[DK_TILE_VECTORS];
#pragma clang loop unroll(full)
  for (size_t v = 0; v < vectors; ++v) column[v] = dk_load(weights + v * DK_LANES);
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rowCount; ++r) {
    dk_vec value = dk_set(rows[r / 3][r % 3 * rowStride + k]);
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; ++v) sums[r][v] = dk_accumulate(value, column[v], sums[r][v]);
  }
}

/// The values of vector `v` that belong to a panel of `columnCount` columns.
static inline size_t dk_tile_part(size_t columnCount, size_t v) {
  return columnCount > v * DK_LANES ? columnCount - v * DK_LANES : 0;
}

/// Adds the bias, and does through memory what takes more registers than a sum leaves.
static inline __attribute__((always_inline)) void dk_finish_tile(
    const dk_product *p, dk_tile sums, const size_t rowCount, const size_t vectors,
    dk_residual residual, float *output, size_t firstColumn, size_t columnCount) {
  const size_t width = vectors * DK_LANES;
  float finished[DK_TILE_ROWS * DK_TILE_VECTORS * DK_LANES];
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rowCount; ++r) {
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; ++v) {
      dk_vec bias = dk_load(p->bias + firstColumn + v * DK_LANES);
      dk_store(finished + r * width + v * DK_LANES, sums[r][v] + bias);
    }
  }
  dk_rows rows = {finished, rowCount, columnCount, width};
  dk_finish_rows(rows, p->activation, residual, output, p->outputStride);
}

/// Sums begin at 0, or at what the output holds.
static inline __attribute__((always_inline)) void dk_begin_tile(
    const dk_product *p, dk_tile sums, const size_t rowCount, const size_t vectors,
    const float *output, size_t columnCount) {
  if (p->isFirst) {
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rowCount; ++r) {
#pragma clang loop unroll(full)
      for (size_t v = 0; v < vectors; ++v) sums[r][v] = dk_set(0.0f);
    }
    return;
  }
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rowCount; ++r) {
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; ++v) {
      sums[r][v] = dk_load_part(
          output + r * p->outputStride + v * DK_LANES, dk_tile_part(columnCount, v));
    }
  }
}

#define DK_EACH_SUM(result)                                                              \
  _Pragma("clang loop unroll(full)") for (size_t r = 0; r < rowCount; ++r) {             \
    _Pragma("clang loop unroll(full)") for (size_t v = 0; v < vectors; ++v) {            \
      sums[r][v] = result;                                                               \
    }                                                                                    \
  }

/// Every sum becomes the activation of `value`; which one it is is asked once for the tile.
#define DK_EACH_ACTIVATED(activation, value)                                             \
  if ((activation) == dk_leaky) {                                                        \
    DK_EACH_SUM(dk_leaky_of(value))                                                      \
  } else if ((activation) == dk_relu) {                                                  \
    DK_EACH_SUM(dk_relu_of(value))                                                       \
  } else {                                                                               \
    DK_EACH_SUM(value)                                                                   \
  }

/// Finishes sums that end here, if `bias` says so, and stores them. All that is read comes before
/// what is written: a write that may overlap delays reading, and for all the compiler knows it may
/// change what the product points at.
static inline __attribute__((always_inline)) void dk_store_tile(
    const dk_product *p, dk_tile sums, const size_t rowCount, const size_t vectors,
    dk_residual residual, float *output, size_t firstColumn, size_t columnCount) {
  const size_t step = p->outputStride;
  size_t counts[DK_TILE_VECTORS];
#pragma clang loop unroll(full)
  for (size_t v = 0; v < vectors; ++v) counts[v] = dk_tile_part(columnCount, v);
  if (p->bias) {
    dk_vec bias[DK_TILE_VECTORS];
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; ++v) {
      bias[v] = dk_load(p->bias + firstColumn + v * DK_LANES);
    }
    DK_EACH_ACTIVATED(p->activation, sums[r][v] + bias[v])
    if (residual.values) {
      const float *addends = residual.values;
      DK_EACH_ACTIVATED(
          residual.activation,
          sums[r][v] + dk_load_part(addends + r * residual.stride + v * DK_LANES, counts[v]))
    }
  }
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rowCount; ++r, output += step) {
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; ++v) {
      dk_store_part(output + v * DK_LANES, sums[r][v], counts[v]);
    }
  }
}

#undef DK_EACH_ACTIVATED
#undef DK_EACH_SUM

/// A tile of `rowCount` rows and one panel; `ahead` is fetched into the cache on the way.
static inline __attribute__((always_inline)) void dk_multiply_tile(
    const dk_product *p, const size_t rowCount, const size_t vectors, size_t firstRow,
    const float *weights, size_t firstColumn, size_t columnCount, const float *ahead,
    size_t linesAStep) {
  // An address is a register plus once or twice another: five registers reach fourteen rows.
  const size_t rowStride = p->rowStride;
  const float *rows[(DK_TILE_ROWS + 2) / 3];
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rowCount; r += 3) rows[r / 3] = p->rows + (firstRow + r) * rowStride;
  const ptrdiff_t toNextPart = (ptrdiff_t)p->partStride - (ptrdiff_t)(p->depth / 4 * 4);
  float *output = p->output + firstRow * p->outputStride + firstColumn;
  dk_residual residual = p->residual;
  if (residual.values) residual.values += firstRow * residual.stride + firstColumn;
  if (p->bias && residual.values) {
    // It has as long to come as the sums take.
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rowCount; ++r) {
#pragma clang loop unroll(full)
      for (size_t n = 0; n < vectors * DK_LANES; n += DK_LINE) {
        __builtin_prefetch(residual.values + r * residual.stride + n, 0, 3);
      }
    }
  }
  const size_t width = DK_TILE_VECTORS * DK_LANES;
  dk_tile sums;
  dk_begin_tile(p, sums, rowCount, vectors, output, columnCount);

  for (size_t part = 0; part < p->partCount; ++part) {
    size_t k = 0;
    for (; k + 4 <= p->depth; k += 4) {
      for (size_t line = 0; line < linesAStep; ++line) {
        __builtin_prefetch(ahead, 0, 2);
        ahead += DK_LINE;
      }
#pragma clang loop unroll(full)
      for (size_t step = 0; step < 4; ++step) {
        dk_tile_step(sums, rowCount, vectors, rows, rowStride, step, weights + step * width);
      }
      weights += 4 * width;
#pragma clang loop unroll(full)
      for (size_t r = 0; r < rowCount; r += 3) rows[r / 3] += 4;
    }
    for (k = 0; k < p->depth % 4; ++k) {
      dk_tile_step(sums, rowCount, vectors, rows, rowStride, k, weights);
      weights += width;
    }
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rowCount; r += 3) rows[r / 3] += toNextPart;
  }

  if (p->bias && !dk_finishes_in_register(p->activation, &residual)) {
    dk_finish_tile(p, sums, rowCount, vectors, residual, output, firstColumn, columnCount);
    return;
  }
  dk_store_tile(p, sums, rowCount, vectors, residual, output, firstColumn, columnCount);
}

/// Makes `tileCount` tiles of `rowCount` rows, one below the other. Chooses the code for the number
/// of rows, which must be a constant to stay in registers; `aheadStep` leads to what the next tile
/// fetches.
static void dk_multiply_rows(
    const dk_product *p, size_t rowCount, size_t tileCount, size_t firstRow,
    const float *weights, size_t firstColumn, size_t columnCount, const float *ahead,
    size_t linesAStep, size_t aheadStep) {
#define DK_TILES(count, vectors)                                                         \
  for (size_t tile = 0; tile < tileCount; ++tile) {                                      \
    dk_multiply_tile(                                                                    \
        p, count, vectors, firstRow + tile * count, weights, firstColumn, columnCount,   \
        ahead + tile * aheadStep, linesAStep);                                           \
  }
#define DK_CASE(count)                                                                   \
  case count:                                                                            \
    if (columnCount <= DK_TILE_VECTORS / 2 * DK_LANES) {                                 \
      DK_TILES(count, DK_TILE_VECTORS / 2)                                               \
    } else {                                                                             \
      DK_TILES(count, DK_TILE_VECTORS)                                                   \
    }                                                                                    \
    break;
  switch (rowCount) {
    DK_CASE(1)
    DK_CASE(2)
    DK_CASE(3)
    DK_CASE(4)
#if DK_TILE_ROWS > 4
    DK_CASE(5)
    DK_CASE(6)
#endif
#if DK_TILE_ROWS > 6
    DK_CASE(7)
    DK_CASE(8)
    DK_CASE(9)
    DK_CASE(10)
    DK_CASE(11)
    DK_CASE(12)
    DK_CASE(13)
    DK_CASE(14)
#endif
  }
#undef DK_CASE
#undef DK_TILES
}

static void DK_ELEMENT_NAME(dk_multiply)(const dk_product *p) {
  const size_t width = DK_TILE_VECTORS * DK_LANES;
  const size_t tiles = (p->rowCount + DK_TILE_ROWS - 1) / DK_TILE_ROWS;
  if (!tiles) return;
  // The next panel comes from memory while this one is used, an equal share for every tile.
  const size_t linesAStep = (width * 4 / DK_LINE + tiles - 1) / tiles;
  const size_t aheadStep = p->depth / 4 * p->partCount * linesAStep * DK_LINE;
  // Rows are shared out evenly: 16 rows are 8 and 8, never 14 and 2.
  const size_t height = p->rowCount / tiles, higher = p->rowCount % tiles;
  for (size_t n = 0; n < p->columnCount; n += width) {
    const float *weights = p->weights + n / width * p->panelStride;
    size_t columnCount = p->columnCount - n < width ? p->columnCount - n : width;
    const float *next = n + width < p->columnCount ? weights + p->panelStride : p->nextWeights;
    const float *ahead = next ? next : weights;
    const size_t lines = next ? linesAStep : 0, step = next ? aheadStep : 0;
    dk_multiply_rows(
        p, height + 1, higher, 0, weights, n, columnCount, ahead, lines, step);
    dk_multiply_rows(
        p, height, tiles - higher, higher * (height + 1), weights, n, columnCount,
        ahead + higher * step, lines, step);
  }
}

#undef DK_LINE
