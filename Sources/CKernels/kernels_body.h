/// All families of one set, over the vector operations included before.
#include "kernel_table.h"
#include "training_table.h"

#include "exponential_body.h"

#include "activation_body.h"
#include "elementwise_body.h"

#include "finish_body.h"

#include "elements_f32.h"

#include "depthwise_body.h"
#include "gather_body.h"
#include "local_body.h"
#include "multiply_body.h"
#include "pooling_body.h"
#include "response_body.h"
#include "softmax_body.h"
#include "upsample_body.h"

#include "winograd_body.h"

#include "winograd_input_body.h"
#include "winograd_output_body.h"
#include "winograd_taps_body.h"

#include "gradient_body.h"
#include "moments_body.h"
#include "outer_body.h"
#include "pooling_gradient_body.h"
#include "winograd_gradient_body.h"

static const dk_kernel_table DK_NAME(dk_kernels_table) = {
    .panelWidth = DK_TILE_VECTORS * DK_LANES,
    .tileRows = DK_TILE_ROWS,
    .rowStride = DK_ROW_STRIDE,
    .gather_rows = DK_ELEMENT_NAME(dk_gather_rows),
    .multiply = DK_ELEMENT_NAME(dk_multiply),
    .winograd_taps = DK_NAME(dk_winograd_taps_f32),
    .winograd_input = DK_ELEMENT_NAME(dk_winograd_input),
    .winograd_output = DK_NAME(dk_winograd_output_f32),
    .depthwise = DK_NAME(dk_depthwise_f32),
    .dot_rows = DK_NAME(dk_dot_rows_f32),
    .activate = DK_NAME(dk_activate_f32),
    .normalize = DK_NAME(dk_normalize_f32),
    .softmax = DK_NAME(dk_softmax_f32),
    .maxpool = DK_NAME(dk_maxpool_f32),
    .local_average = DK_NAME(dk_local_average_f32),
    .average_rows = DK_NAME(dk_average_rows_f32),
    .maxpool_depth = DK_NAME(dk_maxpool_depth_f32),
    .normalize_response = DK_NAME(dk_normalize_response_f32),
    .copy = DK_NAME(dk_copy_f32),
    .scale_and_shift = DK_NAME(dk_scale_and_shift_f32),
    .affine = DK_NAME(dk_affine_f32),
    .add_scaled = DK_NAME(dk_add_scaled_f32),
    .add_weighted = DK_NAME(dk_add_weighted_f32),
    .multiply_columns = DK_NAME(dk_multiply_columns_f32),
    .multiply_elements = DK_NAME(dk_multiply_elements_f32),
    .binarize = DK_NAME(dk_binarize_f32),
    .clamp = DK_NAME(dk_clamp_f32),
    .upsample = DK_NAME(dk_upsample_f32),
    .sum_blocks = DK_NAME(dk_sum_blocks_f32),
};

static const dk_training_table DK_NAME(dk_training_kernels) = {
    .outer = DK_NAME(dk_outer_f32),
    .column_moments = DK_NAME(dk_column_moments_f32),
    .gradient_sums = DK_NAME(dk_gradient_sums_f32),
    .column_sums = DK_NAME(dk_column_sums_f32),
    .normalize_gradient = DK_NAME(dk_normalize_gradient_f32),
    .activation_gradient = DK_NAME(dk_activation_gradient_f32),
    .maxpool_positions = DK_NAME(dk_maxpool_positions_f32),
    .maxpool_gradient = DK_NAME(dk_maxpool_gradient_f32),
    .winograd_delta = DK_NAME(dk_winograd_delta_f32),
    .winograd_taps = DK_NAME(dk_winograd_retaps_f32),
    .winograd_untaps = DK_NAME(dk_winograd_untaps_f32),
};
