#include "CStb.h"

#include "memory.h"

#include <limits.h>

// Zeroed memory: what a file leaves open is black, and never what other data left behind.
#define STBI_MALLOC(size) memory_take(size)
#define STBI_REALLOC(memory, size) memory_resize(memory, size)
#define STBI_FREE(memory) memory_give(memory)

// What a hostile file does must not end the program.
#define STBI_ASSERT(condition) ((void)0)

#define STBI_ONLY_JPEG
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_NO_HDR
#define STBI_NO_LINEAR
#define STBI_MAX_DIMENSIONS 65535

// Vector arithmetic wraps around where that of int would be undefined: coefficients of a damaged
// JPEG are any numbers.
#if defined(__aarch64__)
#define STBI_NEON
#endif

// Static, so that a program which has stb_image of its own can link this too.
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunused-function"
#include <stb/stb_image.h>
#pragma clang diagnostic pop

// Some faults leave no reason; the one of an earlier file must not stand in for it.
static void forget_reason(void) {
  int width, height, found;
  stbi_info_from_memory(NULL, 0, &width, &height, &found);
}

cstb_image cstb_decode(
    const unsigned char *bytes, size_t count, int channels, size_t memory_limit) {
  cstb_image image = {NULL, 0, 0, "file too large", 0, 0};
  if (count > INT_MAX) return image;
  memory_begin(memory_limit, NULL);
  forget_reason();
  int found = 0;
  image.pixels = stbi_load_from_memory(
      bytes, (int)count, &image.width, &image.height, &found, channels);
  image.reason = image.pixels == NULL ? stbi_failure_reason() : NULL;
  memory_refusal refusal = memory_end(image.pixels);
  image.is_beyond_limit = refusal == refused_by_limit;
  image.lacks_memory = refusal == refused_by_system;
  return image;
}
