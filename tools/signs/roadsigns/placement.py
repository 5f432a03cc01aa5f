"""Which signs a scene has and where they stand: a list of things to paint at their depths."""

from dataclasses import dataclass

import numpy as np

from .classes import CLASSES

_SMALLEST, _LARGEST = 0.026, 0.30
"""Sizes of a sign in the picture, as a share of its width (21 to 240 pixels of 800)."""


@dataclass
class Post:
    """A pole or gantry with what hangs on it. `panels` are (class, x, y of the centre, size)."""

    kind: str
    x: float
    z: float
    height: float
    panels: list


def _real_size(rng, name):
    """Height of a sign in metres."""
    if name == "traffic_light":
        return rng.uniform(0.85, 1.15)
    return rng.uniform(0.6, 0.95)


def _next_class(rng, counts):
    """A class; rarer ones so far are a little more likely."""
    weight = 1.0 / (1.0 + counts)
    choice = int(rng.choice(len(CLASSES), p=weight / weight.sum()))
    counts[choice] += 1
    return CLASSES[choice]


def _roadside(rng, view, street, z, margin):
    """An X beside the road that is in the picture at depth `z`, or None."""
    for _ in range(10):
        side = 1 if rng.random() < 0.62 else -1
        x = side * (street.half_width + rng.uniform(0.3, 3.2))
        column = view.at(x, 0, z)[0]
        if margin < column < view.width - margin:
            return x
    return None


def _on_pole(rng, view, street, counts):
    """A pole with one to three signs."""
    share = float(np.exp(rng.uniform(np.log(_SMALLEST), np.log(_LARGEST))))
    for _ in range(4):
        name = _next_class(rng, counts)
        size = _real_size(rng, name)
        pixels = share * view.width * (1.6 if name == "traffic_light" else 1.0)
        z = view.focal * size / pixels
        x = _roadside(rng, view, street, z, pixels * 0.4) if z > 1.4 else None
        if x is not None:
            break
        counts[CLASSES.index(name)] -= 1
        share *= 0.6
    else:
        return None
    middle = rng.uniform(2.4, 3.4) if name == "traffic_light" else rng.uniform(1.7, 2.9)
    ceiling = view.eye + (view.horizon - pixels * 0.45) * z / view.focal
    middle = max(min(middle, ceiling), 0.8)
    panels = [(name, x, middle, size)]
    bottom = middle - size / 2
    while name != "traffic_light" and len(panels) < 3 and rng.random() < 0.3:
        other = _next_class(rng, counts)
        if other == "traffic_light":
            break
        size = _real_size(rng, other)
        if bottom - size < 0.5:
            break
        panels.append((other, x, bottom - size / 2 - 0.03, size))
        bottom -= size + 0.03
    return Post("pole", x, z, middle + panels[0][3] / 2, panels)


def _over_road(rng, view, street, counts):
    """A gantry or a mast arm over the road."""
    size = rng.uniform(0.9, 1.4)
    z = view.focal * size / (view.width * rng.uniform(0.03, 0.11))
    height = rng.uniform(4.6, 5.8)
    panels = []
    lights = rng.random() < 0.5
    for lane in np.linspace(-street.half_width * 0.6, street.half_width * 0.6,
                            int(rng.integers(1, 4))):
        name = "traffic_light" if lights else _next_class(rng, counts)
        if name in ("stop", "yield", "priority_road"):
            name = "direction_arrow"
        column, row = view.at(lane, height, z)
        if 10 < column < view.width - 10 and row > size * view.focal / z * 0.5 + 2:
            panels.append((name, lane, height - size * 0.6, size))
    side = 1 if rng.random() < 0.7 else -1
    post = Post("gantry", side * (street.half_width + 0.8), z, height, panels)
    return post if panels else None


def posts(rng, view, street):
    """All posts of a scene, in no order."""
    counts = np.zeros(len(CLASSES))
    result = []
    for _ in range(int(rng.integers(2, 8))):
        post = _on_pole(rng, view, street, counts)
        if post and all(_apart(view, post, other) for other in result):
            result.append(post)
    if rng.random() < 0.25:
        post = _over_road(rng, view, street, counts)
        if post:
            result.append(post)
    return result


def _apart(view, first, second):
    """Whether two posts stand clear of each other in the picture."""
    gap = abs(view.at(first.x, 0, first.z)[0] - view.at(second.x, 0, second.z)[0])
    widths = [view.focal / post.z * max(panel[3] for panel in post.panels)
              for post in (first, second)]
    return gap > 0.62 * sum(widths)
