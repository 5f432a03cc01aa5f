"""What layers with weights are made of: products, convolutions, batch normalisation."""

import numpy as np


class RereadableWeights:
    """Reads the arrays of a WeightsReader once, and gives the same again after rewind()."""

    def __init__(self, reader):
        self.reader = reader
        self.transposed = reader.transposed
        self.dialect = reader.dialect
        self.arrays = []
        self.position = 0

    def rewind(self):
        self.position = 0

    def read(self, name, *shape):
        if self.position == len(self.arrays):
            self.arrays.append(self.reader.read(name, *shape))
        self.position += 1
        return self.arrays[self.position - 1]


def normalized(x, scales, mean, variance):
    """Batch normalisation of the channels of x, without the bias."""
    across = (-1,) + (1,) * (x.ndim - 1)
    deviation = np.sqrt(variance + 1e-5)
    return (x - mean.reshape(across)) / deviation.reshape(across) * scales.reshape(across)


def read_normalization(weights, channels):
    return [weights.read(name, channels) for name in ("scales", "rolling_mean", "rolling_variance")]


def correlate(x, kernels, groups, stride, padding, dilation, outside=0.0):
    """The sum over taps; strides are (y, x). The size of the output does not know of the dilation."""
    filters, depth, size, _ = kernels.shape
    channels, height, width = x.shape
    out_height = (height + 2 * padding - size) // stride[0] + 1
    out_width = (width + 2 * padding - size) // stride[1] + 1
    border = padding * dilation
    # Dilated taps of the last windows may lie beyond the padding: there is nothing there either.
    reach = border + size * dilation + max(stride)
    padded = np.pad(x, ((0, 0), (border, reach), (border, reach)), constant_values=outside)
    result = np.zeros((filters, out_height, out_width))
    each = filters // groups
    for group in range(groups):
        rows = slice(group * each, (group + 1) * each)
        source = padded[group * depth:(group + 1) * depth]
        for ky in range(size):
            for kx in range(size):
                top, left = ky * dilation, kx * dilation
                taps = source[
                    :,
                    top:top + out_height * stride[0]:stride[0],
                    left:left + out_width * stride[1]:stride[1]]
                result[rows] += np.tensordot(kernels[rows, :, ky, kx], taps, 1)
    return result


def binary_convolution(x, parameters, stride, padding, dilation):
    """Signs by signs: the normalisation is folded before the signs of the kernels are taken."""
    biases, normalization, kernels = parameters
    if normalization:
        scales, mean, variance = normalization
        factors = scales / np.sqrt(variance + 1e-5)
        kernels, biases = kernels * factors[:, None, None, None], biases - mean * factors
    magnitudes = np.abs(kernels).mean(axis=(1, 2, 3))
    signs = np.where(kernels > 0, 1.0, -1.0)
    sums = correlate(np.where(x > 0, 1.0, -1.0), signs, 1, stride, padding, dilation, outside=-1.0)
    return sums * magnitudes[:, None, None] + biases[:, None, None]


def padding_of(section, size):
    return size // 2 if section.integer("pad", 0) else section.integer("padding", 0)


def read_kernels(weights, filters, depth, size, normalize, flipped=False):
    """Biases, normalisation (or nothing) and kernels of a convolution, the next of the file."""
    biases = weights.read("biases", filters)
    normalization = read_normalization(weights, filters) if normalize else None
    if flipped:
        kernels = weights.read("weights", depth * size * size, filters).T
    else:
        kernels = weights.read("weights", filters, depth * size * size)
    return biases, normalization, kernels.reshape(filters, depth, size, size)


def dense(weights, inputs, outputs, normalize):
    """A connected layer without its activation, as a function; its parameters are the next of the file."""
    biases = weights.read("biases", outputs)
    if weights.transposed:
        matrix = weights.read("weights", inputs, outputs).T
    else:
        matrix = weights.read("weights", outputs, inputs)
    normalization = read_normalization(weights, outputs) if normalize else None

    def sums(x):
        y = matrix @ x.ravel()
        return (normalized(y, *normalization) if normalization else y) + biases

    return sums
