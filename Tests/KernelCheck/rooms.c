#include "rooms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/// Rooms in use at one time, and bytes of the largest.
enum { roomCount = 14, roomBytes = 1 << 20 };

bool roomsBeginAtPage = false;
static size_t roomsTaken = 0;

void clear_rooms(void) { roomsTaken = 0; }

/// Maps all rooms at once: page, room, page, room, ..., page.
static char *map_rooms(size_t page) {
  size_t bytes = roomCount * (roomBytes + page) + page;
  char *all = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (all == MAP_FAILED) {
    perror("kernel-check: error: mmap");
    exit(71);
  }
  for (size_t i = 0; i <= roomCount; ++i) mprotect(all + i * (roomBytes + page), page, PROT_NONE);
  return all;
}

float *room(size_t count) {
  static char *all = NULL;
  const size_t page = (size_t)sysconf(_SC_PAGESIZE), bytes = count * sizeof(float);
  if (!all) all = map_rooms(page);
  if (roomsTaken == roomCount || bytes > roomBytes) {
    fprintf(stderr, "kernel-check: error: a check needs more or larger rooms\n");
    exit(70);
  }
  char *begin = all + roomsTaken++ * (roomBytes + page) + page;
  if (!roomsBeginAtPage) begin += roomBytes - bytes;
  for (size_t i = 0; i < count; ++i) memcpy(begin + 4 * i, &untouched, sizeof untouched);
  return (float *)(void *)begin;
}
