/// The activation functions as the checks see them.
#pragma once

#include "activation.h"
#include "report.h"

/// A function's name in a cfg.
const char *activation_name(dk_activation activation);

/// How far two sets may be apart in a function.
tolerance activation_limits(dk_activation activation);

/// How far two sets may be apart in a function, something added to it, and a function of the sum.
tolerance sum_limits(dk_activation first, dk_activation last);
