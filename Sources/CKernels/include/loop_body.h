/// A Swift closure lent to other threads while a call lasts.
///
/// Swift passes a closure that does not escape as two words, its code and what it captured, but has
/// no way to put those into memory: `withoutActuallyEscaping` copies them into a new box, one for
/// every loop. Taking them as C arguments under Swift's calling convention needs none, so that
/// running a network allocates nothing.
#pragma once

#include <stddef.h>

#pragma clang assume_nonnull begin

/// A closure of the type `(Int, Int) -> Void`, valid until the call that lent it returns.
typedef struct dk_loop_body {
  void (*code)(void);
  void *_Nullable captured;
} dk_loop_body;

/// Calls `use` with the closure's words. Declared once more in Swift, where the two words are one
/// closure.
__attribute__((swiftcall)) void dk_with_loop_body(
    void (*code)(void), void *_Nullable captured, void *board,
    void (*use)(void *board, dk_loop_body body));

/// Calls the closure.
static inline void dk_call_loop_body(dk_loop_body body, ptrdiff_t item, ptrdiff_t worker) {
  typedef __attribute__((swiftcall)) void (*function)(
      ptrdiff_t, ptrdiff_t, __attribute__((swift_context)) void *_Nullable);
  ((function)body.code)(item, worker, body.captured);
}

#pragma clang assume_nonnull end
