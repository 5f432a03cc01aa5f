"""Sky, what is seen at the horizon, and the road with its markings."""

import cv2
import numpy as np

from . import noise


def paint_sky(canvas, view, rng, mood):
    """A gradient from the zenith to the horizon, with clouds."""
    width, height = canvas.width // 2, canvas.height // 2
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    rows = np.clip(rows * canvas.height / max(view.horizon, 1), 0, 1) ** mood.sky_curve
    top, low = np.float32(mood.sky_top), np.float32(mood.sky_low)
    sky = top * (1 - rows) + low * rows
    texture = noise.fractal(int(rng.integers(6)))
    left, upper = rng.integers(0, 256, 2)
    span = int(rng.integers(100, 256))
    piece = texture[upper:upper + span // 2, left:left + span]
    clouds = cv2.resize(piece, (width, height), interpolation=cv2.INTER_CUBIC)
    cover = np.clip((clouds + mood.clouds) * np.float32(1.6), 0, 0.85)[..., None]
    sky = sky + (np.float32(mood.cloud_color) - sky) * cover
    small = np.clip(sky, 0, 255).astype(np.uint8)
    cv2.resize(small, (canvas.width, canvas.height), dst=canvas.rgb)


def paint_horizon(canvas, view, rng, mood):
    """Hills, woods or far roofs, paler the farther they are."""
    for depth in sorted(rng.uniform(250, 1500, int(rng.integers(1, 4))))[::-1]:
        line = noise.ridge(rng, 64, rng.uniform(0.35, 0.75))
        if rng.random() < 0.4:
            line = np.repeat(line[::2], 2)
        height = rng.uniform(0.01, 0.07) * canvas.height
        x = np.linspace(-5, canvas.width + 5, 64)
        y = view.horizon - height * (1.1 + line)
        color = (60, 92, 56) if rng.random() < 0.6 else (96, 100, 108)
        points = np.stack([x, y], axis=1).tolist()
        bottom = view.horizon + 3
        points += [(canvas.width + 5, bottom), (-5, bottom)]
        canvas.polygon(points, canvas.tone(color, depth), hides=False)


def _strip(view, left, right, near, far):
    return view.project([(left, 0, far), (right, 0, far), (right, 0, near), (left, 0, near)])


def paint_ground(canvas, view, rng, street):
    """Verge, pavement, road and markings, then texture over all of it."""
    near, far = 0.4, 900.0
    horizon_strip = [(-5, view.horizon), (canvas.width + 5, view.horizon),
                     (canvas.width + 5, canvas.height + 5), (-5, canvas.height + 5)]
    canvas.polygon(horizon_strip, canvas.tone(street.verge, 60), hides=False)
    _bands(canvas, view, -400, 400, street.verge)
    half, walk = street.half_width, street.pavement
    if walk > 0:
        _bands(canvas, view, -half - walk, half + walk, street.pavement_color)
        _bands(canvas, view, -half - 0.15, half + 0.15, (168, 166, 160))
    _bands(canvas, view, -half, half, street.asphalt)
    _markings(canvas, view, rng, street, near, far)
    _texture(canvas, view, rng)


def _bands(canvas, view, left, right, color):
    """A strip of ground in pieces, so that the far ones fade."""
    edges = (0.4, 4, 9, 16, 28, 50, 90, 170, 900)
    for near, far in list(zip(edges, edges[1:]))[::-1]:
        canvas.polygon(_strip(view, left, right, near * 0.98, far),
                       canvas.tone(color, near), hides=False)


def _markings(canvas, view, rng, street, near, far):
    white = canvas.tone((214, 214, 208), 10)
    for side in (-1, 1):
        edge = side * (street.half_width - 0.25)
        if street.edge_lines:
            canvas.polygon(_strip(view, edge - 0.07, edge + 0.07, near, 200), white, hides=False)
    start = rng.uniform(0.5, 6)
    for lane in street.lanes:
        for z in np.arange(start, 130, 9.0):
            canvas.polygon(_strip(view, lane - 0.07, lane + 0.07, z, z + 3.2), white, hides=False)
    if street.zebra:
        for x in np.arange(-street.half_width + 0.4, street.half_width - 0.6, 1.0):
            stripe = _strip(view, x, x + 0.5, street.zebra, street.zebra + 3)
            canvas.polygon(stripe, white, hides=False)


def _texture(canvas, view, rng):
    """Asphalt's and grass's grain, in perspective, fading with the distance."""
    top = max(0, int(view.horizon) + 2)
    if top >= canvas.height - 4:
        return
    rows = np.arange(top, canvas.height, 2, dtype=np.float32)
    columns = np.arange(0, canvas.width, 2, dtype=np.float32)
    depth = view.focal * view.eye / (rows - view.horizon + 0.5)
    x = (columns[None, :] - view.vanishing_x) * (depth / view.focal)[:, None]
    z = np.repeat(depth[:, None], len(columns), axis=1)
    total = np.zeros(x.shape, np.float32)
    for texture, scale, strength in ((noise.fractal(7), 22, 20), (noise.grain(), 60, 9)):
        shift = float(rng.uniform(0, 512))
        sample_x = np.mod(x * scale + shift, noise.SIZE - 1)
        sample_z = np.mod(z * scale * 0.5 + shift, noise.SIZE - 1)
        layer = cv2.remap(texture, sample_x, sample_z, cv2.INTER_LINEAR)
        fade = np.clip(strength * 14 / scale * 4 / depth, 0, 1) * strength
        total += layer * fade[:, None]
    full = cv2.resize(total, (canvas.width, canvas.height - top))[..., None]
    area = canvas.rgb[top:]
    area[:] = np.clip(area + full, 0, 255)
