"""Houses along the street: a facade towards the road and a wall towards the camera."""

import cv2
import numpy as np

from . import noise

_WALLS = (
    (188, 170, 150), (160, 104, 84), (206, 198, 182), (142, 140, 138), (176, 152, 112),
    (120, 86, 72), (216, 210, 200), (150, 160, 168), (196, 180, 130), (110, 112, 118),
)
_STOREY = 30
"""Pixels of a facade's picture for each storey (3 metres)."""


def _facade(rng, storeys, length, lit, shop):
    """The flat picture of a wall, RGBA, and one of its lit windows."""
    columns = max(1, int(length / 3))
    height, width = storeys * _STOREY, columns * _STOREY
    wall = np.array(_WALLS[rng.integers(len(_WALLS))]) + rng.normal(0, 10, 3)
    picture = np.empty((height, width, 3), np.float32)
    picture[:] = wall
    picture += np.resize(noise.grain()[:height], (height, width))[..., None] * np.float32(8)
    glow = np.zeros((height, width, 3), np.uint8)
    left, right = sorted(rng.uniform(0.15, 0.85, 2)) if rng.random() < 0.3 else (0.25, 0.75)
    right = max(right, left + 0.3)
    top, bottom = rng.uniform(0.12, 0.3), rng.uniform(0.68, 0.88)
    frame = wall * rng.uniform(0.6, 1.25)
    for row in range(storeys):
        ground = shop and row == storeys - 1
        for column in range(columns):
            box = (int((column + left) * _STOREY), int((row + top) * _STOREY),
                   int((column + right) * _STOREY), int((row + bottom) * _STOREY))
            if ground:
                box = (int((column + 0.06) * _STOREY), int((row + 0.3) * _STOREY),
                       int((column + 0.94) * _STOREY), int((row + 0.98) * _STOREY))
            glass = _glass(rng)
            cv2.rectangle(picture, (box[0] - 1, box[1] - 1), (box[2] + 1, box[3] + 1),
                          tuple(map(float, frame)), -1)
            if rng.random() < lit:
                glass = (250.0, 214.0, 140.0)
                cv2.rectangle(glow, box[:2], box[2:], (190, 150, 80), -1)
            cv2.rectangle(picture, box[:2], box[2:], glass, -1)
        if not ground and rng.random() < 0.5:
            cv2.line(picture, (0, row * _STOREY), (width, row * _STOREY),
                     tuple(map(float, wall * 0.8)), 1)
    if shop:
        _shop_sign(rng, picture, storeys, width)
    alpha = np.full((height, width, 1), 255, np.float32)
    return np.concatenate([np.clip(picture, 0, 255), alpha], axis=2), glow


def _glass(rng):
    level = float(rng.uniform(35, 130))
    return (level * 0.9, level, level * 1.12)


def _shop_sign(rng, picture, storeys, width):
    """A coloured band over the shop, with bars for words and a round mark."""
    top = int((storeys - 1 + 0.03) * _STOREY)
    bottom = int((storeys - 1 + 0.27) * _STOREY)
    color = tuple(float(v) for v in rng.uniform(20, 230, 3))
    if rng.random() < 0.4:
        color = ((190.0, 30.0, 36.0), (24.0, 80.0, 170.0))[rng.integers(2)]
    cv2.rectangle(picture, (2, top), (width - 3, bottom), color, -1)
    ink = (240.0, 240.0, 235.0) if sum(color) < 420 else (30.0, 30.0, 34.0)
    x = int(rng.uniform(4, 14))
    while x < width - 12:
        step = int(rng.uniform(2, 7))
        cv2.rectangle(picture, (x, top + 2), (x + step, bottom - 2), ink, -1)
        x += step + (2 if rng.random() < 0.8 else 12)


def _sides(view, x, near, far, height):
    """The quad of a wall along the road at X = `x`, seen left to right."""
    ends = (near, far) if view.vanishing_x > view.at(x, 0, near)[0] else (far, near)
    return view.project([
        (x, height, ends[0]), (x, height, ends[1]), (x, 0, ends[1]), (x, 0, ends[0]),
    ])


def row_of_houses(rng, side, street):
    """Where houses stand along one side: tuples (near, far, x, storeys)."""
    houses = []
    z = rng.uniform(-6, 8)
    while z < 110:
        length = rng.uniform(7, 22)
        gap = rng.exponential(street.gaps)
        back = rng.uniform(0, 1.5) + street.setback
        x = side * (street.half_width + street.pavement + back)
        if rng.random() < street.density:
            storeys = max(1, int(rng.normal(street.storeys, 1)))
            houses.append((z, z + length, x, storeys))
        z += length + gap
    return houses


def paint_house(canvas, view, rng, house, mood):
    """Paints one house of `row_of_houses`."""
    near, far, x, storeys = house
    near = max(near, 1.2)
    if far <= near + 1:
        return
    height = storeys * 3.0
    shop = rng.random() < 0.5
    shade = rng.uniform(0.6, 1.0)
    wall, glow = _facade(rng, storeys, far - near, mood.windows_lit, shop)
    canvas.paste(wall, _sides(view, x, near, far, height), (near + far) / 2, shade, glow=glow)
    depth = rng.uniform(7, 14)
    outer = x + np.sign(x) * depth
    front, glow = _facade(rng, storeys, depth, mood.windows_lit, False)
    left, right = min(x, outer), max(x, outer)
    corners = view.upright((left + right) / 2, 0, near, right - left, height)
    canvas.paste(front, corners, near, shade * rng.uniform(0.65, 1.0), glow=glow)
    if storeys <= 3:
        _roof(canvas, view, rng, (left, right), (near, far), height)


def _roof(canvas, view, rng, across, along, height):
    """A gable roof: the slope towards the road and the gable towards the camera."""
    left, right = across
    middle = (left + right) / 2
    ridge = height + rng.uniform(1.5, 3.5)
    tile = ((150, 78, 58), (92, 84, 82), (120, 66, 50))[rng.integers(3)]
    eave = right if right < view.side else left
    slope = view.project([(eave, height, along[0]), (eave, height, along[1]),
                          (middle, ridge, along[1]), (middle, ridge, along[0])])
    canvas.polygon(slope, canvas.tone(tile, along[0]))
    gable = view.project([(left, height, along[0]), (right, height, along[0]),
                          (middle, ridge, along[0])])
    canvas.polygon(gable, canvas.tone((170, 160, 148), along[0], rng.uniform(0.7, 1.0)))
