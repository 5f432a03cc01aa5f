"""The faces of the road signs, from their geometry. Colours are near the standard ones."""

import numpy as np

from .face import Face, circle_points, scaled

WHITE = (240, 240, 238)
BLACK = (22, 22, 24)


def _vary(rng, color, amount=12):
    """`color` with a little of everybody's paint shop in it."""
    return tuple(int(np.clip(c + rng.normal(0, amount), 0, 255)) for c in color)


def _red(rng):
    return _vary(rng, (192, 28, 36))


def _blue(rng):
    return _vary(rng, (20, 84, 172))


def _disc():
    return circle_points(0.5, 0.5, 0.48)


def _rounded(points, radius, steps=5):
    """A convex polygon with round corners: quadratic curves over `radius` of each side."""
    points = np.asarray(points, np.float64)
    result = []
    for index, corner in enumerate(points):
        before, after = points[index - 1], points[(index + 1) % len(points)]
        start = corner + (before - corner) * radius / np.linalg.norm(before - corner)
        end = corner + (after - corner) * radius / np.linalg.norm(after - corner)
        for t in np.linspace(0, 1, steps):
            result.append((1 - t) ** 2 * start + 2 * t * (1 - t) * corner + t * t * end)
    return np.array(result)


def stop(rng):
    """Red octagon, white rim, the word."""
    angles = np.pi / 8 + np.arange(8) * np.pi / 4
    edge = 0.5 + 0.515 * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    face = Face(edge, WHITE)
    face.polygon(scaled(edge, 0.93), _red(rng))
    face.text("STOP", 0.15, 0.345, 0.7, 0.31, 0.062, WHITE)
    return face


def yield_(rng):
    """Triangle on its tip: white in a broad red rim."""
    corners = [(0.0, 0.08), (1.0, 0.08), (0.5, 0.95)]
    face = Face(_rounded(corners, 0.08), WHITE)
    red = _red(rng)
    face.polygon(scaled(_rounded(corners, 0.08), 0.96, (0.5, 0.37)), red)
    inner = scaled(corners, rng.uniform(0.56, 0.68), (0.5, 0.37))
    face.polygon(_rounded(inner, 0.05), WHITE)
    return face


def no_entry(rng):
    """Red disc with a white bar."""
    face = Face(_disc(), WHITE)
    face.disc(0.5, 0.5, 0.46, _red(rng))
    half = rng.uniform(0.065, 0.085)
    face.polygon([(0.14, 0.5 - half), (0.86, 0.5 - half), (0.86, 0.5 + half), (0.14, 0.5 + half)],
                 WHITE)
    return face


def speed_limit(rng):
    """White disc, red ring, a number from 5 to 130."""
    face = Face(_disc(), WHITE)
    face.disc(0.5, 0.5, 0.47, _red(rng))
    face.disc(0.5, 0.5, rng.uniform(0.335, 0.375), WHITE)
    number = str(rng.choice([5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130]))
    width = {1: 0.2, 2: 0.4, 3: 0.5}[len(number)]
    height = {1: 0.38, 2: 0.37, 3: 0.3}[len(number)]
    stroke = {1: 0.065, 2: 0.06, 3: 0.048}[len(number)]
    face.text(number, 0.5 - width / 2, 0.5 - height / 2, width, height, stroke, BLACK)
    return face


def priority_road(rng):
    """Yellow square on its corner, white rim."""
    corners = [(0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)]
    face = Face(_rounded(corners, 0.05), WHITE)
    if rng.random() < 0.4:
        face.polygon(_rounded(scaled(corners, 0.97), 0.05), BLACK)
        face.polygon(_rounded(scaled(corners, 0.94), 0.05), WHITE)
    face.polygon(_rounded(scaled(corners, rng.uniform(0.62, 0.72)), 0.03),
                 _vary(rng, (246, 188, 20)))
    return face


def pedestrian_crossing(rng):
    """Blue square, white triangle, a walker."""
    corners = [(0.02, 0.02), (0.98, 0.02), (0.98, 0.98), (0.02, 0.98)]
    face = Face(_rounded(corners, 0.05), WHITE)
    face.polygon(_rounded(scaled(corners, 0.95), 0.05), _blue(rng))
    face.polygon([(0.5, 0.12), (0.92, 0.87), (0.08, 0.87)], WHITE)
    side = 1 if rng.random() < 0.5 else -1

    def at(points):
        return [(0.5 + side * x, y) for x, y in points]

    face.disc(0.5, 0.34, 0.045, BLACK)
    face.line(at([(0, 0.41), (0.0, 0.58)]), 0.075, BLACK)
    face.line(at([(0, 0.57), (0.07, 0.67), (0.1, 0.78)]), 0.05, BLACK)
    face.line(at([(0, 0.57), (-0.06, 0.69), (-0.13, 0.76)]), 0.05, BLACK)
    face.line(at([(0, 0.42), (0.09, 0.52), (0.13, 0.5)]), 0.035, BLACK)
    face.line(at([(0, 0.42), (-0.08, 0.55)]), 0.035, BLACK)
    for x in (-0.24, -0.1, 0.06, 0.22):
        face.line([(0.5 + x, 0.83), (0.5 + x + 0.05, 0.83)], 0.03, BLACK)
    return face


def _arrow(face, angle, bent):
    """A white arrow through the centre, pointing to `angle` degrees (0 up, 90 right)."""
    turn = np.radians(angle)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])

    def at(points):
        return 0.5 + np.asarray(points) @ matrix.T

    if bent:
        face.line(at([(bent * 0.2, 0.27), (bent * 0.2, 0.0), (0, 0.0), (0, -0.1)]), 0.11, WHITE)
    else:
        face.line(at([(0, 0.3), (0, -0.1)]), 0.11, WHITE)
    face.polygon(at([(0, -0.35), (0.2, -0.06), (-0.2, -0.06)]), WHITE)


def direction_arrow(rng):
    """Blue disc, sometimes a blue panel, with a white arrow."""
    if rng.random() < 0.75:
        face = Face(_disc(), WHITE)
        face.disc(0.5, 0.5, 0.46, _blue(rng))
    else:
        corners = [(0.03, 0.03), (0.97, 0.03), (0.97, 0.97), (0.03, 0.97)]
        face = Face(_rounded(corners, 0.06), WHITE)
        face.polygon(_rounded(scaled(corners, 0.94), 0.06), _blue(rng))
    angle = float(rng.choice([0, 0, 90, -90, 45, -45, 135, -135]))
    _arrow(face, angle, int(rng.choice([0, 0, 0, 1, -1])) if angle in (0, 90, -90) else 0)
    return face


def no_parking(rng):
    """Blue disc, red ring, one red bar or two."""
    face = Face(_disc(), WHITE)
    red = _red(rng)
    face.disc(0.5, 0.5, 0.47, red)
    face.disc(0.5, 0.5, 0.38, _blue(rng))
    face.line([(0.25, 0.25), (0.75, 0.75)], 0.085, red)
    if rng.random() < 0.4:
        face.line([(0.75, 0.25), (0.25, 0.75)], 0.085, red)
    return face


def warning(rng):
    """Triangle on its side: red rim, a black symbol on white or yellow."""
    corners = [(0.5, 0.06), (1.0, 0.93), (0.0, 0.93)]
    face = Face(_rounded(corners, 0.08), WHITE)
    face.polygon(scaled(_rounded(corners, 0.08), 0.96, (0.5, 0.64)), _red(rng))
    ground = WHITE if rng.random() < 0.8 else _vary(rng, (246, 200, 30))
    face.polygon(_rounded(scaled(corners, 0.68, (0.5, 0.64)), 0.05), ground)
    side = 1 if rng.random() < 0.5 else -1
    symbol = rng.integers(4)
    if symbol == 0:
        face.line([(0.5, 0.42), (0.5, 0.66)], 0.075, BLACK)
        face.disc(0.5, 0.78, 0.045, BLACK)
    elif symbol == 1:
        curve = [(0, 0.8), (0.0, 0.68), (0.08, 0.6), (0.0, 0.52), (0, 0.44)]
        face.line([(0.5 + side * x, y) for x, y in curve], 0.065, BLACK)
    elif symbol == 2:
        face.line([(0.5, 0.44), (0.5, 0.81)], 0.065, BLACK)
        face.line([(0.36, 0.66), (0.64, 0.66)], 0.065, BLACK)
    else:
        face.disc(0.5 + side * 0.02, 0.47, 0.035, BLACK)
        face.line([(0.5, 0.54), (0.5, 0.66), (0.58, 0.8)], 0.055, BLACK)
        face.line([(0.5, 0.66), (0.42, 0.8)], 0.05, BLACK)
        face.line([(0.4, 0.62), (0.5, 0.56), (0.6, 0.62)], 0.035, BLACK)
    return face
