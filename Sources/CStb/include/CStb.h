// The few entry points Swift needs from the stb single-header libraries.
//
// Everything here works on memory only, keeps no state between calls and may be called from any
// thread. JPEG and PNG are read, JPEG, PNG and BMP written, nothing else is compiled in.
#ifndef CSTB_H
#define CSTB_H

#include <stddef.h>

#pragma clang assume_nonnull begin

/// Pixels that stb decoded; `pixels` is NULL where it could not, and `reason` then says why.
typedef struct {
  unsigned char *_Nullable pixels;  ///< height × width × channels bytes, to be freed by `cstb_free`
  int width;
  int height;
  const char *_Nullable reason;  ///< stb's own words, a constant string
  int is_beyond_limit;  ///< 1 where it needs more memory than it was allowed
  int lacks_memory;  ///< 1 where the system has no more memory
} cstb_image;

/// Bytes that stb encoded; `bytes` is NULL where it could not.
typedef struct {
  unsigned char *_Nullable bytes;  ///< to be freed by `cstb_free`
  size_t count;
} cstb_buffer;

/// Decodes JPEG or PNG to 8 bits a channel, with at most `memory_limit` bytes of memory. A shim
/// because the implementation macros, the counting allocator and the failure reason cannot be
/// reached from Swift.
///
/// stb has open faults: the bytes have to be such that they cannot be met.
cstb_image cstb_decode(
    const unsigned char *bytes, size_t count, int channels, size_t memory_limit);

/// Encodes PNG to memory. A shim because stb's own function is static to its implementation.
cstb_buffer cstb_encode_png(int width, int height, int channels, const unsigned char *pixels);

/// Encodes JPEG, quality 1 to 100, to memory. A shim because stb hands out pieces through a C
/// callback that has to collect them.
cstb_buffer cstb_encode_jpeg(
    int width, int height, int channels, const unsigned char *pixels, int quality);

/// Encodes BMP to memory. A shim for the same reason as JPEG.
cstb_buffer cstb_encode_bmp(int width, int height, int channels, const unsigned char *pixels);

/// Frees what the functions above gave. A shim because it must match their allocator.
void cstb_free(void *_Nullable memory);

#pragma clang assume_nonnull end

#endif
