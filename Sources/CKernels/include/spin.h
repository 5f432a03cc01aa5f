/// Waiting without sleeping.
#pragma once

/// Tells the processor that this is a waiting loop. Swift has no word for the instruction.
static inline void dk_spin_hint(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}
