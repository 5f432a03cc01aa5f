"""One whole scene from one number."""

from dataclasses import dataclass

import cv2
import numpy as np

from . import buildings, cars, furniture, ground, lens, placement, plants
from .canvas import Canvas
from .mood import draw_mood, draw_street
from .view import look

_SEEN_ENOUGH = 0.4
"""A sign with less than this share to be seen is no object to find, and is marked as such."""
_SEEN_AT_ALL = 0.25
"""Down to this share it is learnt all the same: it does not look like a street without signs."""


@dataclass(frozen=True)
class Truth:
    """A sign in a picture: class and box edges in pixels. `hard` ones count neither way in what is
    measured; those that are not even `learnt` are hardly there."""

    label: int
    left: float
    top: float
    right: float
    bottom: float
    hard: bool
    learnt: bool


def render(seed, width=800, height=600, clean=False):
    """The picture (uint8 RGB) and the signs in it. The same `seed` gives the same picture."""
    rng = np.random.default_rng([20, seed])
    mood, street, view = draw_mood(rng), draw_street(rng), look(rng, width, height)
    canvas = Canvas(width, height)
    canvas.dark = mood.dusk
    canvas.haze, canvas.haze_depth = mood.haze, mood.haze_depth
    ground.paint_sky(canvas, view, rng, mood)
    ground.paint_horizon(canvas, view, rng, mood)
    ground.paint_ground(canvas, view, rng, street)
    signs = []
    for _, paint in sorted(_things(canvas, view, rng, mood, street, signs), key=lambda t: -t[0]):
        paint()
    for sign in list(signs):
        if rng.random() < 0.1:
            furniture.paint_leaves(canvas, view, rng, sign)
    picture, matrix = lens.tilt(lens.expose(canvas, mood, rng), rng)
    return lens.photograph(picture, rng, clean), _truths(canvas, signs, matrix)


def _things(canvas, view, rng, mood, street, signs):
    """Everything on the ground: pairs of depth and what paints it."""
    things = []

    def add(depth, paint, *arguments):
        things.append((depth, lambda: paint(canvas, view, rng, *arguments)))

    for side in (-1, 1):
        for house in buildings.row_of_houses(rng, side, street):
            add(max(house[0], 1.2), buildings.paint_house, house, mood)
    crowns = [plants.foliage(rng) for _ in range(2)]
    for _ in range(int(rng.poisson(street.trees))):
        side = rng.choice([-1, 1])
        x = side * (street.half_width + street.pavement * 0.5 + rng.exponential(4) + 1.2)
        z = rng.uniform(9, 120)
        add(z, plants.paint_tree, x, z, crowns[rng.integers(2)])
        if rng.random() < 0.4:
            add(z + 1, plants.paint_bush, x + rng.normal(0, 1.5), z + 1)
    for _ in range(int(rng.poisson(2.2))):
        z = rng.uniform(5.5, 70)
        lane = rng.uniform(-0.75, 0.75) * street.half_width
        add(z, cars.paint_car, lane, z, mood.dusk)
    if street.pavement and rng.random() < 0.5:
        side, z = rng.choice([-1, 1]), rng.uniform(8, 14)
        for _ in range(int(rng.integers(1, 6))):
            add(z, cars.paint_car, side * (street.half_width - 1.0), z, False)
            z += rng.uniform(6, 9)
    for _ in range(int(rng.integers(0, 4))):
        z = rng.uniform(8, 70)
        x = rng.choice([-1, 1]) * (street.half_width + rng.uniform(0.4, 2))
        add(z, furniture.paint_lamp, x, z, mood.dusk)
    for _ in range(int(rng.poisson(1.6))):
        z = rng.uniform(7, 45)
        x = rng.choice([-1, 1]) * (street.half_width + rng.uniform(0.5, 4))
        add(z, furniture.paint_distractor, x, z)
    for post in placement.posts(rng, view, street):
        add(post.z, furniture.paint_post, post, mood.dusk, signs)
    return things


def _truths(canvas, signs, matrix):
    """Boxes of the signs after the camera's tilt, and which of them are mostly hidden."""
    seen = np.bincount(canvas.owner.ravel(), minlength=len(signs) + 1)
    result = []
    for number, sign in enumerate(signs, start=1):
        outline = cv2.transform(sign.outline[None].astype(np.float64), matrix)[0]
        (left, top), (right, bottom) = outline.min(axis=0), outline.max(axis=0)
        inside_x = min(right, canvas.width) - max(left, 0)
        inside_y = min(bottom, canvas.height) - max(top, 0)
        if inside_x < 4 or inside_y < 4 or seen[number] < 12:
            continue
        share = inside_x * inside_y / ((right - left) * (bottom - top))
        open_share = seen[number] / max(sign.covered, 1) * share
        result.append(Truth(sign.label, max(left, 0.0), max(top, 0.0), min(right, canvas.width),
                            min(bottom, canvas.height), open_share < _SEEN_ENOUGH,
                            open_share >= _SEEN_AT_ALL))
    return result
