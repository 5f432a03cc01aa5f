#include "CStb.h"

#include "memory.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

// stb writes on where it is refused memory, so refusing must not return to it.
#define STBIW_MALLOC(size) memory_take(size)
#define STBIW_REALLOC(memory, size) memory_resize(memory, size)
#define STBIW_FREE(memory) memory_give(memory)

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
} growing_buffer;

static void append(void *context, void *bytes, int count) {
  growing_buffer *growing = context;
  if (count <= 0) return;
  size_t needed = growing->buffer.count + (size_t)count;
  if (needed > growing->capacity) {
    growing->capacity = needed > 32768 ? needed * 2 : 65536;
    growing->buffer.bytes = memory_resize(growing->buffer.bytes, growing->capacity);
  }
  memcpy(growing->buffer.bytes + growing->buffer.count, bytes, (size_t)count);
  growing->buffer.count = needed;
}

// stb counts bytes in int; a quarter of its range leaves room for what the formats add. A row's
// sum of up to 128 a byte has to fit as well.
static int fits(int width, int height, int channels) {
  return width > 0 && height > 0 && channels > 0 && channels <= 4 &&
         (long long)width * channels < INT_MAX / 128 &&
         (long long)width * height * channels <= INT_MAX / 4;
}

typedef struct {
  int width, height, channels, quality;
  const unsigned char *pixels;
} picture;

typedef void encoder(const picture *picture, growing_buffer *result);

static void encode_png(const picture *p, growing_buffer *result) {
  int count = 0;
  result->buffer.bytes = stbi_write_png_to_mem(
      p->pixels, p->width * p->channels, p->width, p->height, p->channels, &count);
  if (result->buffer.bytes != NULL) result->buffer.count = (size_t)count;
}

static void encode_jpeg(const picture *p, growing_buffer *result) {
  stbi_write_jpg_to_func(
      append, result, p->width, p->height, p->channels, p->pixels, p->quality);
}

static void encode_bmp(const picture *p, growing_buffer *result) {
  stbi_write_bmp_to_func(append, result, p->width, p->height, p->channels, p->pixels);
}

static cstb_buffer encode(const picture *picture, encoder *encoder) {
  cstb_buffer nothing = {NULL, 0};
  if (!fits(picture->width, picture->height, picture->channels)) return nothing;
  jmp_buf give_up;
  if (setjmp(give_up)) {
    memory_end(NULL);
    return nothing;
  }
  memory_begin(SIZE_MAX, &give_up);
  growing_buffer result = {{NULL, 0}, 0};
  encoder(picture, &result);
  memory_end(result.buffer.bytes);
  return result.buffer;
}

cstb_buffer cstb_encode_png(int width, int height, int channels, const unsigned char *pixels) {
  return encode(&(picture){width, height, channels, 0, pixels}, encode_png);
}

cstb_buffer cstb_encode_jpeg(
    int width, int height, int channels, const unsigned char *pixels, int quality) {
  return encode(&(picture){width, height, channels, quality, pixels}, encode_jpeg);
}

cstb_buffer cstb_encode_bmp(int width, int height, int channels, const unsigned char *pixels) {
  return encode(&(picture){width, height, channels, 0, pixels}, encode_bmp);
}
