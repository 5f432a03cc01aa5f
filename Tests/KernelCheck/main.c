/// Compares every kernel of a set with the plain C one, at sizes that leave a rest everywhere, in
/// memory that ends where a kernel should stop.
///
///   kernel-check              every set this processor runs
///   kernel-check SET...       these; one that cannot run here is a fault
///
/// What all sets share is checked in any case.
#include <stdio.h>
#include <string.h>

#include "report.h"
#include "rooms.h"
#include "subject.h"

/// Three sizes and this many kernels are in a table. Whoever adds one adds a check of it.
enum { checkedKernels = 26 };
_Static_assert(
    sizeof(dk_kernel_table) == 3 * sizeof(size_t) + checkedKernels * sizeof(void (*)(void)),
    "every kernel of the table needs a check");

/// And this many are in the other one.
enum { checkedBF16Kernels = 4 };
_Static_assert(
    sizeof(dk_bf16_table) == checkedBF16Kernels * sizeof(void (*)(void)),
    "every kernel of the table needs a check");

/// And as many functions are declared in `layout.h`.
enum { layoutFunctions = 6 };

/// And this many are for training alone.
enum { checkedTrainingKernels = 11 };
_Static_assert(
    sizeof(dk_training_table) == checkedTrainingKernels * sizeof(void (*)(void)),
    "every kernel of the table needs a check");

typedef struct {
  const char *name;
  uint32_t feature;
  const dk_kernel_table *(*table)(void);
  /// What its products of bfloat16 need; 0 where it has none.
  uint32_t bf16Feature;
  const dk_bf16_table *(*bf16)(void);
  const dk_training_table *(*training)(void);
} known_set;

static const known_set sets[] = {
    {"avx2", DK_FEATURE_AVX2, dk_kernels_avx2, 0, NULL, dk_training_avx2},
    {"avx512", DK_FEATURE_AVX512, dk_kernels_avx512, DK_FEATURE_AVX512_BF16, dk_bf16_avx512,
     dk_training_avx512},
    {"neon", DK_FEATURE_NEON, dk_kernels_neon, 0, NULL, dk_training_neon},
};
enum { setCount = sizeof sets / sizeof *sets };

static int can_run(const known_set *set) {
  return (dk_cpu_features() & set->feature) && set->table();
}

static void check(const known_set *set) {
  const int hasBF16 = (dk_cpu_features() & set->bf16Feature) != 0;
  const subject s = {
      set->name, set->table(), dk_kernels_scalar(), hasBF16 ? set->bf16() : NULL,
      dk_bf16_scalar(), set->training(), dk_training_scalar()};
  const size_t before = comparedCount;
  for (int begins = 0; begins <= 1; ++begins) {
    roomsBeginAtPage = begins;
    check_gather(&s);
    check_multiply(&s);
    check_winograd(&s);
    check_depthwise(&s);
    check_activations(&s);
    check_softmax(&s);
    check_pooling(&s);
    check_elementwise(&s);
    check_resampling(&s);
    check_local(&s);
    check_training(&s);
    check_training_winograd(&s);
    if (s.bf16) check_bf16(&s);
  }
  printf(
      "%s: %d kernels, %zu values compared\n", s.name,
      checkedKernels + checkedTrainingKernels + (s.bf16 ? checkedBF16Kernels : 0), comparedCount - before);
}

/// What no set has of its own, and the guards all checks rely on.
static void check_common(void) {
  const size_t before = comparedCount;
  for (int begins = 0; begins <= 1; ++begins) {
    roomsBeginAtPage = begins;
    check_rooms();
    check_layout();
  }
  printf("all: %d functions, %zu values compared\n", layoutFunctions, comparedCount - before);
}

static int check_named(const char *name) {
  for (int i = 0; i < setCount; ++i) {
    if (strcmp(sets[i].name, name) != 0) continue;
    if (!can_run(&sets[i])) {
      fprintf(stderr, "kernel-check: error: this processor cannot run the set '%s'\n", name);
      return 1;
    }
    check(&sets[i]);
    return 0;
  }
  fprintf(stderr, "kernel-check: error: there is no set '%s' to check\n", name);
  return 64;
}

int main(int argc, char **argv) {
  report_touched_pages();
  check_common();
  const size_t before = comparedCount;
  int status = 0;
  for (int i = 1; i < argc && status == 0; ++i) status = check_named(argv[i]);
  for (int i = 0; i < setCount && argc == 1; ++i) {
    if (can_run(&sets[i])) check(&sets[i]);
  }
  if (status == 0 && comparedCount == before) {
    fprintf(stderr, "kernel-check: error: this processor has no set but the plain one\n");
    return 1;
  }
  return status ? status : faultCount > 0;
}
