#include "CStb.h"

#include <limits.h>
#include <stdlib.h>

// Zeroed memory: damaged files then decode to the same pixels every time, and never to bytes that
// other data left behind.
#define STBI_MALLOC(size) calloc(1, size)
#define STBI_REALLOC(memory, size) realloc(memory, size)
#define STBI_FREE(memory) free(memory)

// What a hostile file does must not end the program.
#define STBI_ASSERT(condition) ((void)0)

#define STBI_ONLY_JPEG
#define STBI_ONLY_PNG
#define STBI_ONLY_BMP
#define STBI_NO_STDIO
#define STBI_NO_HDR
#define STBI_NO_LINEAR
#define STBI_MAX_DIMENSIONS 65535

// Static, so that a program which has stb_image of its own can link this too.
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunused-function"
#include <stb/stb_image.h>
#pragma clang diagnostic pop

// stb reads palette entries that a file does not define from its stack. They shall be black, not
// what other calls left there.
__attribute__((noinline)) static void clear_stack(void) {
  volatile unsigned char area[16384];
  for (size_t i = 0; i < sizeof area; ++i) area[i] = 0;
}

// Some faults leave no reason; the one of an earlier file must not stand in for it.
static void forget_reason(void) {
  int width, height, found;
  stbi_info_from_memory(NULL, 0, &width, &height, &found);
}

// Watches one baseline JPEG being decoded. When the coded data ends too soon, stb goes on with
// zeros and reports nothing, so blocks that are decoded after the end are counted.
typedef struct {
  const stbi__jpeg *decoder;
  void (*transform)(stbi_uc *out, int stride, short data[64]);
  int blocks_after_end;
} jpeg_watch;

static _Thread_local jpeg_watch watch;

// stb reads ahead by at most 32 bits, and a block takes at least two.
enum { blocks_read_ahead = 16 };

static void watched_transform(stbi_uc *out, int stride, short data[64]) {
  if (!watch.decoder->progressive && watch.blocks_after_end <= blocks_read_ahead)
    watch.blocks_after_end = watch.decoder->nomore ? watch.blocks_after_end + 1 : 0;
  watch.transform(out, stride, data);
}

static cstb_image decode_jpeg(const unsigned char *bytes, int count, int channels) {
  cstb_image image = {NULL, 0, 0, "outofmem", 0};
  stbi__jpeg *decoder = STBI_MALLOC(sizeof *decoder);
  if (decoder == NULL) return image;
  stbi__context context;
  stbi__start_mem(&context, bytes, count);
  decoder->s = &context;
  stbi__setup_jpeg(decoder);
  watch = (jpeg_watch){decoder, decoder->idct_block_kernel, 0};
  decoder->idct_block_kernel = watched_transform;
  int found = 0;
  image.pixels = load_jpeg_image(decoder, &image.width, &image.height, &found, channels);
  image.ends_early = watch.blocks_after_end > blocks_read_ahead;
  image.reason = image.pixels == NULL ? stbi_failure_reason() : NULL;
  STBI_FREE(decoder);
  return image;
}

cstb_image cstb_decode(const unsigned char *bytes, size_t count, int channels) {
  cstb_image image = {NULL, 0, 0, "file too large", 0};
  if (count > INT_MAX) return image;
  forget_reason();
  clear_stack();
  if (count > 1 && bytes[0] == 0xFF && bytes[1] == 0xD8)
    return decode_jpeg(bytes, (int)count, channels);
  int found = 0;
  image.pixels = stbi_load_from_memory(
      bytes, (int)count, &image.width, &image.height, &found, channels);
  image.reason = image.pixels == NULL ? stbi_failure_reason() : NULL;
  return image;
}

void cstb_free(void *memory) { free(memory); }
