"""A sign as it hangs: turned, tilted, aged, and remembered with its outline."""

from dataclasses import dataclass

import cv2
import numpy as np

from . import faces, noise
from .classes import CLASS_INDEX
from .signal import ASPECT, traffic_light

_FACES = {
    "stop": faces.stop,
    "yield": faces.yield_,
    "no_entry": faces.no_entry,
    "speed_limit": faces.speed_limit,
    "priority_road": faces.priority_road,
    "pedestrian_crossing": faces.pedestrian_crossing,
    "direction_arrow": faces.direction_arrow,
    "no_parking": faces.no_parking,
    "warning": faces.warning,
}


@dataclass
class PlacedSign:
    """A sign in the picture: its class, its edge (n×2 pixels) and how many pixels it covered."""

    label: int
    outline: np.ndarray
    covered: int


def _aged(rng, rgba):
    """Fading, dirt, a shadow across, a sticker."""
    size = rgba.shape[0]
    left, top = rng.integers(0, noise.SIZE - size, 2)
    dirt = noise.fractal(int(rng.integers(6)))[top:top + size, left:left + size, None]
    rgba[..., :3] *= 1 + rng.uniform(0, 0.22) * dirt
    fade = rng.uniform(0, 0.25) if rng.random() < 0.4 else 0.0
    gray = rgba[..., :3].mean(axis=2, keepdims=True)
    rgba[..., :3] = rgba[..., :3] * (1 - fade) + gray * fade
    ramp = np.linspace(-1, 1, size, dtype=np.float32)
    slope = rng.uniform(-0.18, 0.18, 2)
    rgba[..., :3] *= 1 + slope[0] * ramp[None, :, None] + slope[1] * ramp[:, None, None]
    if rng.random() < 0.2:
        edge = size * rng.uniform(0.2, 0.8)
        tilt = rng.uniform(-0.8, 0.8)
        x, y = np.meshgrid(np.arange(size), np.arange(size))
        shadow = (x + tilt * y < edge + tilt * size / 2)[..., None]
        rgba[..., :3] *= np.where(shadow, rng.uniform(0.5, 0.85), 1.0)
    if rng.random() < 0.08:
        x, y = rng.integers(size // 4, 3 * size // 4, 2)
        w, h = rng.integers(size // 16, size // 7, 2)
        if rgba[y + h, x + w, 3] > 250 and rgba[y, x, 3] > 250:
            cv2.rectangle(rgba, (int(x), int(y)), (int(x + w), int(y + h)),
                          tuple(map(float, rng.uniform(20, 235, 3))) + (255.0,), -1)
    rgba[..., :3] = np.clip(rgba[..., :3], 0, rgba[..., 3:])
    return rgba


def hang(canvas, view, rng, name, place, size, lit, signs):
    """Paints sign `name` of `size` metres with its centre at `place`, and adds it to `signs`."""
    if name == "traffic_light":
        face, glow = traffic_light(rng)
        shine = 0.0
    else:
        face, glow, shine = _FACES[name](rng), None, (0.45 if lit else 0.0)
    yaw = float(np.clip(rng.normal(0, 0.28), -0.85, 0.85))
    roll = float(rng.normal(0, 0.05))
    corners = _world(place, size, yaw, roll, [(0, 0), (1, 0), (1, 1), (0, 1)])
    rgba = _aged(rng, face.rgba())
    number = len(signs) + 1
    gain = rng.uniform(0.68, 1.08)
    covered = canvas.paste(rgba, view.project(corners), place[2], gain, owner=number, light=shine,
                           glow=glow)
    outline = view.project(_world(place, size, yaw, roll, face.outline))
    signs.append(PlacedSign(CLASS_INDEX[name], outline, covered))


def hang_back(canvas, view, rng, place, size):
    """The grey back of a sign for the other direction."""
    name = list(_FACES)[rng.integers(len(_FACES))]
    face = _FACES[name](rng)
    face.rgb[:] = int(rng.integers(95, 165))
    face.line([(0.1, 0.35), (0.9, 0.35)], 0.03, (90, 90, 92))
    face.line([(0.1, 0.65), (0.9, 0.65)], 0.03, (90, 90, 92))
    yaw = float(rng.normal(0, 0.3))
    corners = _world(place, size, yaw, 0, [(0, 0), (1, 0), (1, 1), (0, 1)])
    canvas.paste(_aged(rng, face.rgba()), view.project(corners), place[2], rng.uniform(0.5, 1))


def _world(place, size, yaw, roll, points):
    """World positions of a face's points, turned about the pole and tilted."""
    x, y, z = place
    local = (np.asarray(points, np.float64) - 0.5) * size
    across = local[:, 0] * np.cos(roll) - local[:, 1] * np.sin(roll)
    down = local[:, 0] * np.sin(roll) + local[:, 1] * np.cos(roll)
    depth = np.maximum(z + across * np.sin(yaw), 0.3)
    return np.stack([x + across * np.cos(yaw), y - down, depth], axis=1)


def width_share(name):
    """Width of a sign's face over the square it is drawn in."""
    return ASPECT if name == "traffic_light" else 1.0
