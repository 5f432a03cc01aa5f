#!/usr/bin/env python3
"""Darknet's forward pass in double precision, written to be read rather than to be fast.

    reference.py forward CFG WEIGHTS --input IN.npy --output DIR

writes what each layer gives to DIR/layer_000.npy and so on, float32 of shape (channels, height, width), as the
command of this package does. It shares no line with it: make_fixtures.py takes the expected values of the tests
from here.

A layer is a function of the network so far and its section; it returns an array (channels, height, width) for an
image, or of one axis for a vector, which only some layers can follow. An input with an axis of steps in front is a
sequence: layers may keep a state from step to step, and what counts is the last step.
"""

import argparse
import os

import numpy as np

from activations import activate, logistic, softmax
from darknet_files import WeightsReader, read_cfg, read_groups
from linear import (
    RereadableWeights, binary_convolution, correlate, dense, normalized, padding_of, read_kernels,
    read_normalization)
from recurrent import RECURRENT_LAYERS


class Net:
    """What a layer can see: the outputs before it, the weights, what convolutions share, and states."""

    def __init__(self, image, weights, states):
        self.image = image
        self.weights = weights
        self.states = states
        self.outputs = []
        self.shared = {}

    @property
    def index(self):
        """The number of the layer at work."""
        return len(self.outputs)

    @property
    def before(self):
        return self.outputs[-1] if self.outputs else self.image

    def output(self, number):
        """The output of a layer by its number, or backwards from the layer at work if negative."""
        return self.outputs[number if number >= 0 else self.index + number]


# Layers with parameters


def convolution_parameters(net, section, channels):
    """Biases, normalisation (or nothing) and kernels, of this layer or of the one whose they are."""
    share = section.integer("share_index", -1_000_000_000)
    if share != -1_000_000_000:
        return net.shared[share if share >= 0 else net.index + share]
    groups = 1 if section.integer("xnor", 0) else section.integer("groups", 1)
    net.shared[net.index] = read_kernels(
        net.weights, section.integer("filters", 1), channels // groups, section.integer("size", 1),
        section.integer("batch_normalize", 0), section.integer("flipped", 0))
    return net.shared[net.index]


def blurred(x, kind, stride):
    """What antialiasing does instead of the convolution's stride: a blur with it."""
    line = np.array([1, 2, 1]) / 4 if kind == 1 else np.array([1, 1]) / 2
    kernels = np.tile(np.outer(line, line), (len(x), 1, 1, 1))
    return correlate(x, kernels, len(x), stride, 1 if kind == 1 else 0, 1)


def convolutional(net, section):
    x = net.before
    biases, normalization, kernels = convolution_parameters(net, section, len(x))
    size, step = section.integer("size", 1), section.integer("stride", 1)
    stride = (max(section.integer("stride_y", 0), 0) or step, max(section.integer("stride_x", 0), 0) or step)
    padding = padding_of(section, size)
    dilation = section.integer("dilation", 1) if size > 1 else 1
    blur = section.integer("antialiasing", 0)
    step = (1, 1) if blur else stride
    if section.integer("xnor", 0):
        x = binary_convolution(x, (biases, normalization, kernels), step, padding, dilation)
    else:
        x = correlate(x, kernels, section.integer("groups", 1), step, padding, dilation)
        if normalization:
            x = normalized(x, *normalization)
        x = x + biases[:, None, None]
    x = activate(x, section.text("activation", "logistic"))
    return blurred(x, blur, stride) if blur else x


def deconvolutional(net, section):
    x = net.before
    channels, height, width = x.shape
    filters, size, stride = (section.integer(key, 1) for key in ("filters", "size", "stride"))
    padding = padding_of(section, size)
    biases = net.weights.read("biases", filters)
    normalization = read_normalization(net.weights, filters) if section.integer("batch_normalize", 0) else None
    kernels = net.weights.read("weights", channels, filters, size, size)
    whole = np.zeros((filters, (height - 1) * stride + size, (width - 1) * stride + size))
    for row in range(height):
        for column in range(width):
            top, left = row * stride, column * stride
            whole[:, top:top + size, left:left + size] += np.tensordot(x[:, row, column], kernels, 1)
    y = whole[:, padding:whole.shape[1] - padding, padding:whole.shape[2] - padding]
    if normalization:
        y = normalized(y, *normalization)
    return activate(y + biases[:, None, None], section.text("activation", "logistic"))


def local(net, section):
    x = net.before
    channels, height, width = x.shape
    filters, size, stride = (section.integer(key, 1) for key in ("filters", "size", "stride"))
    pad = section.integer("pad", 0)
    rows = (height - (1 if pad else size)) // stride + 1
    columns = (width - (1 if pad else size)) // stride + 1
    biases = net.weights.read("biases", filters, rows, columns)
    kernels = net.weights.read("local", rows, columns, filters, channels, size, size)
    padded = np.pad(x, ((0, 0), (pad, pad + size), (pad, pad + size)))
    y = biases.copy()
    for row in range(rows):
        for column in range(columns):
            window = padded[:, row * stride:row * stride + size, column * stride:column * stride + size]
            y[:, row, column] += np.tensordot(kernels[row, column], window, 3)
    return activate(y, section.text("activation", "logistic"))


def implicit(net, section):
    filters, atoms = section.integer("filters", 128), section.integer("atoms", 1)
    return net.weights.read("implicit", filters, atoms, 1)


def connected(net, section):
    x = net.before.ravel()
    sums = dense(net.weights, x.size, section.integer("output", 1), section.integer("batch_normalize", 0))
    return activate(sums(x)[:, None, None], section.text("activation", "logistic"))


def batchnorm(net, section):
    biases = net.weights.read("biases", len(net.before))
    return normalized(net.before, *read_normalization(net.weights, len(biases))) + biases[:, None, None]


# Layers that change values where they are


def activation(net, section):
    return activate(net.before, section.text("activation", "linear"))


def logistic_layer(net, section):
    return logistic(net.before)


def l2norm(net, section):
    length = np.sqrt((net.before ** 2).sum(axis=0))
    return net.before / np.where(length > 0, length, 1)


def normalization(net, section):
    """Darknet's running sum: it begins with the first size / 2 channels and drops more than it took."""
    x, size = net.before, section.integer("size", 5)
    alpha, beta, kappa = (
        section.number(key, default) for key, default in (("alpha", 0.0001), ("beta", 0.75), ("kappa", 1.0)))
    squares = x ** 2
    total = kappa + alpha * squares[:size // 2].sum(axis=0)
    result = np.empty_like(x)
    for k in range(len(x)):
        if k > 0:
            gone, come = k - (size - 1) // 2 - 1, k + size // 2
            if gone >= 0:
                total = total - alpha * squares[gone]
            if come < len(x):
                total = total + alpha * squares[come]
        result[k] = x[k] * total ** -beta
    return result


def iseg(net, section):
    classes = section.integer("classes", 20)
    return np.concatenate([logistic(net.before[:classes]), net.before[classes:]])


# Pooling


def windows(section, x):
    """The windows of a pooling layer: for each output row and column, the part of x that it sees."""
    step = section.integer("stride", 1)
    stride_y, stride_x = section.integer("stride_y", step), section.integer("stride_x", step)
    size = section.integer("size", step)
    padding = section.integer("padding", size - 1)
    rows = (x.shape[1] + padding - size) // stride_y + 1
    columns = (x.shape[2] + padding - size) // stride_x + 1

    def cut(start):
        return slice(max(start, 0), max(start + size, 0))

    return [
        [x[:, cut(row * stride_y - padding // 2), cut(column * stride_x - padding // 2)]
         for column in range(columns)] for row in range(rows)]


def pooled(section, x, reduce):
    lines = [[reduce(window, axis=(1, 2)) for window in line] for line in windows(section, x)]
    return np.array(lines).transpose(2, 0, 1)


def maxpool(net, section):
    x = net.before
    if section.integer("maxpool_depth", 0):
        channels = section.integer("out_channels", 1)
        return np.array([x[first::channels].max(axis=0) for first in range(channels)])
    return pooled(section, x, np.max)


def local_avgpool(net, section):
    return pooled(section, net.before, np.mean)


def avgpool(net, section):
    return net.before.mean(axis=(1, 2), keepdims=True)


# Layers that combine or rearrange


def route(net, section):
    groups, group = section.integer("groups", 1), section.integer("group_id", 0)
    parts = []
    for number in section.integers("layers"):
        x = net.output(number)
        each = len(x) // groups
        parts.append(x[group * each:(group + 1) * each])
    if all(part.ndim == 3 and part.shape[1:] == parts[0].shape[1:] for part in parts):
        return np.concatenate(parts)
    return np.concatenate([part.ravel() for part in parts])


def shortcut_weights(net, section, count, channels):
    """One factor for each of the inputs, the layer before first: an array (inputs, channels or 1, 1, 1)."""
    kind = section.text("weights_type", "none")
    if kind == "none":
        return np.ones((count, 1, 1, 1))
    weights = net.weights.read("shortcut", count, channels if kind == "per_channel" else 1)
    normalization = section.text("weights_normalization", "none")
    if normalization in ("relu", "avg_relu"):
        weights = np.maximum(weights, 0.001)
        weights = weights / (1e-4 + weights.sum(axis=0))
    elif normalization == "softmax":
        weights = np.exp(weights - weights.max(axis=0))
        weights = weights / (1e-4 + weights.sum(axis=0))
    return weights[:, :, None, None]


def shortcut(net, section):
    x = net.before
    others = [net.output(number) for number in section.integers("from")]
    activation = section.text("activation", "linear")
    if "alpha" in section.options or "beta" in section.options or others[0].shape[1:] != x.shape[1:]:
        return activate(resampled_sum(section, x, others[0]), activation)
    weights = shortcut_weights(net, section, len(others) + 1, len(x))
    result = x * weights[0]
    for other, weight in zip(others, weights[1:]):
        common = min(len(x), len(other))
        result[:common] += other[:common] * np.broadcast_to(weight, (len(x), 1, 1))[:common]
    return activate(result, activation)


def resampled_sum(section, x, other):
    """Where both have a value, alpha · x + beta · other; where the strides skip x, x as it is."""
    alpha, beta = section.number("alpha", 1.0), section.number("beta", 1.0)
    stride = max(1, other.shape[2] // x.shape[2])
    sample = max(1, x.shape[2] // other.shape[2])
    result = x.copy()
    for k in range(min(len(x), len(other))):
        for j in range(min(x.shape[1], other.shape[1])):
            for i in range(min(x.shape[2], other.shape[2])):
                place = (k, j * sample, i * sample)
                result[place] = alpha * x[place] + beta * other[k, j * stride, i * stride]
    return result


def scale_channels(net, section):
    """The layer before has a factor a channel, or with scale_wh one a pixel: numpy spreads either."""
    product = net.output(section.integer("from", 0)) * net.before
    return activate(product, section.text("activation", "linear"))


def upsample(net, section):
    x, stride, scale = net.before, section.integer("stride", 2), section.number("scale", 1.0)
    if stride > 0:
        return scale * x.repeat(stride, axis=1).repeat(stride, axis=2)
    each = -stride
    channels, height, width = x.shape
    x = x[:, :height // each * each, :width // each * each]
    return scale * x.reshape(channels, height // each, each, width // each, each).sum(axis=(2, 4))


def reorg_places(channels, height, width, stride):
    """For each element of (channels, height, width), in order, its place in the blocks of stride × stride."""
    k, j, i = np.indices((channels, height, width)).reshape(3, -1)
    each = channels // stride ** 2
    channel, offset = k % each, k // each
    row, column = j * stride + offset // stride, i * stride + offset % stride
    return column + width * stride * (row + height * stride * channel)


def reorg(net, section):
    x, stride, reverse = net.before, section.integer("stride", 1), section.integer("reverse", 0)
    channels, height, width = x.shape
    if section.integer("extra", 0):
        return np.concatenate([x.ravel(), np.zeros(section.integer("extra", 0))])
    if section.integer("flatten", 0):
        shape = (height * width, channels) if reverse else (channels, height * width)
        return x.reshape(shape).T.reshape(x.shape)
    places = reorg_places(channels, height, width, stride)
    if reverse:
        result = np.empty(x.size)
        result[places] = x.ravel()
        return result.reshape(channels // stride ** 2, height * stride, width * stride)
    return x.ravel()[places].reshape(channels * stride ** 2, height // stride, width // stride)


def reorg3d(net, section):
    x, stride = net.before, section.integer("stride", 1)
    channels, height, width = x.shape
    if section.integer("reverse", 0):
        shape = channels // stride ** 2, height * stride, width * stride
        result = np.empty(x.size)
        result[reorg_places(*shape, stride)] = x.ravel()
        return result.reshape(shape)
    shape = channels * stride ** 2, height // stride, width // stride
    return x.ravel()[reorg_places(*shape, stride)].reshape(shape)


def crop(net, section):
    x = net.before
    height, width = section.integer("crop_height", 1), section.integer("crop_width", 1)
    top, left = (x.shape[1] - height) // 2, (x.shape[2] - width) // 2
    x = x[:, top:top + height, left:left + width]
    return x if section.integer("noadjust", 0) else 2 * x - 1


def unchanged(net, section):
    return net.before


# Heads


def tree_softmax(section, x):
    """The softmax over the first axis within every group of the section's tree."""
    return np.concatenate([softmax(x[group]) for group in read_groups(section.path("tree"))])


def grouped_softmax(net, section):
    if "tree" in section.options:
        return tree_softmax(section, net.before.ravel() / section.number("temperature", 1.0))
    groups = net.before.reshape(section.integer("groups", 1), -1)
    return softmax(groups.T, section.number("temperature", 1.0)).T.ravel()


def region(net, section):
    entries = section.integer("coords", 4) + 1 + section.integer("classes", 20)
    objectness = section.integer("coords", 4)
    background = section.integer("background", 0)
    anchors = net.before.reshape(section.integer("num", 1), entries, *net.before.shape[1:]).copy()
    for anchor in anchors:
        anchor[:2] = logistic(anchor[:2])
        if not background:
            anchor[objectness] = logistic(anchor[objectness])
        scores = anchor[objectness if background else objectness + 1:]
        if "tree" in section.options:
            anchor[objectness + 1:] = tree_softmax(section, anchor[objectness + 1:])
        elif section.integer("softmax", 0):
            scores[:] = softmax(scores)
        else:
            anchor[objectness + 1:] = logistic(anchor[objectness + 1:])
    return anchors.reshape(net.before.shape)


def yolo(net, section):
    count = len(section.integers("mask")) if "mask" in section.options else section.integer("num", 1)
    scale = section.number("scale_x_y", 1.0)
    anchors = net.before.reshape(count, 5 + section.integer("classes", 20), *net.before.shape[1:]).copy()
    for anchor in anchors:
        if not section.integer("new_coords", 0):
            anchor[:2] = logistic(anchor[:2])
            anchor[4:] = logistic(anchor[4:])
        anchor[:2] = scale * anchor[:2] - 0.5 * (scale - 1)
    return anchors.reshape(net.before.shape)


def gaussian_yolo(net, section):
    count = len(section.integers("mask")) if "mask" in section.options else section.integer("num", 1)
    scale = section.number("scale_x_y", 1.0)
    anchors = net.before.reshape(count, 9 + section.integer("classes", 20), *net.before.shape[1:]).copy()
    for anchor in anchors:
        # x, y and the four uncertainties; width and height, 4 and 6, stay.
        squashed = [0, 1, 2, 3, 5, *range(7, len(anchor))]
        anchor[squashed] = logistic(anchor[squashed])
        anchor[[0, 2]] = scale * anchor[[0, 2]] - 0.5 * (scale - 1)
    return anchors.reshape(net.before.shape)


def detection(net, section):
    values = net.before.flatten()
    classes = section.integer("classes", 1)
    if section.integer("softmax", 0):
        cells = values[:section.integer("side", 7) ** 2 * classes].reshape(-1, classes)
        cells[:] = softmax(cells.T).T
    return values


LAYERS = {
    "activation": activation,
    "avgpool": avgpool, "avg": avgpool,
    "batchnorm": batchnorm,
    "connected": connected, "conn": connected,
    "contrastive": unchanged,
    "convolutional": convolutional, "conv": convolutional,
    "cost": unchanged,
    "crop": crop,
    "deconvolutional": deconvolutional, "deconv": deconvolutional,
    "detection": detection,
    "dropout": unchanged,
    "empty": unchanged, "silence": unchanged,
    "Gaussian_yolo": gaussian_yolo,
    "implicit": implicit,
    "iseg": iseg,
    "l2norm": l2norm,
    "local": local,
    "local_avgpool": local_avgpool, "local_avg": local_avgpool,
    "logistic": logistic_layer,
    "maxpool": maxpool, "max": maxpool,
    "normalization": normalization, "lrn": normalization,
    "region": region,
    "reorg": reorg,
    "reorg3d": reorg3d,
    "route": route,
    "sam": scale_channels,
    "scale_channels": scale_channels,
    "shortcut": shortcut,
    "softmax": grouped_softmax, "soft": grouped_softmax,
    "upsample": upsample,
    "yolo": yolo,
    **RECURRENT_LAYERS,
}


def forward(sections, weights, inputs):
    """The output of every layer behind [net], for an image (channels, height, width) or the last of several."""
    weights, states = RereadableWeights(weights), {}
    for image in inputs if inputs.ndim == 4 else inputs[None]:
        weights.rewind()
        net = Net(image.astype(np.float64), weights, states)
        for section in sections[1:]:
            net.outputs.append(LAYERS[section.name](net, section))
    return net.outputs


def save(outputs, folder):
    """Writes layer_000.npy and so on; a vector of n values has the shape (n, 1, 1)."""
    os.makedirs(folder, exist_ok=True)
    for index, output in enumerate(outputs):
        shaped = output if output.ndim == 3 else output[:, None, None]
        np.save(os.path.join(folder, "layer_%03d.npy" % index), np.ascontiguousarray(shaped, "<f4"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("command", choices=["forward"])
    parser.add_argument("cfg")
    parser.add_argument("weights")
    parser.add_argument("--input", required=True)
    parser.add_argument("--output", required=True)
    options = parser.parse_args()
    inputs = np.load(options.input)
    save(forward(read_cfg(options.cfg), WeightsReader(options.weights), inputs), options.output)


if __name__ == "__main__":
    main()
