/// Pooling: vectors over channels, a window at a time.

/// The part of a window that lies in the image.
typedef struct {
  ptrdiff_t firstRow, endRow, firstColumn, endColumn;
} dk_clipped_window;

static inline dk_clipped_window dk_clip(const dk_pooling *p, ptrdiff_t y, ptrdiff_t x) {
  ptrdiff_t top = y * p->strideY - p->offset, left = x * p->strideX - p->offset;
  ptrdiff_t bottom = top + p->size, right = left + p->size;
  return (dk_clipped_window){
      top > 0 ? top : 0, bottom < p->height ? bottom : p->height, left > 0 ? left : 0,
      right < p->width ? right : p->width};
}

/// Reduces `vectors` vectors of channels of one window; only `rest` values of the last one exist.
static inline __attribute__((always_inline)) void dk_pool_channels(
    const dk_pooling *p, dk_clipped_window window, const float *input, float *output,
    const ptrdiff_t vectors, size_t rest, const int averages) {
  dk_vec sums[4];
  for (ptrdiff_t v = 0; v < vectors; ++v) sums[v] = dk_set(averages ? 0.0f : -__FLT_MAX__);
  for (ptrdiff_t y = window.firstRow; y < window.endRow; ++y) {
    for (ptrdiff_t x = window.firstColumn; x < window.endColumn; ++x) {
      const float *pixel = input + (size_t)(y * p->width + x) * p->inputStride;
#pragma clang loop unroll(full)
      for (ptrdiff_t v = 0; v < vectors; ++v) {
        dk_vec value = rest < DK_LANES ? dk_load_part(pixel + v * DK_LANES, rest)
                                       : dk_load(pixel + v * DK_LANES);
        sums[v] = averages ? sums[v] + value : dk_max(value, sums[v]);
      }
    }
  }
  ptrdiff_t count =
      (window.endRow - window.firstRow) * (window.endColumn - window.firstColumn);
  for (ptrdiff_t v = 0; v < vectors; ++v) {
    dk_vec result = averages ? sums[v] / dk_set((float)count) : sums[v];
    if (rest < DK_LANES) {
      dk_store_part(output + v * DK_LANES, result, rest);
    } else {
      dk_store(output + v * DK_LANES, result);
    }
  }
}

/// Reduces all channels of one window.
static inline __attribute__((always_inline)) void dk_pool_window(
    const dk_pooling *p, dk_clipped_window window, float *output, const int averages) {
  ptrdiff_t c = 0;
  for (; c + 4 * DK_LANES <= p->channels; c += 4 * DK_LANES) {
    dk_pool_channels(p, window, p->input + c, output + c, 4, DK_LANES, averages);
  }
  for (; c + DK_LANES <= p->channels; c += DK_LANES) {
    dk_pool_channels(p, window, p->input + c, output + c, 1, DK_LANES, averages);
  }
  if (c < p->channels) {
    size_t rest = (size_t)(p->channels - c);
    dk_pool_channels(p, window, p->input + c, output + c, 1, rest, averages);
  }
}

static inline __attribute__((always_inline)) void dk_pool(
    const dk_pooling *p, size_t firstRow, size_t rowCount, const int averages) {
  for (ptrdiff_t y = (ptrdiff_t)firstRow; y < (ptrdiff_t)(firstRow + rowCount); ++y) {
    for (ptrdiff_t x = 0; x < p->outputWidth; ++x) {
      dk_clipped_window window = dk_clip(p, y, x);
      float *output = p->output + (size_t)(y * p->outputWidth + x) * p->outputStride;
      if (window.endRow - window.firstRow == 2 && window.endColumn - window.firstColumn == 2) {
        // The window of most networks: with a known size there is no loop.
        window.endRow = window.firstRow + 2;
        window.endColumn = window.firstColumn + 2;
        dk_pool_window(p, window, output, averages);
      } else {
        dk_pool_window(p, window, output, averages);
      }
    }
  }
}

static void DK_NAME(dk_maxpool_f32)(
    const dk_pooling *pooling, size_t firstRow, size_t rowCount) {
  dk_pool(pooling, firstRow, rowCount, 0);
}

static void DK_NAME(dk_local_average_f32)(
    const dk_pooling *pooling, size_t firstRow, size_t rowCount) {
  dk_pool(pooling, firstRow, rowCount, 1);
}

static void DK_NAME(dk_maxpool_depth_f32)(dk_row_pair rows, size_t outputChannels) {
  const size_t whole = rows.columnCount / outputChannels * outputChannels;
  for (size_t m = 0; m < rows.rowCount; ++m) {
    const float *input = rows.input + m * rows.inputStride;
    float *output = rows.output + m * rows.outputStride;
    for (size_t g = 0; g < outputChannels; g += DK_LANES) {
      dk_vec largest = dk_set(-__FLT_MAX__);
      for (size_t c = g; c < whole; c += outputChannels) {
        largest = dk_max(dk_load_part(input + c, outputChannels - g), largest);
      }
      dk_store_part(output + g, largest, outputChannels - g);
    }
    // The last round may not reach all of them.
    for (size_t c = whole; c < rows.columnCount; ++c) {
      float *best = output + (c - whole);
      *best = input[c] > *best ? input[c] : *best;
    }
  }
}
