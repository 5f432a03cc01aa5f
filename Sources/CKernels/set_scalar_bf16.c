#include "bf16_table.h"
#include "vector_scalar.h"

#include "elements_bf16_scalar.h"

#include "bf16_body.h"

const dk_bf16_table *dk_bf16_scalar(void) { return &DK_NAME(dk_bf16_table); }
