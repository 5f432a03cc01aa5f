/// The hot loops of the engine: numbers in, numbers out.
///
/// Every family is written once over the vector operations of `vector_*.h` and compiled once a set;
/// a set is a `dk_kernel_table`. Which sets the processor runs is asked of `dk_cpu_features` before
/// a table is used.
#pragma once

#include "activation.h"
#include "bf16_table.h"
#include "cpu_features.h"
#include "depthwise.h"
#include "elementwise.h"
#include "kernel_table.h"
#include "layout.h"
#include "local.h"
#include "loop_body.h"
#include "multiply.h"
#include "outer.h"
#include "pooling.h"
#include "residual.h"
#include "spin.h"
#include "training_table.h"
#include "winograd.h"
