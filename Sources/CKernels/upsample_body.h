/// Images made larger by repeating pixels, or smaller by adding them up.

static void DK_NAME(dk_upsample_f32)(const dk_resampling *s, size_t firstRow, size_t rowCount) {
  for (size_t y = firstRow; y < firstRow + rowCount; ++y) {
    const float *line = s->input + y / s->stride * s->inputWidth * s->inputStride;
    float *output = s->output + y * s->outputWidth * s->outputStride;
    for (size_t x = 0; x < s->inputWidth; ++x) {
      // A stride of 0 between the rows read repeats the pixel.
      dk_row_pair repeated = {
          .input = line + x * s->inputStride,
          .inputStride = 0,
          .output = output + x * s->stride * s->outputStride,
          .outputStride = s->outputStride,
          .rowCount = s->stride,
          .columnCount = s->channels};
      if (s->scale == 1.0f) {
        DK_NAME(dk_copy_f32)(repeated);
      } else {
        DK_NAME(dk_scale_and_shift_f32)(repeated, s->scale, 0.0f);
      }
    }
  }
}

static void DK_NAME(dk_sum_blocks_f32)(
    const dk_resampling *s, size_t firstRow, size_t rowCount) {
  for (size_t y = firstRow; y < firstRow + rowCount; ++y) {
    for (size_t x = 0; x < s->outputWidth; ++x) {
      const float *block =
          s->input + (y * s->inputWidth + x) * s->stride * s->inputStride;
      float *output = s->output + (y * s->outputWidth + x) * s->outputStride;
      for (size_t c = 0; c < s->channels; c += DK_LANES) {
        dk_vec sum = dk_set(0.0f);
        for (size_t i = 0; i < s->stride * s->stride; ++i) {
          size_t pixel = i / s->stride * s->inputWidth + i % s->stride;
          dk_vec value = dk_load_part(block + pixel * s->inputStride + c, s->channels - c);
          sum = dk_madd(value, dk_set(s->scale), sum);
        }
        dk_store_part(output + c, sum, s->channels - c);
      }
    }
  }
}
