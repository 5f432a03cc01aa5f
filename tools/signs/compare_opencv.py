"""Compares `darknet-swift detect signs` with OpenCV's reader of Darknet's files.

Both get the same pictures, stretched by OpenCV to 416×416 beforehand, so that only the reading
of cfg and weights and the network's arithmetic can differ. OpenCV suppresses overlaps above 0.4 by
itself, class by class; the program is told to do the same.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import cv2
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
CFG = HERE.parent.parent / "cfg" / "signs.cfg"
SIZE, CONFIDENCE, OVERLAP = 416, 0.25, 0.4
NEAR_PIXELS, NEAR_SCORE = 0.05, 0.001
"""Tolerances: boxes in pixels of 416, and scores. Sums of floats in another order."""


def by_opencv(net, picture):
    """OpenCV's boxes of a picture (BGR): sorted lists of class, score, left, top, width, height."""
    net.setInput(cv2.dnn.blobFromImage(picture, 1 / 255.0, (SIZE, SIZE), swapRB=True))
    rows = np.concatenate([out.reshape(-1, out.shape[-1])
                           for out in net.forward(net.getUnconnectedOutLayersNames())])
    found = []
    for x, y, w, h, _, *scores in rows.tolist():
        box = ((x - w / 2) * SIZE, (y - h / 2) * SIZE, w * SIZE, h * SIZE)
        found += [[label, score, *box] for label, score in enumerate(scores) if score > CONFIDENCE]
    return sorted(found)


def by_program(program, paths):
    """The program's boxes, a sorted list for each picture."""
    result = subprocess.run([program, "detect", CFG, CFG.with_suffix(".weights"), *paths,
                             "--resize", "stretch", "--thresh", str(CONFIDENCE), "--nms",
                             str(OVERLAP), "--format", "json", "--quiet"],
                            check=True, capture_output=True, text=True)
    return [
        sorted([one["class_id"], one["confidence"], *(one["box"][key] for key in
                                                      ("x", "y", "width", "height"))]
               for one in picture["detections"])
        for picture in json.loads(result.stdout)
    ]


def main():
    """Compares on the pictures given; exits with 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="a release build of darknet-swift")
    parser.add_argument("pictures", nargs="+")
    options = parser.parse_args()
    net = cv2.dnn.readNetFromDarknet(str(CFG), str(CFG.with_suffix(".weights")))
    net.setPreferableBackend(cv2.dnn.DNN_BACKEND_OPENCV)
    with tempfile.TemporaryDirectory() as scratch:
        paths, theirs = [], []
        for number, name in enumerate(options.pictures):
            small = cv2.resize(cv2.imread(name), (SIZE, SIZE), interpolation=cv2.INTER_AREA)
            paths.append(pathlib.Path(scratch) / f"{number:05}.png")
            cv2.imwrite(str(paths[-1]), small)
            theirs.append(by_opencv(net, small))
        ours = by_program(options.program, paths)
    boxes, pixels, score = 0, 0.0, 0.0
    for name, mine, other in zip(options.pictures, ours, theirs):
        if [row[0] for row in mine] != [row[0] for row in other]:
            sys.exit(f"{name}: {mine} here, {other} in OpenCV")
        for a, b in zip(mine, other):
            score = max(score, abs(a[1] - b[1]))
            pixels = max([pixels] + [abs(p - q) for p, q in zip(a[2:], b[2:])])
            boxes += 1
    print(f"{len(ours)} pictures, {boxes} boxes: at most {pixels:.5f} pixels and {score:.6f} "
          f"of score apart (OpenCV {cv2.__version__})")
    if pixels > NEAR_PIXELS or score > NEAR_SCORE:
        sys.exit(1)


if __name__ == "__main__":
    main()
