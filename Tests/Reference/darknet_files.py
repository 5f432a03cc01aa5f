"""Darknet's file formats: network descriptions (.cfg), trees of classes and weights."""

import os
import re
import struct

import numpy as np


class Section:
    """One [section] of a cfg file; of a repeated key the first value counts."""

    def __init__(self, name, folder=""):
        self.name = name
        self.folder = folder
        self.options = {}

    def text(self, key, default=""):
        return self.options.get(key, default)

    def integer(self, key, default):
        return leading_integer(self.options[key]) if key in self.options else default

    def number(self, key, default):
        return float(self.options[key]) if key in self.options else default

    def path(self, key):
        """The path of the file that the section names, which is looked for beside the cfg."""
        return os.path.join(self.folder, self.options[key])

    def integers(self, key):
        return [leading_integer(item) for item in self.options[key].split(",")]


def leading_integer(text):
    """The integer that text starts with; 0 if there is none, as C's atoi has it."""
    match = re.match(r"[+-]?\d+", text)
    return int(match.group()) if match else 0


def read_cfg(path):
    """The sections of a cfg file, [net] first. Blanks count nowhere, not even inside a line."""
    sections = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = re.sub(r"\s", "", line).split("#")[0]
            if not line or line[0] == ";":
                continue
            if line[0] == "[":
                sections.append(Section(line[1:-1], os.path.dirname(path)))
            else:
                key, _, value = line.partition("=")
                sections[-1].options.setdefault(key, value)
    return sections


def read_groups(path):
    """The groups of a tree of classes, as slices: consecutive lines whose parent is the same."""
    with open(path, encoding="utf-8") as file:
        parents = [int(line.split()[1]) for line in file]
    starts = [index for index in range(len(parents)) if index == 0 or parents[index] != parents[index - 1]]
    return [slice(start, end) for start, end in zip(starts, starts[1:] + [len(parents)])]


class WeightsReader:
    """Cuts arrays out of a weights file, one after the other."""

    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        major, minor, revision = struct.unpack_from("<iii", data)
        wide = major * 10 + minor >= 2 and major < 1000 and minor < 1000
        #: Whether the matrices of [connected] are stored input by input.
        self.transposed = major > 1000 or minor > 1000
        #: Whose order of arrays recurrent layers have.
        self.dialect = "alexeyab" if revision == 5 else "pjreddie"
        self.values = np.frombuffer(data, "<f4", offset=20 if wide else 16).astype(np.float64)
        self.position = 0

    def read(self, name, *shape):
        """The next array of the file; its name is for those who write files, see make_fixtures.py."""
        count = int(np.prod(shape))
        values = self.values[self.position:self.position + count]
        self.position += count
        return values.reshape(shape)
