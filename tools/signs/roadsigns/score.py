"""Mean average precision as PASCAL VOC has counted it since 2010: all points of the curve."""

import numpy as np


def _overlaps(box, others):
    """IoU of one box with n others; edges left, top, right, bottom."""
    low = np.maximum(box[:2], others[:, :2])
    high = np.minimum(box[2:], others[:, 2:])
    inner = np.clip(high - low, 0, None).prod(axis=1)
    area = (box[2:] - box[:2]).prod()
    return inner / (area + (others[:, 2:] - others[:, :2]).prod(axis=1) - inner)


def _area(right, wrong, total):
    """Area under precision over recall, precision made to fall only."""
    found, missed = np.cumsum(right), np.cumsum(wrong)
    recall = np.concatenate([[0], found / total, [1]])
    precision = np.concatenate([[0], found / np.maximum(found + missed, 1e-9), [0]])
    precision = np.maximum.accumulate(precision[::-1])[::-1]
    return float(((recall[1:] - recall[:-1]) * precision[1:]).sum())


def average_precision(label, truths, detections, least=0.5):
    """AP of one class, and how many signs of it there are.

    `truths`: picture to a list of (label, edges, hard). `detections`: (picture, label, score,
    edges). A detection of a hard sign counts neither way; a second one of a sign is wrong.
    """
    mine = {name: [t for t in found if t[0] == label] for name, found in truths.items()}
    total = sum(not t[2] for found in mine.values() for t in found)
    taken = {name: [False] * len(found) for name, found in mine.items()}
    right, wrong = [], []
    ranked = sorted((d for d in detections if d[1] == label), key=lambda d: -d[2])
    for name, _, _, edges in ranked:
        best = -1
        if mine[name]:
            overlaps = _overlaps(np.array(edges), np.array([t[1] for t in mine[name]]))
            best = int(overlaps.argmax()) if overlaps.max() >= least else -1
        if best >= 0 and mine[name][best][2]:
            continue
        hit = best >= 0 and not taken[name][best]
        if hit:
            taken[name][best] = True
        right.append(hit)
        wrong.append(not hit)
    return _area(np.array(right, float), np.array(wrong, float), max(total, 1)), total
