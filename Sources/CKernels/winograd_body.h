/// Winograd's transforms, vectorised over channels.
///
/// Polynomials are evaluated at pairs of points p and -p, which share their even and odd parts, at
/// infinity, and for tiles of an even size m at 0: m + 2 positions each way, in the order 0, p, -p,
/// ..., infinity.

/// Pairs of points for tiles of size `m`.
#define DK_PAIRS(m) (((m) + 1) / 2)

/// The points of each tile size: among those whose powers and products floats hold exactly, ones
/// with small rounding errors on random images.
static const float dk_winograd_points[7][3] = {
    [2] = {1.0f}, [3] = {0.4375f, 1.25f}, [4] = {0.75f, 1.5f}, [6] = {0.5f, 1.0f, 2.0f}};

/// Coefficients of the product of (x^2 - p^2) over all pairs, ascending powers of x^2.
static const float dk_winograd_all[7][4] = {
    [2] = {-1.0f, 1.0f},
    [3] = {0.299072265625f, -1.75390625f, 1.0f},
    [4] = {1.265625f, -2.8125f, 1.0f},
    [6] = {-1.0f, 5.25f, -5.25f, 1.0f}};

/// The same without one of the pairs.
static const float dk_winograd_but[7][3][3] = {
    [2] = {{1.0f}},
    [3] = {{-1.5625f, 1.0f}, {-0.19140625f, 1.0f}},
    [4] = {{-2.25f, 1.0f}, {-0.5625f, 1.0f}},
    [6] = {{4.0f, -5.0f, 1.0f}, {1.0f, -4.25f, 1.0f}, {0.25f, -1.25f, 1.0f}}};

/// The sum of `coefficients[i] * values[2 i]`; the last of `count` coefficients is 1.
static inline __attribute__((always_inline)) dk_vec dk_every_second(
    const dk_vec *values, const float *coefficients, const int count) {
  dk_vec sum = values[2 * (count - 1)];
#pragma clang loop unroll(full)
  for (int i = count - 2; i >= 0; --i) sum = dk_madd(dk_set(coefficients[i]), values[2 * i], sum);
  return sum;
}

/// One row or column of inputs, `m` + 2 of them, to as many positions.
static inline __attribute__((always_inline)) void dk_winograd_forth(
    const int m, const dk_vec *d, dk_vec *t) {
  const int pairs = DK_PAIRS(m), zero = m % 2 == 0;
  if (zero) t[0] = dk_every_second(d, dk_winograd_all[m], pairs + 1);
#pragma clang loop unroll(full)
  for (int p = 0; p < pairs; ++p) {
    const float *but = dk_winograd_but[m][p], point = dk_winograd_points[m][p];
    dk_vec even = dk_every_second(d + zero + 1, but, pairs);
    dk_vec odd = dk_every_second(d + zero, but, pairs);
    t[2 * p + zero] = dk_madd(dk_set(point), odd, even);
    t[2 * p + zero + 1] = dk_madd(dk_set(-point), odd, even);
  }
  t[m + 1] = dk_every_second(d + zero, dk_winograd_all[m], pairs + 1);
}

/// One row or column of positions, `m` + 2 of them, to `m` outputs.
static inline __attribute__((always_inline)) void dk_winograd_back(
    const int m, const dk_vec *t, dk_vec *y) {
  const int pairs = DK_PAIRS(m), zero = m % 2 == 0;
  dk_vec sums[3], differences[3];
#pragma clang loop unroll(full)
  for (int p = 0; p < pairs; ++p) {
    sums[p] = t[2 * p + zero] + t[2 * p + zero + 1];
    differences[p] = t[2 * p + zero] - t[2 * p + zero + 1];
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < m; ++i) {
    const dk_vec *parts = i % 2 ? differences : sums;
    dk_vec sum = i == 0 && zero ? t[0] : i == m - 1 ? t[m + 1] : dk_set(0.0f);
#pragma clang loop unroll(full)
    for (int p = 0; p < pairs; ++p) {
      float power = 1.0f;
#pragma clang loop unroll(full)
      for (int k = 0; k < i; ++k) power *= dk_winograd_points[m][p];
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
