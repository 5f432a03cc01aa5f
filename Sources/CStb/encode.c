#include "CStb.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define STBIW_ASSERT(condition) ((void)0)
#define STBI_WRITE_NO_STDIO

// Static, so that a program which has stb_image_write of its own can link this too.
#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunused-function"
// stb shifts bits out of a signed number at its upper end. C leaves that open, every compiler and C++20
// give it the meaning stb counts on; shifts by too much are still reported.
#pragma clang attribute push(__attribute__((no_sanitize("shift-base"))), apply_to = function)
#include <stb/stb_image_write.h>
#pragma clang attribute pop
#pragma clang diagnostic pop

typedef struct {
  cstb_buffer buffer;
  size_t capacity;
  int failed;
} growing_buffer;

static void append(void *context, void *bytes, int count) {
  growing_buffer *growing = context;
  if (growing->failed || count <= 0) return;
  size_t needed = growing->buffer.count + (size_t)count;
  if (needed > growing->capacity) {
    size_t capacity = needed > 32768 ? needed * 2 : 65536;
    unsigned char *grown = realloc(growing->buffer.bytes, capacity);
    if (grown == NULL) {
      growing->failed = 1;
      return;
    }
    growing->buffer.bytes = grown;
    growing->capacity = capacity;
  }
  memcpy(growing->buffer.bytes + growing->buffer.count, bytes, (size_t)count);
  growing->buffer.count = needed;
}

static cstb_buffer finish(growing_buffer *growing, int succeeded) {
  if (succeeded && !growing->failed) return growing->buffer;
  free(growing->buffer.bytes);
  return (cstb_buffer){NULL, 0};
}

// stb counts bytes in int; a quarter of its range leaves room for what the formats add.
static int fits(int width, int height, int channels) {
  return width > 0 && height > 0 && channels > 0 && channels <= 4 &&
         (long long)width * height * channels <= INT_MAX / 4;
}

cstb_buffer cstb_encode_png(int width, int height, int channels, const unsigned char *pixels) {
  cstb_buffer buffer = {NULL, 0};
  if (!fits(width, height, channels)) return buffer;
  int count = 0;
  buffer.bytes =
      stbi_write_png_to_mem(pixels, width * channels, width, height, channels, &count);
  if (buffer.bytes != NULL) buffer.count = (size_t)count;
  return buffer;
}

cstb_buffer cstb_encode_jpeg(
    int width, int height, int channels, const unsigned char *pixels, int quality) {
  growing_buffer growing = {{NULL, 0}, 0, 0};
  if (!fits(width, height, channels)) return growing.buffer;
  return finish(
      &growing,
      stbi_write_jpg_to_func(append, &growing, width, height, channels, pixels, quality));
}

cstb_buffer cstb_encode_bmp(int width, int height, int channels, const unsigned char *pixels) {
  growing_buffer growing = {{NULL, 0}, 0, 0};
  if (!fits(width, height, channels)) return growing.buffer;
  return finish(
      &growing, stbi_write_bmp_to_func(append, &growing, width, height, channels, pixels));
}
