"""A sign's face, drawn flat and large: colours and coverage, later put into the scene."""

import cv2
import numpy as np

from .strokes import layout

SIZE = 192
"""Width and height of the square a face is drawn in, in pixels."""

_SHIFT = 4
"""Sub-pixel bits of OpenCV's drawing functions."""


def circle_points(cx, cy, radius, count=40):
    """`count` points of a circle, counted from the right, clockwise on the screen."""
    angles = np.arange(count) * (2 * np.pi / count)
    return np.stack([cx + radius * np.cos(angles), cy + radius * np.sin(angles)], axis=1)


def scaled(points, factor, center=(0.5, 0.5)):
    """`points` moved towards (`factor` < 1) or away from `center`."""
    center = np.asarray(center)
    return center + (np.asarray(points) - center) * factor


class Face:
    """A drawing in the unit square, y downwards. `outline` is the sign's edge."""

    def __init__(self, outline, color):
        self.rgb = np.empty((SIZE, SIZE, 3), np.uint8)
        self.rgb[:] = color
        self.outline = np.asarray(outline, np.float64)
        self.mask = np.zeros((SIZE, SIZE), np.uint8)
        cv2.fillPoly(self.mask, [self._fixed(outline)], 255, cv2.LINE_AA, _SHIFT)

    @staticmethod
    def _fixed(points):
        scaled_points = np.asarray(points, np.float64) * SIZE * (1 << _SHIFT)
        return np.round(scaled_points - (1 << (_SHIFT - 1))).astype(np.int32)

    def polygon(self, points, color):
        """Fills a polygon."""
        cv2.fillPoly(self.rgb, [self._fixed(points)], color, cv2.LINE_AA, _SHIFT)

    def disc(self, cx, cy, radius, color):
        """Fills a circle."""
        self.polygon(circle_points(cx, cy, radius), color)

    def line(self, points, width, color):
        """Draws a polyline with round ends, `width` in units of the face."""
        pixels = max(1, round(width * SIZE))
        cv2.polylines(self.rgb, [self._fixed(points)], False, color, pixels, cv2.LINE_AA, _SHIFT)

    def text(self, text, left, top, width, height, stroke, color):
        """Writes `text` into a box, in strokes of `stroke` width."""
        for line in layout(text, left, top, width, height):
            self.line(line, stroke, color)

    def rgba(self):
        """Colours premultiplied by coverage, and coverage: float32, 0 to 255."""
        mask = self.mask.astype(np.float32)[..., None]
        return np.concatenate([self.rgb * (mask / 255), mask], axis=2)
