#include "report.h"

#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rooms.h"

/// Faults after which nothing new is learnt.
enum { faultLimit = 20 };

size_t comparedCount = 0, faultCount = 0;
static char subjectText[256] = "nothing";

void now_checking(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(subjectText, sizeof subjectText, format, arguments);
  va_end(arguments);
}

void fault(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "kernel-check: error: %s: ", subjectText);
  vfprintf(stderr, format, arguments);
  fprintf(stderr, "\n");
  va_end(arguments);
  if (++faultCount == faultLimit) {
    fprintf(stderr, "kernel-check: error: %d faults, the rest is not checked\n", faultLimit);
    exit(1);
  }
}

static uint32_t bits_of(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

static int is_close(float found, float expected, tolerance allowed) {
  if (bits_of(found) == bits_of(expected)) return 1;
  if (bits_of(found) == untouched || bits_of(expected) == untouched) return 0;
  if (isnan(found) || isnan(expected)) return isnan(found) && isnan(expected);
  if (allowed.relative == 0 && allowed.absolute == 0) return 0;
  // An infinite difference is never allowed, nor is one from an infinite value.
  return fabsf(found - expected) <= allowed.relative * fabsf(expected) + allowed.absolute &&
         isfinite(expected);
}

void expect(const float *found, const float *expected, size_t count, tolerance allowed) {
  comparedCount += count;
  for (size_t i = 0; i < count; ++i) {
    if (is_close(found[i], expected[i], allowed)) continue;
    if (bits_of(expected[i]) == untouched) {
      fault("value %zu is %.9g, it should not be written", i, (double)found[i]);
    } else {
      fault("value %zu is %.9g, right is %.9g", i, (double)found[i], (double)expected[i]);
    }
    return;
  }
}

/// Only calls that are safe in a signal handler.
static void page_touched(int signal) {
  static const char end[] = ": touches memory outside its rooms\n";
  static const char begin[] = "kernel-check: error: ";
  (void)signal;
  (void)!write(STDERR_FILENO, begin, sizeof begin - 1);
  (void)!write(STDERR_FILENO, subjectText, strlen(subjectText));
  (void)!write(STDERR_FILENO, end, sizeof end - 1);
  _exit(1);
}

void report_touched_pages(void) {
  signal(SIGSEGV, page_touched);
  signal(SIGBUS, page_touched);
}
