/// The kernels whose products are of bfloat16, over the elements included before.
#include "bf16_table.h"
#include "elementwise.h"

#include "exponential_body.h"

#include "activation_body.h"

// The end of a sum needs one of these.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunused-function"
#include "elementwise_body.h"
#pragma clang diagnostic pop

#include "finish_body.h"

#include "gather_body.h"
#include "multiply_body.h"
#include "round_body.h"

#include "winograd_body.h"

#include "winograd_input_body.h"

static const dk_bf16_table DK_NAME(dk_bf16_table) = {
    .gather_rows = DK_ELEMENT_NAME(dk_gather_rows),
    .multiply = DK_ELEMENT_NAME(dk_multiply),
    .round_panel = DK_ELEMENT_NAME(dk_round_panel),
    .winograd_input = DK_ELEMENT_NAME(dk_winograd_input),
};
