#include "memory.h"

#include "CStb.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// What stands before the bytes that are handed out, and keeps their alignment.
typedef struct memory_block {
  _Alignas(16) struct memory_block *next;
  struct memory_block *previous;
  size_t size;
} memory_block;

static _Thread_local struct {
  memory_block *blocks;
  size_t used;
  size_t limit;
  memory_refusal refusal;
  jmp_buf *give_up;
} call;

void memory_begin(size_t limit, jmp_buf *give_up) {
  call.blocks = NULL;
  call.used = 0;
  call.limit = limit;
  call.refusal = refused_nothing;
  call.give_up = give_up;
}

memory_refusal memory_end(void *kept) {
  memory_block *block = call.blocks;
  while (block != NULL) {
    memory_block *next = block->next;
    if ((void *)(block + 1) != kept) free(block);
    block = next;
  }
  call.blocks = NULL;
  return call.refusal;
}

static void link_block(memory_block *block) {
  block->previous = NULL;
  block->next = call.blocks;
  if (block->next != NULL) block->next->previous = block;
  call.blocks = block;
}

static void unlink_block(memory_block *block) {
  if (block->next != NULL) block->next->previous = block->previous;
  if (block->previous != NULL)
    block->previous->next = block->next;
  else
    call.blocks = block->next;
}

static void *refuse(memory_refusal refusal) {
  call.refusal = refusal;
  if (call.give_up != NULL) longjmp(*call.give_up, 1);
  return NULL;
}

void *memory_take(size_t size) {
  if (size > call.limit - call.used) return refuse(refused_by_limit);
  memory_block *block =
      size > SIZE_MAX - sizeof *block ? NULL : calloc(1, sizeof *block + size);
  if (block == NULL) return refuse(refused_by_system);
  block->size = size;
  call.used += size;
  link_block(block);
  return block + 1;
}

void *memory_resize(void *taken, size_t size) {
  if (taken == NULL) return memory_take(size);
  memory_block *block = (memory_block *)taken - 1;
  size_t before = block->size;
  if (size > before && size - before > call.limit - call.used) return refuse(refused_by_limit);
  unlink_block(block);
  memory_block *resized =
      size > SIZE_MAX - sizeof *block ? NULL : realloc(block, sizeof *block + size);
  if (resized == NULL) {
    link_block(block);
    return refuse(refused_by_system);
  }
  if (size > before) memset((unsigned char *)(resized + 1) + before, 0, size - before);
  call.used = call.used - before + size;
  resized->size = size;
  link_block(resized);
  return resized + 1;
}

void memory_give(void *taken) {
  if (taken == NULL) return;
  memory_block *block = (memory_block *)taken - 1;
  call.used -= block->size;
  unlink_block(block);
  free(block);
}

void cstb_free(void *memory) {
  if (memory != NULL) free((memory_block *)memory - 1);
}
