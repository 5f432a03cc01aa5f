"""Renders the sets into a folder: `render.py FOLDER` all, with `--set` one of them."""

import argparse
import dataclasses
import pathlib
import time

from roadsigns import dataset

SETS = {
    "training": (dataset.render_training, dataset.TRAINING),
    "held-out": (dataset.render_held_out, dataset.HELD_OUT),
}


def main():
    """Reads the command line and renders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--set", choices=SETS, help="this one alone")
    parser.add_argument("--scenes", type=int, default=10**9, help="at most so many of each set")
    options = parser.parse_args()
    folder = options.folder.resolve()
    for name, (work, split) in SETS.items():
        if options.set in (None, name):
            start = time.monotonic()
            count = min(split.count, options.scenes)
            work(folder, dataclasses.replace(split, count=count))
            print(f"{name}: {count} scenes, {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
