/// Sums of outer products: a tile of sums in registers, along the depth.

/// Depth of the longest product.
#define DK_OUTER_DEPTH 192

static inline __attribute__((always_inline)) void dk_outer_tile(
    const dk_outer *p, const float *rows, const float *columns, const size_t rowCount,
    const size_t vectors, float *sums) {
  const size_t width = DK_TILE_VECTORS * DK_LANES;
  dk_tile tile;
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rowCount; ++r) {
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; ++v) tile[r][v] = dk_set(0.0f);
  }
  for (size_t k = 0; k < p->depth; ++k) {
    dk_vec column[DK_TILE_VECTORS];
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; ++v) column[v] = dk_load(columns + k * width + v * DK_LANES);
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rowCount; ++r) {
      dk_vec value = dk_set(rows[k * p->rowStride + r]);
#pragma clang loop unroll(full)
      for (size_t v = 0; v < vectors; ++v) tile[r][v] = dk_madd(value, column[v], tile[r][v]);
    }
  }
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rowCount; ++r) {
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; ++v) {
      float *sum = sums + r * width + v * DK_LANES;
      dk_store(sum, dk_load(sum) + tile[r][v]);
    }
  }
}

/// Makes `tileCount` tiles of `rowCount` rows, one below the other, for the columns of one panel.
static void dk_outer_rows(
    const dk_outer *p, size_t rowCount, size_t tileCount, size_t firstRow, const float *columns,
    size_t columnCount, float *sums) {
  const size_t width = DK_TILE_VECTORS * DK_LANES;
#define DK_TILES(count, vectors)                                                         \
  for (size_t tile = 0; tile < tileCount; ++tile) {                                      \
    const size_t first = firstRow + tile * count;                                        \
    dk_outer_tile(p, p->rows + first, columns, count, vectors, sums + first * width);    \
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

static void DK_NAME(dk_outer_f32)(const dk_outer *p) {
  const size_t width = DK_TILE_VECTORS * DK_LANES;
  const size_t tiles = (p->rowCount + DK_TILE_ROWS - 1) / DK_TILE_ROWS;
  if (!tiles || !p->depth) return;
  // Rows of columns may lie whole pages apart, where they compete for one set of the cache.
  float columns[DK_OUTER_DEPTH * DK_TILE_VECTORS * DK_LANES];
  const size_t height = p->rowCount / tiles, higher = p->rowCount % tiles;
  for (size_t n = 0; n < p->columnCount; n += width) {
    const size_t rest = p->columnCount - n, columnCount = rest < width ? rest : width;
    for (size_t k = 0; k < p->depth; ++k) {
      const float *from = p->columns + k * p->columnStride + n;
#pragma clang loop unroll(full)
      for (size_t v = 0; v < DK_TILE_VECTORS; ++v) {
        dk_store(
            columns + k * width + v * DK_LANES,
            dk_load_part(from + v * DK_LANES, dk_tile_part(columnCount, v)));
      }
    }
    float *sums = p->sums + n / width * p->panelStride;
    dk_outer_rows(p, height + 1, higher, 0, columns, columnCount, sums);
    dk_outer_rows(p, height, tiles - higher, higher * (height + 1), columns, columnCount, sums);
  }
}

#undef DK_OUTER_DEPTH
