"""Cars, seen from behind or in front, with a side where one is visible."""

import numpy as np

_PAINTS = (
    (30, 32, 36), (226, 228, 230), (150, 154, 160), (170, 28, 34), (34, 62, 120),
    (60, 66, 70), (196, 190, 176), (40, 80, 60), (214, 150, 40),
)


def paint_car(canvas, view, rng, x, z, lights_on):
    """One car whose near end is at depth `z`."""
    paint = np.array(_PAINTS[rng.integers(len(_PAINTS))]) * rng.uniform(0.8, 1.1)
    wide, tall = rng.uniform(1.65, 1.9), rng.uniform(1.4, 1.9)
    length = rng.uniform(3.8, 4.8)
    if rng.random() < 0.12:
        tall, length, wide = rng.uniform(2.4, 3.4), rng.uniform(6, 10), 2.3
    if abs(x - view.side) > wide / 2:
        _side(canvas, view, x, z, (wide, tall, length), paint)
    _end(canvas, view, rng, x, z, (wide, tall), paint, lights_on)


def _side(canvas, view, x, z, size, paint):
    wide, tall, length = size
    edge = x - np.sign(x - view.side) * wide / 2

    def wall(points, color, gain=1.0):
        world = [(edge, y * tall, z + t * length) for t, y in points]
        canvas.polygon(view.project(world), canvas.tone(color, z, gain))

    wall([(0, 0.18), (0, 0.58), (0.08, 0.62), (0.2, 1.0), (0.62, 1.0), (0.78, 0.62), (1, 0.54),
          (1, 0.2)], paint, 0.72)
    wall([(0.14, 0.64), (0.24, 0.93), (0.42, 0.93), (0.42, 0.64)], (40, 48, 56))
    wall([(0.45, 0.64), (0.45, 0.93), (0.6, 0.93), (0.72, 0.64)], (40, 48, 56))
    for center in (0.19, 0.81):
        turn = np.linspace(0, 2 * np.pi, 14)
        wall([(center + 0.075 * np.cos(a), 0.2 + 0.2 * np.sin(a)) for a in turn], (20, 20, 22))


def _end(canvas, view, rng, x, z, size, paint, lights_on):
    wide, tall = size
    rear = rng.random() < 0.65

    def panel(points, color, gain=1.0):
        world = [(x + u * wide / 2, v * tall, z) for u, v in points]
        canvas.polygon(view.project(world), canvas.tone(color, z, gain))

    shadow = [(x - wide * 0.52, 0.01, z - 0.15), (x + wide * 0.52, 0.01, z - 0.15),
              (x + wide * 0.5, 0.01, z + 0.8), (x - wide * 0.5, 0.01, z + 0.8)]
    canvas.polygon(view.project(shadow), canvas.tone((30, 30, 32), z))
    for u in (-0.8, 0.8):
        panel([(u - 0.13, 0), (u - 0.13, 0.3), (u + 0.13, 0.3), (u + 0.13, 0)], (18, 18, 20))
    panel([(-0.98, 0.16), (-1, 0.5), (-0.92, 0.62), (0.92, 0.62), (1, 0.5), (0.98, 0.16)], paint)
    panel([(-0.9, 0.6), (-0.7, 1.0), (0.7, 1.0), (0.9, 0.6)], paint, 0.92)
    panel([(-0.8, 0.63), (-0.64, 0.93), (0.64, 0.93), (0.8, 0.63)], (46, 54, 62),
          rng.uniform(0.7, 1.8))
    panel([(-0.97, 0.16), (-0.97, 0.3), (0.97, 0.3), (0.97, 0.16)], paint, 0.6)
    panel([(-0.3, 0.32), (-0.3, 0.42), (0.3, 0.42), (0.3, 0.32)], (225, 225, 220))
    lamp = (196, 24, 26) if rear else (235, 235, 225)
    for u in (-0.82, 0.82):
        panel([(u - 0.13, 0.43), (u - 0.13, 0.53), (u + 0.13, 0.53), (u + 0.13, 0.43)], lamp)
        if lights_on:
            center = view.at(x + u * wide / 2, 0.48 * tall, z)
            radius = max(1.0, view.focal / z * 0.09)
            canvas.glow(center, radius, (220, 30, 26) if rear else (255, 246, 215))
