"""Measures `darknet-swift detect signs` on held-out scenes: mAP at an overlap of a half."""

import argparse
import json
import pathlib
import subprocess
import tempfile

import numpy as np

from roadsigns import dataset
from roadsigns.classes import CLASSES
from roadsigns.score import average_precision

HERE = pathlib.Path(__file__).resolve().parent
CFG = HERE.parent.parent / "cfg" / "signs.cfg"
LEAST_CONFIDENCE = "0.005"
"""As Darknet's own validation has it."""


def detections(program, folder, resize):
    """What the program finds in the pictures of `folder`: (picture, label, score, edges)."""
    with tempfile.TemporaryDirectory() as scratch:
        output = pathlib.Path(scratch) / "found.jsonl"
        subprocess.run([program, "detect", CFG, CFG.with_suffix(".weights"), folder, "--resize",
                        resize, "--thresh", LEAST_CONFIDENCE, "--format", "jsonl", "--output",
                        output, "--quiet"], check=True)
        lines = output.read_text(encoding="utf-8").splitlines()
    found = []
    for picture in map(json.loads, lines):
        name = pathlib.Path(picture["image"]).name
        for one in picture["detections"]:
            box = one["box"]
            edges = (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
            found.append((name, one["class_id"], one["confidence"], edges))
    return found


def held_out(folder):
    """The held-out truths, rendered if they are not there yet."""
    path = folder / f"{dataset.HELD_OUT.name}.json"
    if not path.exists():
        dataset.render_pictures(dataset.HELD_OUT, folder, 2)
    return {
        name: [(t["label"], (t["left"], t["top"], t["right"], t["bottom"]), t["hard"])
               for t in found]
        for name, found in json.loads(path.read_text(encoding="utf-8")).items()
    }


def report(truths, found):
    """Prints the table and returns the mean."""
    values = []
    for label, name in enumerate(CLASSES):
        value, total = average_precision(label, truths, found)
        values.append(value)
        print(f"| {name} | {total} | {value:.3f} |")
    print(f"| **mean** | | **{np.mean(values):.3f}** |")
    return float(np.mean(values))


def main():
    """Reads the command line, measures letterboxed and stretched."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="a release build of darknet-swift")
    parser.add_argument("--folder", type=pathlib.Path, default=HERE / "build")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    truths = held_out(options.folder)
    for resize in ("letterbox", "stretch"):
        print(f"\n{resize}, {len(truths)} scenes\n\n| class | signs | AP@0.5 |\n|---|---|---|")
        found = detections(options.program, options.folder / dataset.HELD_OUT.name, resize)
        report(truths, found)


if __name__ == "__main__":
    main()
