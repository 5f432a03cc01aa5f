#include "activations.h"

const char *activation_name(dk_activation activation) {
  static const char *const names[] = {
      [dk_linear] = "linear",   [dk_logistic] = "logistic", [dk_loggy] = "loggy",
      [dk_relu] = "relu",       [dk_relu6] = "relu6",       [dk_elu] = "elu",
      [dk_selu] = "selu",       [dk_gelu] = "gelu",         [dk_relie] = "relie",
      [dk_ramp] = "ramp",       [dk_leaky] = "leaky",       [dk_tanh] = "tanh",
      [dk_plse] = "plse",       [dk_stair] = "stair",       [dk_hardtan] = "hardtan",
      [dk_lhtan] = "lhtan",     [dk_swish] = "swish",       [dk_mish] = "mish",
      [dk_hard_mish] = "hard_mish"};
  return names[activation];
}

/// Exact where only selections and single operations are made; a few units in the last place where
/// sets round differently, because one has an instruction for a product and a sum.
tolerance activation_limits(dk_activation activation) {
  // Twice the smallest number there is, and as much of a power that is multiplied by up to 100:
  // results that are flushed to 0 are seen.
  static const float tiny = 3e-45f, tinyProduct = 3e-43f;
  switch (activation) {
    case dk_linear:
    case dk_relu:
    case dk_relu6:
    case dk_relie:
    case dk_leaky:
    case dk_hardtan: return exact;
    case dk_logistic:
    case dk_tanh:
    case dk_elu:
    case dk_selu: return (tolerance){1e-6f, tiny};
    case dk_swish:
    case dk_mish: return (tolerance){1e-6f, tinyProduct};
    // The exponent is a rounded polynomial of up to 90, and a power is off by as much, relatively.
    case dk_gelu: return (tolerance){2e-5f, tinyProduct};
    // Sums of parts that may cancel, each about 1.
    case dk_loggy:
    case dk_ramp:
    case dk_plse:
    case dk_stair:
    case dk_lhtan:
    case dk_hard_mish: return (tolerance){5e-7f, 5e-7f};
  }
  return exact;
}

tolerance sum_limits(dk_activation first, dk_activation last) {
  const tolerance inner = activation_limits(first), outer = activation_limits(last);
  if (inner.relative == 0 && inner.absolute == 0) return outer;
  // Values are below 100, and what is added may take most of one away; no slope is above 2.
  const float most = 200;
  return (tolerance){
      outer.relative, outer.absolute + 2 * (inner.relative * most + inner.absolute)};
}
