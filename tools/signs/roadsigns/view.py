"""Where a point of the street is seen: a pinhole camera above a flat road.

World: X metres right of the road's middle, Y metres above the road, Z metres ahead.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class View:
    """A camera that looks along the road."""

    width: int
    height: int
    focal: float
    vanishing_x: float
    horizon: float
    eye: float
    """Height of the camera above the road, in metres."""
    side: float
    """Where the camera stands, in metres right of the road's middle."""

    def project(self, points):
        """Picture positions (n×2) of world points (n×3); Z must be positive."""
        points = np.asarray(points, np.float64)
        scale = self.focal / points[:, 2]
        x = self.vanishing_x + (points[:, 0] - self.side) * scale
        y = self.horizon + (self.eye - points[:, 1]) * scale
        return np.stack([x, y], axis=1)

    def at(self, x, y, z):
        """The picture position of one point."""
        return self.project([(x, y, z)])[0]

    def upright(self, x, bottom, z, width, height):
        """Corners, clockwise from the top left, of a panel that faces the camera."""
        half = width / 2
        return self.project([
            (x - half, bottom + height, z), (x + half, bottom + height, z),
            (x + half, bottom, z), (x - half, bottom, z),
        ])


def look(rng, width, height):
    """A random camera: a driver's, a walker's, a passenger's."""
    return View(
        width=width,
        height=height,
        focal=width * rng.uniform(0.7, 1.5),
        vanishing_x=width * rng.uniform(0.22, 0.78),
        horizon=height * rng.uniform(0.42, 0.66),
        eye=rng.uniform(1.2, 2.2),
        side=rng.uniform(-3.0, 6.0),
    )
