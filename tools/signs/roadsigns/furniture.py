"""Poles, gantries, lamps, and the things that look a little like signs but are none."""

import numpy as np

from .face import Face, circle_points
from .panel import hang, hang_back


def _bar(canvas, view, left, right, bottom, top, z, color):
    """An upright rectangle facing the camera."""
    canvas.polygon(view.project([(left, top, z), (right, top, z), (right, bottom, z),
                                 (left, bottom, z)]), color)


def paint_post(canvas, view, rng, post, lit, signs):
    """A post of `placement.posts` with its signs."""
    level = rng.uniform(0.5, 1.2)
    steel = canvas.tone((120, 124, 126), post.z, level)
    half = 0.035 if post.kind == "pole" else 0.12
    top = post.height + (0.05 if post.kind == "pole" else 0.1)
    _bar(canvas, view, post.x - half, post.x + half, 0, top, post.z + 0.03, steel)
    if post.kind == "gantry":
        ends = [panel[1] for panel in post.panels] + [post.x]
        _bar(canvas, view, min(ends) - 0.3, max(ends) + 0.3, post.height - 0.1,
             post.height + 0.12, post.z + 0.03, steel)
    for name, x, y, size in post.panels:
        hang(canvas, view, rng, name, (x, y, post.z), size, lit, signs)
    if post.kind == "pole" and rng.random() < 0.12:
        y = post.panels[-1][2] - post.panels[-1][3] / 2 - 0.2
        if y > 0.4:
            _plate(canvas, view, rng, post.x, y, post.z)


def _plate(canvas, view, rng, x, y, z):
    """The small white plate under a sign: a distance, an exception."""
    color = (232, 232, 226) if rng.random() < 0.8 else (236, 190, 40)
    corners = [(0, 0.2), (1, 0.2), (1, 0.8), (0, 0.8)]
    face = Face(corners, color)
    for row in (0.38, 0.58):
        face.line([(0.15, row), (rng.uniform(0.5, 0.85), row)], 0.07, (30, 30, 32))
    canvas.paste(face.rgba(), view.upright(x, y - 0.3, z, 0.6, 0.6), z, rng.uniform(0.7, 1))


def paint_lamp(canvas, view, rng, x, z, dark):
    """A street lamp; a ball or an arm."""
    height = rng.uniform(4, 8)
    steel = canvas.tone((96, 100, 102), z, rng.uniform(0.5, 1.2))
    _bar(canvas, view, x - 0.05, x + 0.05, 0, height, z, steel)
    inward = -np.sign(x) * rng.uniform(0, 1.4)
    low, high = sorted((x, x + inward))
    _bar(canvas, view, low, high, height - 0.06, height + 0.04, z, steel)
    center = view.at(x + inward, height, z)
    radius = view.focal / z * rng.uniform(0.12, 0.25)
    canvas.disc(center, radius, canvas.tone((225, 222, 210), z))
    if dark:
        canvas.glow(center, radius, (255, 214, 150))


def _billboard(rng):
    """An advertisement: coloured fields, a disc, bars for words."""
    face = Face([(0, 0.2), (1, 0.2), (1, 0.8), (0, 0.8)], tuple(rng.uniform(20, 240, 3)))
    for _ in range(int(rng.integers(4, 10))):
        left, top = rng.uniform(0, 0.8), rng.uniform(0.2, 0.7)
        right, bottom = left + rng.uniform(0.1, 0.5), top + rng.uniform(0.03, 0.3)
        color = tuple(rng.uniform(10, 245, 3))
        if rng.random() < 0.4:
            face.disc(left, top, rng.uniform(0.04, 0.16), color)
        else:
            face.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], color)
    return face


def _logo(rng):
    """A round or square mark of a shop or a stop, in a road sign's colours."""
    colors = ((192, 28, 36), (20, 84, 172), (240, 240, 238), (246, 188, 20), (24, 120, 60))
    inks = (colors[rng.integers(5)], colors[rng.integers(5)])
    corners = [(0.03, 0.03), (0.97, 0.03), (0.97, 0.97), (0.03, 0.97)]
    face = Face(circle_points(0.5, 0.5, 0.48) if rng.random() < 0.6 else corners, inks[0])
    kind = rng.integers(4)
    if kind == 0:
        face.text("P" if rng.random() < 0.7 else "H", 0.3, 0.2, 0.42, 0.6, 0.11, inks[1])
    elif kind == 1:
        face.disc(0.5, 0.5, rng.uniform(0.15, 0.4), inks[1])
    elif kind == 2:
        face.text("".join(rng.choice(list("AEHLNRT"), 3)), 0.2, 0.35, 0.6, 0.3, 0.07, inks[1])
    return face


def paint_distractor(canvas, view, rng, x, z):
    """Something at the roadside that is not a sign to find."""
    kind = rng.integers(5)
    steel = canvas.tone((110, 112, 116), z, rng.uniform(0.5, 1.1))
    if kind == 0:
        wide, height = rng.uniform(2, 5), rng.uniform(2, 4)
        _bar(canvas, view, x - 0.1, x + 0.1, 0, height, z, steel)
        corners = view.upright(x, height - wide * 0.2, z, wide, wide)
        canvas.paste(_billboard(rng).rgba(), corners, z, rng.uniform(0.7, 1))
    elif kind in (1, 2):
        height, size = rng.uniform(1.8, 3.2), rng.uniform(0.5, 1.0)
        _bar(canvas, view, x - 0.03, x + 0.03, 0, height, z, steel)
        canvas.paste(_logo(rng).rgba(), view.upright(x, height - size / 2, z, size, size), z,
                     rng.uniform(0.65, 1))
    elif kind == 3:
        height, size = rng.uniform(1.8, 2.8), rng.uniform(0.6, 0.9)
        _bar(canvas, view, x - 0.03, x + 0.03, 0, height, z, steel)
        hang_back(canvas, view, rng, (x, height, z - 0.01), size)
    else:
        for y in np.linspace(0.1, 0.5, 3):
            orange = canvas.tone((232, 96, 30) if y != 0.3 else (235, 235, 230), z)
            _bar(canvas, view, x - 0.22 + y * 0.3, x + 0.22 - y * 0.3, y - 0.1, y + 0.1, z, orange)


def paint_leaves(canvas, view, rng, sign):
    """A twig in front of a sign: hides a part of it."""
    from .plants import foliage
    low, high = sign.outline.min(axis=0), sign.outline.max(axis=0)
    size = (high - low) * rng.uniform(0.35, 0.7)
    corner = rng.integers(0, 2, 2)
    center = low + (high - low) * corner + (0.5 - corner) * size * rng.uniform(0.1, 0.5)
    left, top = center - size / 2
    right, bottom = center + size / 2
    canvas.paste(foliage(rng, 80, 80, 130, 0.2),
                 [(left, top), (right, top), (right, bottom), (left, bottom)], 5,
                 rng.uniform(0.5, 1.1))
