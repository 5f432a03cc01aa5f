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

cstb_image cstb_decode(const unsigned char *bytes, size_t count, int channels) {
  cstb_image image = {NULL, 0, 0, "file too large"};
  if (count > INT_MAX) return image;
  int found = 0;
  forget_reason();
  clear_stack();
  image.pixels = stbi_load_from_memory(
      bytes, (int)count, &image.width, &image.height, &found, channels);
  if (image.pixels == NULL) image.reason = stbi_failure_reason();
  return image;
}

void cstb_free(void *memory) { free(memory); }
