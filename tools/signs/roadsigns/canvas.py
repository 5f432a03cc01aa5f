"""The picture while it is painted, far things first.

Three layers: colours, light given off (for dusk), and which sign a pixel shows.
"""

import cv2
import numpy as np

_SHIFT = 4
_FAR = 20000


def fixed(points):
    """Points in OpenCV's fixed-point form, kept where it does not overflow."""
    points = np.clip(np.asarray(points, np.float64), -_FAR, _FAR)
    return np.round(points * (1 << _SHIFT)).astype(np.int32)


class Canvas:
    """Painting in order of depth; whatever comes later hides what was there."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        self.rgb = np.zeros((height, width, 3), np.uint8)
        self.light = np.zeros((height, width, 3), np.uint8)
        self.owner = np.zeros((height, width), np.uint8)
        self.dark = False
        """Whether light given off matters."""
        self.haze = (200, 205, 210)
        self.haze_depth = 400.0

    def tone(self, color, depth, gain=1.0):
        """`color` as seen through `depth` metres of air."""
        clear = np.exp(-depth / self.haze_depth)
        return tuple(
            int(min(255, c * gain) * clear + h * (1 - clear)) for c, h in zip(color, self.haze)
        )

    def polygon(self, points, color, hides=True):
        """Fills a polygon; `hides` says whether it may cover signs or lights."""
        shape = [fixed(points)]
        cv2.fillPoly(self.rgb, shape, color, cv2.LINE_AA, _SHIFT)
        if hides:
            cv2.fillPoly(self.owner, shape, 0, cv2.LINE_8, _SHIFT)
            if self.dark:
                cv2.fillPoly(self.light, shape, (0, 0, 0), cv2.LINE_8, _SHIFT)

    def disc(self, center, radius, color, hides=True):
        """Fills a circle."""
        place = tuple(int(v) for v in fixed(center))
        size = max(1, int(radius * (1 << _SHIFT)))
        cv2.circle(self.rgb, place, size, color, -1, cv2.LINE_AA, _SHIFT)
        if hides:
            cv2.circle(self.owner, place, size, 0, -1, cv2.LINE_8, _SHIFT)
            if self.dark:
                cv2.circle(self.light, place, size, (0, 0, 0), -1, cv2.LINE_8, _SHIFT)

    def glow(self, center, radius, color):
        """A source of light; it brightens what is around it at dusk."""
        place = tuple(int(v) for v in fixed(center))
        size = max(1, int(radius * (1 << _SHIFT)))
        cv2.circle(self.light, place, size, color, -1, cv2.LINE_AA, _SHIFT)

    def paste(self, sprite, corners, depth=0.0, gain=1.0, owner=None, light=0.0, glow=None):
        """Puts a premultiplied RGBA `sprite` onto four `corners` (clockwise from top left).

        `owner` marks the pixels as a sign's; `light` is the share of its colours that shines
        back at dusk, `glow` an RGB picture of its lamps. Returns the number of pixels covered.
        """
        corners = np.asarray(corners, np.float64)
        low = np.maximum(np.floor(corners.min(axis=0)) - 1, 0).astype(int)
        high = np.minimum(np.ceil(corners.max(axis=0)) + 2, (self.width, self.height)).astype(int)
        size = tuple(int(v) for v in high - low)
        if size[0] <= 0 or size[1] <= 0:
            return 0
        small = _shrunk(sprite, corners)
        matrix = _homography(small.shape, corners - low)
        warped = cv2.warpPerspective(small, matrix, size, flags=cv2.INTER_LINEAR)
        alpha = warped[..., 3:] / np.float32(255)
        area = (slice(low[1], high[1]), slice(low[0], high[0]))
        clear = np.exp(-depth / self.haze_depth)
        color = warped[..., :3] * np.float32(gain * clear)
        haze = np.asarray(self.haze, np.float32) * np.float32(1 - clear)
        mixed = self.rgb[area] + alpha * (haze - self.rgb[area])
        mixed += color
        self.rgb[area] = np.clip(mixed, 0, 255, out=mixed)
        if self.dark:
            shining = color * np.float32(light)
            if glow is not None:
                shining = shining + cv2.warpPerspective(_shrunk(glow, corners), matrix, size)
            self.light[area] = np.clip(self.light[area] * (1 - alpha) + shining, 0, 255)
        solid = warped[..., 3] > 127
        self.owner[area][solid] = owner or 0
        return int(solid.sum())


def _shrunk(sprite, corners):
    """The sprite at no more than about twice its size in the picture: no aliasing."""
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    height, width = sprite.shape[:2]
    want_width = max(4, int(max(sides[0], sides[2]) * 1.3))
    want_height = max(4, int(max(sides[1], sides[3]) * 1.3))
    if want_width >= width and want_height >= height:
        return sprite
    size = (min(width, want_width), min(height, want_height))
    return cv2.resize(sprite, size, interpolation=cv2.INTER_AREA)


def _homography(shape, corners):
    height, width = shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - 0.5
    return cv2.getPerspectiveTransform(source, (corners - 0.5).astype(np.float32))
