"""Windows: parts of a scene around its signs, at about the size the network sees them.

They hold most of what there is to learn in a third of a whole picture's pixels.
"""

import cv2
import numpy as np

SIZE = 256
"""Pixels of a window, across and down."""
_NETWORK = 416
_EACH = 3
_VISIBLE = 0.4
"""A sign of which the window shows less is no object of it."""


def _scales(rng, width, height):
    """Pixels of the window for one of the scene's, across and down: letterboxed or stretched."""
    zoom = np.exp(rng.uniform(-0.3, 0.35))
    if rng.random() < 0.4:
        return np.array([_NETWORK / width, _NETWORK / height]) * zoom
    return np.array([1.0, 1.0]) * _NETWORK / max(width, height) * zoom


def _offset(rng, scales, size, boxes):
    """Where the scene's origin comes to lie in the window: a sign is inside for most."""
    room = SIZE - size * scales
    if len(boxes) and rng.random() < 0.9:
        _, left, top, right, bottom = boxes[rng.integers(len(boxes))]
        center = np.array([left + right, top + bottom]) / 2 * scales
        wanted = rng.uniform(0.12, 0.88, 2) * SIZE - center
    else:
        wanted = rng.uniform(np.minimum(room, 0), np.maximum(room, 0))
    # Grey beside the scene is for letterboxed pictures, and no more of it than they have.
    slack = SIZE * 0.15
    return np.clip(wanted, np.minimum(room, 0) - slack, np.maximum(room, 0) + slack)


def _inside(boxes, scales, offset):
    """The boxes as the window shows them."""
    found = []
    for label, *edges in boxes:
        edges = np.array(edges) * np.tile(scales, 2) + np.tile(offset, 2)
        shown = np.clip(edges, 0, SIZE)
        width, height = shown[2] - shown[0], shown[3] - shown[1]
        whole = (edges[2] - edges[0]) * (edges[3] - edges[1])
        if min(width, height) >= 4 and width * height >= _VISIBLE * whole:
            found.append((label, *shown))
    return found


def windows(rng, picture, boxes):
    """Pairs of a window (uint8, 256×256) and its boxes (label, left, top, right, bottom)."""
    height, width = picture.shape[:2]
    for _ in range(_EACH if boxes else 1):
        scales = _scales(rng, width, height)
        offset = _offset(rng, scales, np.array([width, height]), boxes)
        matrix = np.array([[scales[0], 0, offset[0] + scales[0] / 2 - 0.5],
                           [0, scales[1], offset[1] + scales[1] / 2 - 0.5]])
        part = cv2.warpAffine(picture, matrix, (SIZE, SIZE), flags=cv2.INTER_LINEAR,
                              borderMode=cv2.BORDER_CONSTANT, borderValue=(127, 127, 127))
        yield part, _inside(boxes, scales, offset)
