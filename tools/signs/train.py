"""The model's maker: `train.py all` renders, finds anchors, trains and writes the weights."""

import argparse
import pathlib
import re
import time

import torch

from roadsigns import dataset, training
from roadsigns.anchors import anchors

HERE = pathlib.Path(__file__).resolve().parent
CFG = HERE.parent.parent / "cfg" / "signs.cfg"
STEPS = 5200


def render(folder, scenes):
    """Renders what is trained on; `scenes` limits each set for a trial."""
    for split in (dataset.TRAINING, dataset.VALIDATION):
        small = dataset.Split(split.name, split.first, min(split.count, scenes), split.width,
                              split.height)
        dataset.render_arrays(small, folder, training.WORKERS)


def write_anchors(folder):
    """Puts k-means' anchors into the cfg."""
    rows = dataset.Pictures(dataset.TRAINING, folder).boxes
    found, quality = anchors(rows)
    text = ",  ".join(f"{w:.2f},{h:.2f}" for w, h in found)
    print(f"anchors {text}; mean IoU {quality:.3f} over {len(rows)} boxes")
    cfg = re.sub(r"(?m)^anchors = .*$", f"anchors = {text}", CFG.read_text(encoding="utf-8"))
    CFG.write_text(cfg, encoding="utf-8")


def train(folder, steps):
    """Trains and writes `cfg/signs.weights`."""
    (folder / "meeting-point").unlink(missing_ok=True)
    arguments = (CFG, folder, CFG.with_suffix(".weights"), steps)
    torch.multiprocessing.spawn(training.run, arguments, nprocs=training.WORKERS)


def main():
    """Reads the command line and does one stage, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("all", "render", "anchors", "train"))
    parser.add_argument("--folder", type=pathlib.Path, default=HERE / "build",
                        help="for rendered pictures: 4 GB (build)")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--scenes", type=int, default=10**9, help="at most so many of each set")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    stages = {
        "render": lambda: render(options.folder, options.scenes),
        "anchors": lambda: write_anchors(options.folder),
        "train": lambda: train(options.folder, options.steps),
    }
    for name, stage in stages.items():
        if options.stage in (name, "all"):
            start = time.monotonic()
            stage()
            print(f"{name}: {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
