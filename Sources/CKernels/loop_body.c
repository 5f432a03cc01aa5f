#include "loop_body.h"

__attribute__((swiftcall)) void dk_with_loop_body(
    void (*code)(void), void *captured, void *board,
    void (*use)(void *board, dk_loop_body body)) {
  use(board, (dk_loop_body){code, captured});
}
