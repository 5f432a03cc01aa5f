"""A Darknet cfg as a PyTorch network: the few section types `cfg/signs.cfg` uses."""

import torch
from torch import nn

LEAK = 0.1
EPSILON = 1e-5
"""Batch normalisation's, inside the root, as Darknet's readers have it."""


def read_cfg(path):
    """The sections of a cfg: pairs of name and options (all text), in order."""
    sections = []
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line.startswith("["):
            sections.append((line.strip("[]"), {}))
        elif line:
            key, value = line.split("=", 1)
            sections[-1][1][key.strip()] = value.strip()
    return sections


def numbers(text):
    """A list of numbers separated by commas."""
    return [float(value) for value in text.split(",")]


class Convolution(nn.Module):
    """[convolutional]: weights, batch normalisation or biases, leaky or linear."""

    def __init__(self, channels, options):
        super().__init__()
        size, filters = int(options["size"]), int(options["filters"])
        normalized = options.get("batch_normalize") == "1"
        self.weights = nn.Conv2d(channels, filters, size, int(options["stride"]), size // 2,
                                 bias=not normalized)
        self.norm = nn.BatchNorm2d(filters, eps=EPSILON, momentum=0.05) if normalized else None
        self.leaky = options["activation"] == "leaky"

    def forward(self, x):
        x = self.weights(x)
        if self.norm is not None:
            x = self.norm(x)
        return nn.functional.leaky_relu(x, LEAK) if self.leaky else x


class Reorg(nn.Module):
    """[reorg]: not the picture's space-to-depth, but Darknet's.

    The values of (c, h, w) are read as (c/s², h·s, w·s), rearranged block by block into c planes
    of h × w, and these values are then read as (c·s², h/s, w/s).
    """

    def __init__(self, stride):
        super().__init__()
        self.stride = stride

    def forward(self, x):
        batch, c, h, w = x.shape
        s = self.stride
        blocks = x.contiguous().reshape(batch, c // (s * s), h, s, w, s)
        planes = blocks.permute(0, 3, 5, 1, 2, 4)
        return planes.reshape(batch, c * s * s, h // s, w // s)


class Network(nn.Module):
    """All layers of a cfg up to its [region], whose input is what `forward` returns."""

    def __init__(self, sections):
        super().__init__()
        self.layers = nn.ModuleList()
        self.inputs = []
        channels = [int(sections[0][1]["channels"])]
        for index, (kind, options) in enumerate(sections[1:]):
            sources, layer, count = [index - 1], nn.Identity(), channels[-1]
            if kind == "convolutional":
                layer, count = Convolution(channels[-1], options), int(options["filters"])
            elif kind == "maxpool":
                layer = nn.MaxPool2d(int(options["size"]), int(options["stride"]))
            elif kind == "reorg":
                layer, count = Reorg(int(options["stride"])), count * int(options["stride"]) ** 2
            elif kind == "route":
                values = [int(value) for value in numbers(options["layers"])]
                sources = [value if value >= 0 else index + value for value in values]
                count = sum(channels[source + 1] for source in sources)
            elif kind == "region":
                break
            else:
                raise ValueError(f"[{kind}] is not one of the sections known here")
            self.layers.append(layer)
            self.inputs.append(sources)
            channels.append(count)

    def forward(self, x):
        outputs = []
        for layer, sources in zip(self.layers, self.inputs):
            parts = [outputs[source] if source >= 0 else x for source in sources]
            outputs.append(layer(torch.cat(parts, dim=1) if len(parts) > 1 else parts[0]))
        return outputs[-1]

    def convolutions(self):
        """The layers that have values in a weights file, in its order."""
        return [layer for layer in self.layers if isinstance(layer, Convolution)]
