// Memory for one call into stb: zeroed, counted against a limit, and freed together where the call
// is given up. stb's own calls go through here; each thread has a call of its own.
#ifndef CSTB_MEMORY_H
#define CSTB_MEMORY_H

#include <setjmp.h>
#include <stddef.h>

// Why memory was refused.
typedef enum { refused_nothing, refused_by_limit, refused_by_system } memory_refusal;

// A call begins that may take `limit` bytes. Where memory is refused, NULL is returned, or for code
// that does not look at what it is given, `give_up` is jumped to.
void memory_begin(size_t limit, jmp_buf *give_up);

// The call ends: frees all it took but `kept`, which from now on is freed by `cstb_free`.
memory_refusal memory_end(void *kept);

void *memory_take(size_t size);
void *memory_resize(void *taken, size_t size);
void memory_give(void *taken);

#endif
