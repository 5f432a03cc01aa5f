"""Digits and letters as strokes, so that no font file is needed.

A glyph is a list of polylines in a box of width 0.6 and height 1, y downwards.
"""

import math


def _arc(cx, cy, rx, ry, start, end, steps=14):
    """Points of an ellipse from `start` to `end` degrees (0 is right, 90 is down)."""
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles]


_ROUND = _arc(0.3, 0.5, 0.27, 0.47, 0, 360, 28)

GLYPHS = {
    "0": [_ROUND],
    "1": [[(0.1, 0.25), (0.34, 0.03), (0.34, 0.97)]],
    "2": [_arc(0.3, 0.29, 0.26, 0.26, -170, 35) + [(0.03, 0.97), (0.58, 0.97)]],
    "3": [
        _arc(0.29, 0.26, 0.24, 0.23, -160, 90),
        _arc(0.29, 0.73, 0.27, 0.24, -90, 165),
    ],
    "4": [[(0.44, 0.97), (0.44, 0.03), (0.03, 0.7), (0.6, 0.7)]],
    "5": [[(0.52, 0.03), (0.1, 0.03), (0.06, 0.46)] + _arc(0.3, 0.66, 0.27, 0.3, -140, 150)],
    "6": [_arc(0.3, 0.68, 0.26, 0.29, 0, 360, 24), [(0.05, 0.62), (0.14, 0.3), (0.42, 0.03)]],
    "7": [[(0.03, 0.03), (0.57, 0.03), (0.22, 0.97)]],
    "8": [_arc(0.3, 0.26, 0.22, 0.23, 0, 360, 24), _arc(0.3, 0.73, 0.27, 0.24, 0, 360, 24)],
    "9": [_arc(0.3, 0.32, 0.26, 0.29, 0, 360, 24), [(0.55, 0.38), (0.46, 0.7), (0.18, 0.97)]],
    "S": [_arc(0.3, 0.26, 0.25, 0.23, -25, -270) + _arc(0.3, 0.73, 0.26, 0.24, -90, 155)],
    "T": [[(0.02, 0.03), (0.58, 0.03)], [(0.3, 0.03), (0.3, 0.97)]],
    "O": [_ROUND],
    "P": [[(0.07, 0.97), (0.07, 0.03), (0.3, 0.03)] + _arc(0.3, 0.28, 0.26, 0.25, -90, 90)
          + [(0.07, 0.53)]],
    "A": [[(0.02, 0.97), (0.3, 0.03), (0.58, 0.97)], [(0.12, 0.65), (0.48, 0.65)]],
    "E": [[(0.55, 0.03), (0.07, 0.03), (0.07, 0.97), (0.55, 0.97)], [(0.07, 0.48), (0.48, 0.48)]],
    "H": [[(0.07, 0.03), (0.07, 0.97)], [(0.53, 0.03), (0.53, 0.97)], [(0.07, 0.5), (0.53, 0.5)]],
    "L": [[(0.07, 0.03), (0.07, 0.97), (0.55, 0.97)]],
    "N": [[(0.07, 0.97), (0.07, 0.03), (0.53, 0.97), (0.53, 0.03)]],
    "R": [[(0.07, 0.97), (0.07, 0.03), (0.3, 0.03)] + _arc(0.3, 0.27, 0.25, 0.24, -90, 90)
          + [(0.07, 0.51)], [(0.3, 0.51), (0.56, 0.97)]],
}


def layout(text, left, top, width, height):
    """The strokes of `text`, fitted into a box; a list of lists of points."""
    advance = 0.8
    total = advance * len(text) - 0.2
    strokes = []
    for place, letter in enumerate(text):
        for line in GLYPHS[letter]:
            strokes.append(
                [(left + (x + place * advance) / total * width, top + y * height) for x, y in line]
            )
    return strokes
