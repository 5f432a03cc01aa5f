"""Traffic lights: a dark housing with three lamps, of which one (or red and amber) is lit."""

import numpy as np

from .face import SIZE, Face

ASPECT = 0.42
"""Width of a housing over its height."""

_LIT = ((255, 52, 40), (255, 186, 40), (60, 255, 150))
_DARK = ((66, 20, 18), (70, 50, 16), (14, 56, 34))
_STATES = ((0,), (0,), (2,), (2,), (1,), (0, 1))


def traffic_light(rng):
    """The face, and a picture of the lit lamps alone (RGB) for their glow."""
    left, right = 0.5 - ASPECT / 2, 0.5 + ASPECT / 2
    edge = [(left, 0.0), (right, 0.0), (right, 1.0), (left, 1.0)]
    shade = int(rng.integers(18, 62))
    housing = (shade, shade + 2, shade) if rng.random() < 0.8 else (196, 160, 30)
    face = Face(edge, housing)
    glow = np.zeros((SIZE, SIZE, 3), np.uint8)
    lamps = Face(edge, (0, 0, 0))
    lit = _STATES[rng.integers(len(_STATES))]
    for lamp in range(3):
        center = 0.18 + 0.32 * lamp
        face.disc(0.5, center, 0.15, (10, 10, 10))
        if lamp in lit:
            face.disc(0.5, center, 0.132, _LIT[lamp])
            pale = tuple(int(c * 0.6 + 255 * 0.4) for c in _LIT[lamp])
            face.disc(0.5, center, 0.06, pale)
            lamps.disc(0.5, center, 0.132, _LIT[lamp])
        else:
            face.disc(0.5, center, 0.125, _DARK[lamp])
        face.line([(0.37, center - 0.1), (0.5, center - 0.145), (0.63, center - 0.1)], 0.025,
                  (12, 12, 12))
    glow[:] = lamps.rgb
    return face, glow
