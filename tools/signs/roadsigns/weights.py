"""Writes and reads Darknet's .weights files (version 0.2.0: 20 bytes of header)."""

import copy
import struct

import numpy as np
import torch


def _arrays(layer):
    """A convolution's arrays in the file's order."""
    if layer.norm is None:
        return [layer.weights.bias, layer.weights.weight]
    norm = layer.norm
    return [norm.bias, norm.weight, norm.running_mean, norm.running_var, layer.weights.weight]


def with_unit_variance(network):
    """A copy that computes the same, every channel scaled to a variance of 1.

    Readers of Darknet's files add 1e-5, 1e-6 or something outside the root; beside a variance
    of 1 this cannot be seen, beside a small one it can.
    """
    result = copy.deepcopy(network)
    with torch.no_grad():
        for layer in result.convolutions():
            if layer.norm is not None:
                factor = (layer.norm.running_var + layer.norm.eps).rsqrt()
                layer.weights.weight.mul_(factor[:, None, None, None])
                layer.norm.running_mean.mul_(factor)
                layer.norm.running_var.fill_(1 - layer.norm.eps)
    return result


def save(network, path, seen):
    """Writes all values of `network`; `seen` is the number of pictures it was trained on."""
    with open(path, "wb") as file:
        file.write(struct.pack("<iiiQ", 0, 2, 0, seen))
        for layer in with_unit_variance(network).convolutions():
            for array in _arrays(layer):
                values = array.detach().to(torch.float32).contiguous().cpu().numpy()
                file.write(values.astype("<f4").tobytes())


def load(network, path):
    """Reads what `save` wrote into `network`; the file must fit exactly."""
    with open(path, "rb") as file:
        content = file.read()
    if struct.unpack("<iii", content[:12]) != (0, 2, 0):
        raise ValueError(f"{path}: not a weights file of version 0.2.0")
    values = np.frombuffer(content[20:], "<f4")
    place = 0
    with torch.no_grad():
        for layer in network.convolutions():
            for array in _arrays(layer):
                piece = values[place:place + array.numel()]
                array.copy_(torch.from_numpy(piece.copy()).reshape(array.shape))
                place += array.numel()
    if place != len(values):
        raise ValueError(f"{path}: {len(values)} values, the network has {place}")
