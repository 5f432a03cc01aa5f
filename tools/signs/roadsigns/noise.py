"""Textures of several scales, made once: clouds, asphalt, grass, dirt."""

import functools

import cv2
import numpy as np

SIZE = 512


@functools.cache
def fractal(kind):
    """A SIZE×SIZE texture in -1...1 that repeats; `kind` is its seed."""
    rng = np.random.default_rng(7000 + kind)
    total = np.zeros((SIZE, SIZE), np.float32)
    weight = 1.0
    for cells in (4, 8, 16, 32, 64, 128):
        grid = rng.normal(0, 1, (cells, cells)).astype(np.float32)
        padded = np.pad(grid, 2, mode="wrap")
        scale = SIZE // cells
        big = cv2.resize(padded, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        total += weight * big[2 * scale:2 * scale + SIZE, 2 * scale:2 * scale + SIZE]
        weight *= 0.62
    return total / (3 * total.std())


@functools.cache
def grain():
    """Fine noise in about -1...1, SIZE×SIZE."""
    rng = np.random.default_rng(7999)
    fine = rng.normal(0, 0.35, (SIZE, SIZE)).astype(np.float32)
    coarse = cv2.resize(rng.normal(0, 0.5, (128, 128)).astype(np.float32), (SIZE, SIZE))
    return fine + coarse


def ridge(rng, count, roughness=0.5):
    """`count` heights in about -1...1: a skyline, a hill."""
    line = np.zeros(count)
    weight, step = 1.0, 4
    while step < count:
        knots = rng.normal(0, weight, step + 2)
        line += np.interp(np.linspace(0, step, count), np.arange(step + 2), knots)
        weight *= roughness
        step *= 2
    return line / 2
