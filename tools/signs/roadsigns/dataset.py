"""The rendered sets: which scene numbers belong to which, and how they lie on disk.

What is learnt has YOLO labels (`class x y width height`, shares of the picture, in NUMBER.txt beside
NUMBER.jpg); what is measured has VOC annotations, which know signs that count neither way.
"""

from dataclasses import dataclass
from multiprocessing import Pool
from xml.etree import ElementTree

import cv2
import numpy as np

from .classes import CLASSES
from .scene import render
from .windows import windows

WORKERS = 2
_QUALITY = 92


@dataclass(frozen=True)
class Split:
    """Scenes `first` to `first + count - 1`, rendered at one size."""

    name: str
    first: int
    count: int
    width: int
    height: int


TRAINING = Split("training", 0, 16_000, 640, 480)
HELD_OUT = Split("held-out", 2_000_000, 500, 800, 600)


def _quiet():
    cv2.setNumThreads(1)


def _write(path, picture, *how):
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), list(how))


def _write_labels(path, boxes, width, height):
    """YOLO labels of boxes (label, left, top, right, bottom) in pixels."""
    lines = [f"{label} {(left + right) / 2 / width:.6f} {(top + bottom) / 2 / height:.6f} "
             f"{(right - left) / width:.6f} {(bottom - top) / height:.6f}\n"
             for label, left, top, right, bottom in boxes]
    path.write_text("".join(lines), encoding="utf-8")


def _to_learn(task):
    """Renders one scene, whole and in windows; returns the paths of both."""
    folder, seed, width, height = task
    picture, truths = render(seed, width, height)
    boxes = [(t.label, t.left, t.top, t.right, t.bottom) for t in truths if t.learnt]
    whole = folder / "scenes" / f"{seed}.jpg"
    _write(whole, picture, cv2.IMWRITE_JPEG_QUALITY, _QUALITY)
    _write_labels(whole.with_suffix(".txt"), boxes, width, height)
    parts = []
    rng = np.random.default_rng([21, seed])
    for number, (part, inside) in enumerate(windows(rng, picture, boxes)):
        parts.append(folder / "windows" / f"{seed}-{number}.jpg")
        _write(parts[-1], part, cv2.IMWRITE_JPEG_QUALITY, _QUALITY)
        _write_labels(parts[-1].with_suffix(".txt"), inside, part.shape[1], part.shape[0])
    return whole, parts


def _annotation(name, truths, width, height):
    """A VOC annotation; signs that count neither way are `difficult`."""
    root = ElementTree.Element("annotation")
    ElementTree.SubElement(root, "filename").text = name
    size = ElementTree.SubElement(root, "size")
    for key, value in (("width", width), ("height", height), ("depth", 3)):
        ElementTree.SubElement(size, key).text = str(value)
    for truth in truths:
        thing = ElementTree.SubElement(root, "object")
        ElementTree.SubElement(thing, "name").text = CLASSES[truth.label]
        ElementTree.SubElement(thing, "difficult").text = str(int(truth.hard))
        box = ElementTree.SubElement(thing, "bndbox")
        # VOC counts pixels from 1, and the last one is inside.
        for key, edge in (("xmin", truth.left + 1), ("ymin", truth.top + 1),
                          ("xmax", truth.right), ("ymax", truth.bottom)):
            ElementTree.SubElement(box, key).text = f"{edge:.3f}"
    ElementTree.indent(root)
    return ElementTree.ElementTree(root)


def _to_measure(task):
    """Renders one scene with its annotation; returns its path."""
    folder, seed, width, height = task
    picture, truths = render(seed, width, height)
    path = folder / f"{seed}.png"
    _write(path, picture, cv2.IMWRITE_PNG_COMPRESSION, 2)
    _annotation(path.name, truths, width, height).write(path.with_suffix(".xml"))
    return path


def _list(path, pictures):
    path.write_text("".join(f"{picture}\n" for picture in pictures), encoding="utf-8")


def _rendered(work, split, folder):
    tasks = [(folder, split.first + i, split.width, split.height) for i in range(split.count)]
    with Pool(WORKERS, _quiet) as pool:
        return pool.map(work, tasks, chunksize=16)


def render_training(folder, split=TRAINING):
    """Renders what is learnt into `folder`, with lists `scenes.txt` and `windows.txt`."""
    for name in ("scenes", "windows"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    made = _rendered(_to_learn, split, folder)
    _list(folder / "scenes.txt", [whole for whole, _ in made])
    _list(folder / "windows.txt", [part for _, parts in made for part in parts])


def render_held_out(folder, split=HELD_OUT):
    """Renders what is measured on into `folder/held-out`, with the list `held-out.txt`."""
    (folder / split.name).mkdir(parents=True, exist_ok=True)
    _list(folder / f"{split.name}.txt", _rendered(_to_measure, split, folder / split.name))
