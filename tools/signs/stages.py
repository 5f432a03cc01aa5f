"""Writes the cfg of each stage of training: `cfg/signs.cfg` with other [net] keys and another head.

The signs are learnt under a `[yolo]` head and used under a `[region]` head. Both read the same numbers
as the same boxes, so the weights fit either; but `[yolo]` learns objectness by cross-entropy, whose
gradient does not fade where a box is surely wrong, and boxes by their complete overlap.
"""

import argparse
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
CFG = HERE.parent.parent / "cfg" / "signs.cfg"
STRIDE = 16
"""Pixels of the network's input to a cell: `[region]` has anchors in cells, `[yolo]` in pixels."""

NET = """[net]
batch = {batch}
subdivisions = 1
width = {size}
height = {size}
channels = 3
adam = 1
momentum = 0.9
decay = 0.0005
learning_rate = {rate}
burn_in = 200
policy = poly
power = 1
max_batches = {iterations}
hue = 0.02
saturation = {color}
exposure = {color}
flip = 0
"""

YOLO = """[yolo]
mask = 0,1,2,3,4
anchors = {anchors}
num = 5
classes = 10
jitter = {jitter}
ignore_thresh = 0.6
truth_thresh = 1
iou_thresh = 0.6
iou_loss = ciou
iou_normalizer = 0.07
label_smooth_eps = 0.01
random = 0
"""

STAGES = {
    "windows": {"batch": 32, "size": 256, "rate": 0.004, "iterations": 12000, "color": 1.4, "jitter": 0},
    "scenes": {"batch": 16, "size": 416, "rate": 0.002, "iterations": 10000, "color": 1.3, "jitter": 0.2},
}


def pixels(cfg):
    """The anchors of the `[region]` head, in pixels."""
    numbers = re.search(r"(?m)^anchors = (.*)$", cfg).group(1).split(",")
    return ", ".join(f"{float(number) * STRIDE:g}" for number in numbers)


def stage(cfg, **values):
    """The text of a stage's cfg."""
    body = cfg[cfg.index("# Layers 0 to 4"):cfg.index("# Anchors are")]
    return NET.format(**values) + "\n" + body + YOLO.format(anchors=pixels(cfg), **values)


def main():
    """Writes WINDOWS.cfg and SCENES.cfg into the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    folder = parser.parse_args().folder
    cfg = CFG.read_text(encoding="utf-8")
    for name, values in STAGES.items():
        (folder / f"{name}.cfg").write_text(stage(cfg, **values), encoding="utf-8")


if __name__ == "__main__":
    main()
