#!/usr/bin/env python3
"""Makes the expected values of the whole-network tests, from cfg files that are written by hand.

    make_fixtures.py                  all of them
    make_fixtures.py maxpool route    these networks

A folder of Tests/EngineTests/Fixtures/networks holds a net.cfg; this writes beside it net.weights and input.npy,
with random values that its name is the seed of, and layer_000.npy and so on, what reference.py makes of them. The
input is a sequence where [net] has time_steps.
Fixtures/weights holds what one network looks like in the forms of weights file that there are.
"""

import os
import struct
import sys
import zlib

import numpy as np

import reference
from darknet_files import WeightsReader, read_cfg

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "EngineTests", "Fixtures")

#: Of these networks the first channels of each normalisation have variances that are telling.
TELLING_VARIANCES = {"batch-normalization": [0, 1e-5, 40]}

#: The weights of these networks are larger than usual by a factor, to reach where functions bend.
GAINS = {"activations": 2.5, "conv_lstm-constrained": 4.0}

#: Versions of the weights files that are not AlexeyAB's.
VERSIONS = {"gru-original": (0, 2, 0), "lstm-original": (0, 2, 0), "gru-transposed": (1001, 0, 0)}


class WeightsMaker:
    """Takes the place of a WeightsReader: makes up what is read, and remembers it."""

    transposed = False

    def __init__(self, random, variances=(), gain=1.0, dialect="alexeyab"):
        self.random = random
        self.dialect = dialect
        self.variances = variances
        self.gain = gain
        self.arrays = []

    def read(self, name, *shape):
        values = self.values(name, shape).astype(np.float32).astype(np.float64)
        self.arrays.append((name, values))
        return values

    def values(self, name, shape):
        if name == "weights":
            return self.random.normal(0, self.gain * np.sqrt(2 / np.prod(shape[1:])), shape)
        if name == "local":
            return self.random.normal(0, np.sqrt(2 / np.prod(shape[3:])), shape)
        if name == "shortcut":
            return self.random.uniform(-0.3, 1, shape)
        if name == "scales":
            return self.random.uniform(0.5, 1.5, shape) * self.random.choice([1, 1, 1, -1], shape)
        if name == "rolling_variance":
            values = self.random.uniform(0.5, 1.5, shape)
            count = min(len(self.variances), len(values))
            values[:count] = self.variances[:count]
            return values
        return self.random.normal(0, 0.4, shape)

    def write(self, path, header, transpose=()):
        """Writes the file; the matrices of these numbers, counted over the file, are turned around."""
        matrices = 0
        with open(path, "wb") as file:
            file.write(header)
            for name, values in self.arrays:
                if name == "weights":
                    values = values.T if matrices in transpose else values
                    matrices += 1
                file.write(np.ascontiguousarray(values, "<f4").tobytes())


def header(major, minor, revision, seen=3200):
    wide = major * 10 + minor >= 2 and major < 1000 and minor < 1000
    return struct.pack("<iiiQ" if wide else "<iiiI", major, minor, revision, seen)


def random_for(name):
    return np.random.Generator(np.random.PCG64(zlib.crc32(name.encode())))


def make_input(folder, sections, random):
    net = sections[0]
    shape = [net.integer(key, 0) for key in ("channels", "height", "width")]
    if "width" not in net.options:
        shape = [net.integer("inputs", 0), 1, 1]
    if "time_steps" in net.options:
        shape = [net.integer("time_steps", 1)] + shape
    image = random.uniform(0, 1, shape).astype(np.float32)
    np.save(os.path.join(folder, "input.npy"), image)
    return image


def remove_layers(folder):
    for file in os.listdir(folder):
        if file.startswith("layer_"):
            os.remove(os.path.join(folder, file))


def make_network(name):
    folder = os.path.join(FIXTURES, "networks", name)
    remove_layers(folder)
    sections, random = read_cfg(os.path.join(folder, "net.cfg")), random_for(name)
    image = make_input(folder, sections, random)
    version = VERSIONS.get(name, (0, 2, 5))
    maker = WeightsMaker(
        random, TELLING_VARIANCES.get(name, ()), GAINS.get(name, 1.0),
        "alexeyab" if version[2] == 5 else "pjreddie")
    outputs = reference.forward(sections, maker, image)
    # In networks of version 1001 all matrices are of connected layers.
    transpose = range(len(maker.arrays)) if version[0] > 1000 else ()
    maker.write(os.path.join(folder, "net.weights"), header(*version), transpose)
    save(outputs, folder, sections)


def save(outputs, folder, sections):
    """Writes the layers, but for losses, which have no values."""
    reference.save(outputs, folder)
    for index, section in enumerate(sections[1:]):
        if section.name in ("cost", "contrastive"):
            os.remove(os.path.join(folder, "layer_%03d.npy" % index))


def make_weights_files():
    """One network, with the same parameters, in the forms of weights file."""
    folder = os.path.join(FIXTURES, "weights")
    remove_layers(folder)
    sections, random = read_cfg(os.path.join(folder, "net.cfg")), random_for("weights")
    image = make_input(folder, sections, random)
    maker = WeightsMaker(random)
    outputs = reference.forward(sections, maker, image)
    reference.save(outputs, folder)
    connected = {
        index for index, section in enumerate(
            section for section in sections if section.name in ("convolutional", "connected"))
        if section.name == "connected"}
    forms = {
        "version-0.1": (header(0, 1, 0), ()),
        "version-0.2": (header(0, 2, 0), ()),
        "version-0.2.5": (header(0, 2, 5), ()),
        "transposed-minor": (header(0, 1001, 0), connected),
        "transposed-major": (header(1001, 0, 0), connected),
    }
    for form, (head, transpose) in forms.items():
        path = os.path.join(folder, form + ".weights")
        maker.write(path, head, transpose)
        again = reference.forward(sections, WeightsReader(path), image)
        assert all(np.allclose(a, b, rtol=1e-12) for a, b in zip(outputs, again)), form


def main():
    names = sys.argv[1:] or sorted(os.listdir(os.path.join(FIXTURES, "networks")))
    for name in names:
        make_network(name)
    if not sys.argv[1:]:
        make_weights_files()


if __name__ == "__main__":
    main()
