#include "rooms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report.h"

/// The address sanitizer, where this is compiled with it, knows the place of a room to the byte.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#endif
#endif
#ifndef ASAN_POISON_MEMORY_REGION
#define ASAN_POISON_MEMORY_REGION(begin, bytes) ((void)(begin), (void)(bytes))
#define ASAN_UNPOISON_MEMORY_REGION(begin, bytes) ((void)(begin), (void)(bytes))
#endif

/// Rooms in use at one time, and bytes of the largest.
enum { roomCount = 14, roomBytes = 1 << 20 };

bool roomsBeginAtPage = false;
static char *allRooms = NULL;
static size_t roomsTaken = 0;

static size_t page_bytes(void) { return (size_t)sysconf(_SC_PAGESIZE); }

static char *place_of(size_t number) {
  return allRooms + number * (roomBytes + page_bytes()) + page_bytes();
}

void clear_rooms(void) {
  for (size_t i = 0; i < roomsTaken; ++i) ASAN_POISON_MEMORY_REGION(place_of(i), roomBytes);
  roomsTaken = 0;
}

/// Maps all rooms at once: page, room, page, room, ..., page.
static char *map_rooms(void) {
  const size_t page = page_bytes(), bytes = roomCount * (roomBytes + page) + page;
  char *all = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (all == MAP_FAILED) {
    perror("kernel-check: error: mmap");
    exit(71);
  }
  for (size_t i = 0; i <= roomCount; ++i) mprotect(all + i * (roomBytes + page), page, PROT_NONE);
  ASAN_POISON_MEMORY_REGION(all, bytes);
  return all;
}

float *room(size_t count) {
  const size_t bytes = count * sizeof(float);
  if (!allRooms) allRooms = map_rooms();
  if (roomsTaken == roomCount || bytes > roomBytes) {
    fprintf(stderr, "kernel-check: error: a check needs more or larger rooms\n");
    exit(70);
  }
  char *begin = place_of(roomsTaken++);
  if (!roomsBeginAtPage) begin += roomBytes - bytes;
  ASAN_UNPOISON_MEMORY_REGION(begin, bytes);
  for (size_t i = 0; i < count; ++i) memcpy(begin + 4 * i, &untouched, sizeof untouched);
  return (float *)(void *)begin;
}

/// Whether a process that reads or writes that value comes to its end by it.
static bool is_guarded(float *value, bool isWritten) {
  fflush(NULL);
  const pid_t child = fork();
  if (child == 0) {
    // What it says of its end is expected.
    close(STDERR_FILENO);
    if (isWritten) *(volatile float *)value = 0;
    else (void)*(volatile float *)value;
    _exit(0);
  }
  int status = 0;
  return child > 0 && waitpid(child, &status, 0) == child && status != 0;
}

void check_rooms(void) {
  static const size_t counts[] = {1, 5, 16, 1000};
  for (size_t i = 0; i < sizeof counts / sizeof *counts; ++i) {
    now_checking("rooms of %zu values", counts[i]);
    clear_rooms();
    room(3);
    float *const begin = room(counts[i]);
    room(3);
    float *const beside = roomsBeginAtPage ? begin - 1 : begin + counts[i];
    for (int isWritten = 0; isWritten <= 1; ++isWritten) {
      if (!is_guarded(beside, isWritten)) {
        fault("the value %s can be %s", roomsBeginAtPage ? "before" : "behind",
              isWritten ? "written" : "read");
      }
      if (is_guarded(begin, isWritten) || is_guarded(begin + counts[i] - 1, isWritten)) {
        fault("the room itself cannot be %s", isWritten ? "written" : "read");
      }
    }
  }
}
