"""The rendered sets: which scene numbers belong to which, and how they lie on disk."""

import json
from dataclasses import asdict, dataclass
from multiprocessing import Pool

import cv2
import numpy as np

from .scene import render


@dataclass(frozen=True)
class Split:
    """Scenes `first` to `first + count - 1`, rendered at one size."""

    name: str
    first: int
    count: int
    width: int
    height: int


TRAINING = Split("training", 0, 4000, 640, 480)
VALIDATION = Split("validation", 1_000_000, 120, 640, 480)
HELD_OUT = Split("held-out", 2_000_000, 500, 800, 600)


def _quiet():
    cv2.setNumThreads(1)


def _store(task):
    """Renders one scene into its place of the array file; returns its truths."""
    path, place, seed, width, height = task
    picture, truths = render(seed, width, height)
    pictures = np.load(path, mmap_mode="r+")
    pictures[place] = picture
    return [
        (place, t.label, t.left / width, t.top / height, t.right / width, t.bottom / height, t.hard)
        for t in truths
    ]


def render_arrays(split, folder, workers):
    """Renders `split` to `NAME.npy` (pictures) and `NAME-truths.npy` (edges as shares)."""
    path = folder / f"{split.name}.npy"
    shape = (split.count, split.height, split.width, 3)
    np.lib.format.open_memmap(path, mode="w+", dtype=np.uint8, shape=shape).flush()
    tasks = [(path, i, split.first + i, split.width, split.height) for i in range(split.count)]
    with Pool(workers, _quiet) as pool:
        rows = [row for rows in pool.imap(_store, tasks, chunksize=16) for row in rows]
    np.save(folder / f"{split.name}-truths.npy", np.array(rows, np.float32))


def _save_picture(task):
    """Renders one held-out scene as a PNG file; returns its truths."""
    path, seed, width, height = task
    picture, truths = render(seed, width, height)
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_PNG_COMPRESSION, 2])
    return [{key: _plain(value) for key, value in asdict(t).items()} for t in truths]


def _plain(value):
    return value.item() if isinstance(value, np.generic) else value


def render_pictures(split, folder, workers):
    """Renders `split` to PNG files in `folder/NAME`, and their truths to `NAME.json`."""
    target = folder / split.name
    target.mkdir(exist_ok=True)
    paths = [target / f"{split.first + i}.png" for i in range(split.count)]
    tasks = [(p, split.first + i, split.width, split.height) for i, p in enumerate(paths)]
    with Pool(workers, _quiet) as pool:
        truths = pool.map(_save_picture, tasks, chunksize=8)
    named = {path.name: found for path, found in zip(paths, truths)}
    (folder / f"{split.name}.json").write_text(json.dumps(named))


class Pictures:
    """A rendered set, read as needed."""

    def __init__(self, split, folder):
        self.pixels = np.load(folder / f"{split.name}.npy", mmap_mode="r")
        rows = np.load(folder / f"{split.name}-truths.npy")
        self.truths = [np.empty((0, 6), np.float32) for _ in range(len(self.pixels))]
        for place in np.unique(rows[:, 0]).astype(int):
            self.truths[place] = rows[rows[:, 0] == place, 1:]
        self.boxes = rows

    def __len__(self):
        return len(self.pixels)
