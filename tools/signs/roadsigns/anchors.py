"""Anchors: k-means over the training boxes, with 1 - IoU as the distance."""

import numpy as np

STRIDE = 16
"""Pixels of the network's input to a cell."""


def _overlaps(sizes, centers):
    """IoU of n boxes with k boxes of the same centre: n×k."""
    inner = np.minimum(sizes[:, None], centers[None]).prod(axis=2)
    return inner / (sizes.prod(axis=1)[:, None] + centers.prod(axis=1)[None] - inner)


def anchors(rows, network=416, picture=(640, 480), count=5, seed=4):
    """`count` sizes in cells, smallest first, and the mean IoU of a box with its best one."""
    rows = rows[rows[:, 6] == 0]
    share = np.stack([rows[:, 4] - rows[:, 2], rows[:, 5] - rows[:, 3]], axis=1)
    scale = network / max(picture)
    sizes = share * np.array(picture) * scale / STRIDE
    rng = np.random.default_rng(seed)
    order = np.argsort(sizes.prod(axis=1))
    centers = sizes[order[np.linspace(0, len(order) - 1, count + 2).astype(int)[1:-1]]]
    centers = centers * rng.uniform(0.95, 1.05, centers.shape)
    for _ in range(100):
        nearest = _overlaps(sizes, centers).argmax(axis=1)
        moved = np.array([np.median(sizes[nearest == k], axis=0) for k in range(count)])
        if np.allclose(moved, centers):
            break
        centers = moved
    centers = centers[np.argsort(centers.prod(axis=1))]
    return centers, _overlaps(sizes, centers).max(axis=1).mean()
