"""Darknet's activation functions, by the names that cfg files use."""

import numpy as np


def logistic(x):
    return 1 / (1 + np.exp(-x))


def softplus(x):
    return np.where(x > 20, x, np.log1p(np.exp(np.minimum(x, 20))))


def stair(x):
    whole = np.floor(x)
    return np.where(whole % 2 == 0, np.floor(x / 2), x - whole + np.floor(x / 2))


def share_of_channels(x):
    """Each value's share of the sum over the channels of its pixel."""
    return x / (1e-4 + x.sum(axis=0))


FUNCTIONS = {
    "linear": lambda x: x,
    "logistic": logistic,
    "loggy": lambda x: 2 * logistic(x) - 1,
    "relu": lambda x: np.maximum(x, 0),
    "relu6": lambda x: np.clip(x, 0, 6),
    "elu": lambda x: np.where(x >= 0, x, np.expm1(x)),
    "selu": lambda x: 1.0507 * np.where(x >= 0, x, 1.6732 * np.expm1(x)),
    "gelu": lambda x: 0.5 * x * (1 + np.tanh(0.797885 * x + 0.035677 * x ** 3)),
    "relie": lambda x: np.where(x > 0, x, 0.01 * x),
    "ramp": lambda x: np.maximum(x, 0) + 0.1 * x,
    "leaky": lambda x: np.where(x > 0, x, 0.1 * x),
    "revleaky": lambda x: np.where(x > 0, x, 0.1 * x),
    "tanh": np.tanh,
    "plse": lambda x: np.where(
        x < -4, 0.01 * (x + 4), np.where(x > 4, 0.01 * (x - 4) + 1, 0.125 * x + 0.5)),
    "stair": stair,
    "hardtan": lambda x: np.clip(x, -1, 1),
    "lhtan": lambda x: np.where(x < 0, 0.001 * x, np.where(x > 1, 0.001 * (x - 1) + 1, x)),
    "swish": lambda x: x * logistic(x),
    "mish": lambda x: x * np.tanh(softplus(x)),
    "hard_mish": lambda x: np.where(x > 0, x, np.where(x > -2, x * x / 2 + x, 0)),
    "normalize_channels": lambda x: share_of_channels(np.maximum(x, 0)),
    "normalize_channels_softmax": lambda x: share_of_channels(np.exp(x)),
    "normalize_channels_softmax_maxval": lambda x: share_of_channels(np.exp(x - x.max(axis=0))),
}


def activate(x, name):
    """x, an array whose first axis is the channels, through the function of that name."""
    return FUNCTIONS[name](x)


def softmax(x, temperature=1.0):
    """The softmax over the first axis."""
    powers = np.exp((x - x.max(axis=0)) / temperature)
    return powers / powers.sum(axis=0)
