"""Batches: windows of the training pictures as the network's input would show them."""

import cv2
import numpy as np

NETWORK = 416
GRAY = 127
_VISIBLE, _TRACE = 0.4, 0.05


def _colored(rng, window):
    """Other light and another camera: a curve for each channel."""
    levels = np.arange(256, dtype=np.float32) / 255
    gamma = np.exp(rng.normal(0, 0.2))
    curves = [levels ** gamma * np.exp(rng.normal(0, 0.1) + rng.normal(0, 0.04)) for _ in range(3)]
    table = np.clip(np.stack(curves, axis=1) * 255, 0, 255).astype(np.uint8)
    window = cv2.LUT(window, table[None])
    if rng.random() < 0.15:
        gray = window.mean(axis=2, keepdims=True)
        keep = rng.uniform(0.3, 0.9)
        window = (window * keep + gray * (1 - keep)).astype(np.uint8)
    return window


def _scales(rng, width, height, whole):
    """Pixels of the network's input for one of the picture's, across and down."""
    zoom = np.exp(rng.uniform(-0.12, 0.1) if whole else rng.uniform(-0.35, 0.35))
    scale = NETWORK / max(width, height) * zoom
    if rng.random() < 0.3:
        return NETWORK / width * zoom, NETWORK / height * zoom
    skew = np.exp(rng.normal(0, 0.05))
    return scale * skew, scale / skew


def _offset(rng, size, scales, picture, boxes, whole):
    """Where the picture's origin comes to lie in the window."""
    width, height = picture
    room = np.array([size - width * scales[0], size - height * scales[1]])
    if whole:
        return room / 2 + rng.uniform(-0.06, 0.06, 2) * size
    if len(boxes) and rng.random() < 0.85:
        box = boxes[rng.integers(len(boxes))]
        center = np.array([(box[1] + box[3]) / 2 * width * scales[0],
                           (box[2] + box[4]) / 2 * height * scales[1]])
        return rng.uniform(0.12, 0.88, 2) * size - center
    slack = size * 0.1
    return rng.uniform(np.minimum(room - slack, slack), np.maximum(room, 0) + slack)


def window(rng, pixels, truths, size, whole):
    """One input picture (uint8 RGB) and its truths: label, x, y, w, h in pixels, hard."""
    height, width = pixels.shape[:2]
    scales = _scales(rng, width, height, whole)
    offset = _offset(rng, size, scales, (width, height), truths, whole)
    matrix = np.array([[scales[0], 0, offset[0] + scales[0] / 2 - 0.5],
                       [0, scales[1], offset[1] + scales[1] / 2 - 0.5]])
    view = cv2.warpAffine(np.asarray(pixels), matrix, (size, size), flags=cv2.INTER_LINEAR,
                          borderMode=cv2.BORDER_CONSTANT, borderValue=(GRAY,) * 3)
    boxes = []
    for label, left, top, right, bottom, hard in truths:
        edges = np.array([left * width * scales[0] + offset[0], top * height * scales[1] + offset[1],
                          right * width * scales[0] + offset[0],
                          bottom * height * scales[1] + offset[1]])
        inside = np.clip(edges, 0, size)
        w, h = inside[2] - inside[0], inside[3] - inside[1]
        share = w * h / ((edges[2] - edges[0]) * (edges[3] - edges[1]))
        if share > _TRACE:
            hidden = hard or share < _VISIBLE or min(w, h) < 4
            boxes.append((label, (inside[0] + inside[2]) / 2, (inside[1] + inside[3]) / 2, w, h,
                          hidden))
    return _colored(rng, view), boxes


def batch(rng, pictures, count, size, whole):
    """`count` windows: uint8 n×3×size×size, and truths as rows (item, label, x, y, w, h, hard)."""
    inputs = np.empty((count, size, size, 3), np.uint8)
    rows = []
    for item in range(count):
        place = int(rng.integers(len(pictures)))
        inputs[item], boxes = window(rng, pictures.pixels[place], pictures.truths[place], size,
                                     whole)
        rows += [(item, *box) for box in boxes]
    return inputs.transpose(0, 3, 1, 2), np.array(rows, np.float32).reshape(-1, 7)
