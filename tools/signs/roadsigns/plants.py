"""Trees and bushes: blobs of leaves, lit from above."""

import cv2
import numpy as np

_GREENS = ((66, 104, 44), (84, 120, 52), (52, 84, 46), (104, 122, 48), (140, 120, 50), (60, 92, 60))


def foliage(rng, width=144, height=144, blobs=420, low=0.1):
    """A premultiplied RGBA crown."""
    picture = np.zeros((height, width, 4), np.uint8)
    base = np.array(_GREENS[rng.integers(len(_GREENS))]) + rng.normal(0, 8, 3)
    boughs = rng.normal(0, 0.4, (9, 2))
    centers = boughs[rng.integers(0, 9, blobs)] + rng.normal(0, 0.2, (blobs, 2))
    centers = centers[np.argsort(-centers[:, 1] + rng.normal(0, 0.3, blobs))]
    centers = centers[(centers ** 2).sum(axis=1) < 0.85]
    light = np.clip(0.85 - 0.45 * centers[:, 1] + rng.normal(0, 0.14, len(centers)), 0.3, 1.5)
    colors = np.clip(base * light[:, None], 0, 255).tolist()
    radii = (rng.uniform(low * 0.2, low * 0.55, len(centers)) * width).astype(int) + 1
    places = ((0.5 + centers * 0.45) * (width, height)).astype(int).tolist()
    for place, radius, color in zip(places, radii.tolist(), colors):
        cv2.circle(picture, place, radius, color + [255.0], -1, cv2.LINE_AA)
    return _premultiplied(picture)


def _premultiplied(picture):
    result = picture.astype(np.float32)
    result[..., :3] *= result[..., 3:] / 255
    return result


def paint_tree(canvas, view, rng, x, z, crown=None):
    """A trunk and a crown standing on the ground at (x, z)."""
    height = rng.uniform(4, 10)
    wide = height * rng.uniform(0.45, 0.8)
    trunk = height * rng.uniform(0.2, 0.4)
    bark = canvas.tone((84, 66, 50), z, rng.uniform(0.6, 1.2))
    half = height * 0.018
    canvas.polygon(view.project([(x - half, height * 0.6, z), (x + half, height * 0.6, z),
                                 (x + half * 1.4, 0, z), (x - half * 1.4, 0, z)]), bark)
    crown = foliage(rng) if crown is None else crown
    canvas.paste(crown, view.upright(x, trunk, z, wide, height - trunk), z, rng.uniform(0.75, 1.15))


def paint_bush(canvas, view, rng, x, z):
    """A low bush, a hedge's piece."""
    wide = rng.uniform(1, 4)
    crown = foliage(rng, 112, 72, 200)
    canvas.paste(crown, view.upright(x, -0.3, z, wide, rng.uniform(0.8, 1.8)), z,
                 rng.uniform(0.7, 1.1))
