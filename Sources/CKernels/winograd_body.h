/// Winograd's transforms, vectorised over channels.
///
/// Polynomials are evaluated at 0, at infinity and at pairs of points p and -p, which share their
/// even and odd parts. With n = 1, 2, 3 pairs a tile has 2 n outputs and 2 n + 2 inputs each way.

/// The points: among those whose powers and products floats hold exactly, the ones with the smallest
/// rounding errors on random images.
static const float dk_winograd_points[3][3] = {{1.0f}, {0.75f, 1.5f}, {0.5f, 1.0f, 2.0f}};

/// Coefficients of the product of (x^2 - p^2) over all pairs, ascending powers of x^2.
static const float dk_winograd_all[3][4] = {
    {-1.0f, 1.0f}, {1.265625f, -2.8125f, 1.0f}, {-1.0f, 5.25f, -5.25f, 1.0f}};

/// The same without one of the pairs.
static const float dk_winograd_but[3][3][3] = {
    {{1.0f}},
    {{-2.25f, 1.0f}, {-0.5625f, 1.0f}},
    {{4.0f, -5.0f, 1.0f}, {1.0f, -4.25f, 1.0f}, {0.25f, -1.25f, 1.0f}}};

/// The sum of `coefficients[i] * values[2 i]`; the last of `count` coefficients is 1.
static inline __attribute__((always_inline)) dk_vec dk_every_second(
    const dk_vec *values, const float *coefficients, const int count) {
  dk_vec sum = values[2 * (count - 1)];
#pragma clang loop unroll(full)
  for (int i = count - 2; i >= 0; --i) sum = dk_madd(dk_set(coefficients[i]), values[2 * i], sum);
  return sum;
}

/// One row or column of inputs, 2 `pairs` + 2 of them, to as many positions: 0, p, -p, ...,
/// infinity.
static inline __attribute__((always_inline)) void dk_winograd_forth(
    const int pairs, const dk_vec *d, dk_vec *t) {
  const float *all = dk_winograd_all[pairs - 1];
  t[0] = dk_every_second(d, all, pairs + 1);
#pragma clang loop unroll(full)
  for (int p = 0; p < pairs; ++p) {
    const float *but = dk_winograd_but[pairs - 1][p], point = dk_winograd_points[pairs - 1][p];
    dk_vec even = dk_every_second(d + 2, but, pairs), odd = dk_every_second(d + 1, but, pairs);
    t[2 * p + 1] = dk_madd(dk_set(point), odd, even);
    t[2 * p + 2] = dk_madd(dk_set(-point), odd, even);
  }
  t[2 * pairs + 1] = dk_every_second(d + 1, all, pairs + 1);
}

/// One row or column of positions, 2 `pairs` + 2 of them, to 2 `pairs` outputs.
static inline __attribute__((always_inline)) void dk_winograd_back(
    const int pairs, const dk_vec *t, dk_vec *y) {
  dk_vec sums[3], differences[3];
#pragma clang loop unroll(full)
  for (int p = 0; p < pairs; ++p) {
    sums[p] = t[2 * p + 1] + t[2 * p + 2];
    differences[p] = t[2 * p + 1] - t[2 * p + 2];
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 2 * pairs; ++i) {
    const dk_vec *parts = i % 2 ? differences : sums;
    dk_vec sum = i == 0 ? t[0] : i == 2 * pairs - 1 ? t[2 * pairs + 1] : dk_set(0.0f);
#pragma clang loop unroll(full)
    for (int p = 0; p < pairs; ++p) {
      float power = 1.0f;
#pragma clang loop unroll(full)
      for (int k = 0; k < i; ++k) power *= dk_winograd_points[pairs - 1][p];
      sum = dk_madd(dk_set(power), parts[p], sum);
    }
    y[i] = sum;
  }
}

/// The part of an image a tile looks at, or writes.
typedef struct {
  /// Row and column 0 of the tile, which may lie outside the image.
  ptrdiff_t y, x;
  /// The rows and columns of the tile inside the image.
  ptrdiff_t firstRow, endRow, firstColumn, endColumn;
} dk_tile_place;

static inline ptrdiff_t dk_least(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }

static inline dk_tile_place dk_place_tile(
    ptrdiff_t y, ptrdiff_t x, ptrdiff_t size, ptrdiff_t height, ptrdiff_t width) {
  return (dk_tile_place){
      y, x, dk_least(y < 0 ? -y : 0, size), dk_least(height > y ? height - y : 0, size),
      dk_least(x < 0 ? -x : 0, size), dk_least(width > x ? width - x : 0, size)};
}

static inline int dk_is_whole(const dk_tile_place *place, ptrdiff_t size) {
  return place->firstRow == 0 && place->endRow == size && place->firstColumn == 0 &&
      place->endColumn == size;
}
