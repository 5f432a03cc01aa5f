"""From the painted scene to a photograph: light, blur, noise, compression."""

import cv2
import numpy as np

from . import noise


def expose(canvas, mood, rng):
    """The picture under the scene's light, with what shines on its own; float32, 0 to 255."""
    picture = canvas.rgb.astype(np.float32)
    picture *= np.float32(mood.ambient)
    if mood.dusk:
        small = cv2.resize(canvas.light, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        halo = cv2.GaussianBlur(small.astype(np.float32), (0, 0), 5) * 1.6
        halo += cv2.GaussianBlur(small.astype(np.float32), (0, 0), 16) * 1.2
        picture += cv2.resize(halo, (canvas.width, canvas.height)) * rng.uniform(0.4, 1)
        picture += canvas.light
    return picture


def tilt(picture, rng):
    """The camera held a little crooked: the turned picture and the 2×3 matrix that did it."""
    height, width = picture.shape[:2]
    angle = float(np.clip(rng.normal(0, 1.6), -5, 5))
    radians = abs(np.radians(angle))
    zoom = 1 + np.sin(radians) * max(width / height, height / width)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, zoom)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR,
                          borderMode=cv2.BORDER_REFLECT), matrix


def photograph(picture, rng, clean=False):
    """Vignette, exposure, blur, noise and JPEG; uint8 RGB. `clean` keeps the defects small."""
    height, width = picture.shape[:2]
    much = 0.3 if clean else 1.0
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None, None]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :, None]
    contrast = rng.uniform(0.85, 1.15)
    exposure = np.exp(rng.normal(0, 0.14 * much)) * (1 + rng.normal(0, 0.018, 3))
    shade = 1 - np.float32(rng.uniform(0, 0.22) * much) * (x * x + y * y)
    picture *= shade * np.float32(exposure * contrast)
    picture = _blurred(picture, rng, much)
    sigma = rng.uniform(0.5, 3) if rng.random() < 0.7 else rng.uniform(3, 11)
    shift = rng.integers(0, noise.SIZE, 2)
    tiles = (height // noise.SIZE + 2, width // noise.SIZE + 2)
    grains = np.tile(noise.grain() * np.float32(sigma * much * 1.4), tiles)
    grains += np.float32(118 * (1 - contrast))
    picture += grains[shift[0]:shift[0] + height, shift[1]:shift[1] + width, None]
    result = np.clip(picture, 0, 255, out=picture).astype(np.uint8)
    if clean or rng.random() < 0.25:
        return result
    quality = int(rng.integers(28, 93))
    blue_first = cv2.cvtColor(result, cv2.COLOR_RGB2BGR)
    _, code = cv2.imencode(".jpg", blue_first, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.cvtColor(cv2.imdecode(code, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


def _blurred(picture, rng, much):
    """Out of focus, or moved, or (mostly) neither."""
    chance = rng.random()
    if chance < 0.45 * much:
        return cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 1.5))
    if chance < 0.6 * much:
        length = int(rng.integers(3, 8))
        kernel = np.zeros((length, length), np.float32)
        if rng.random() < 0.7:
            kernel[length // 2] = 1 / length
        else:
            np.fill_diagonal(kernel, 1 / length)
        return cv2.filter2D(picture, -1, kernel)
    return picture
