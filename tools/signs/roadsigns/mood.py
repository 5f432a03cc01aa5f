"""Time of day, weather and kind of street: what a whole scene has in common."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Mood:
    """Light and weather."""

    dusk: bool
    sky_top: tuple
    sky_low: tuple
    sky_curve: float
    clouds: float
    cloud_color: tuple
    haze: tuple
    haze_depth: float
    ambient: tuple
    """Factors on red, green and blue of everything that gives no light."""
    windows_lit: float


@dataclass(frozen=True)
class Street:
    """The road's geometry (metres) and what stands along it."""

    half_width: float
    pavement: float
    setback: float
    density: float
    gaps: float
    storeys: float
    trees: float
    lanes: tuple
    edge_lines: bool
    zebra: float
    asphalt: tuple
    verge: tuple
    pavement_color: tuple


_DAYS = (
    ((70, 128, 204), (190, 214, 234), -0.15, (250, 250, 250)),
    ((96, 150, 214), (206, 222, 234), 0.05, (244, 244, 246)),
    ((150, 162, 176), (206, 210, 214), 0.5, (206, 208, 212)),
    ((176, 182, 188), (222, 222, 220), 0.8, (190, 194, 198)),
)
_DUSKS = (
    ((40, 56, 104), (226, 140, 88), -0.1, (170, 112, 110)),
    ((26, 36, 70), (120, 104, 130), 0.0, (70, 70, 92)),
    ((70, 84, 120), (240, 186, 130), 0.2, (150, 120, 118)),
)


def draw_mood(rng):
    """A day (two in three) or a dusk."""
    dusk = rng.random() < 0.33
    choices = _DUSKS if dusk else _DAYS
    top, low, clouds, cloud_color = choices[rng.integers(len(choices))]
    jitter = rng.normal(0, 8) + rng.normal(0, 3, 3)
    level = rng.uniform(0.34, 0.7) if dusk else rng.uniform(0.9, 1.18)
    tint = np.array((1.0, 0.93, 0.95) if dusk else (1, 1, 1)) * rng.uniform(0.975, 1.025, 3)
    glow = 1 / level if dusk else 1.0
    return Mood(
        dusk=dusk,
        sky_top=tuple(np.clip((np.array(top) + jitter) * min(glow, 1.8), 0, 255)),
        sky_low=tuple(np.clip((np.array(low) + jitter) * min(glow, 1.8), 0, 255)),
        sky_curve=float(rng.uniform(0.7, 2.2)),
        clouds=float(clouds + rng.normal(0, 0.15)),
        cloud_color=tuple(np.clip(np.array(cloud_color) * min(glow, 1.6), 0, 255)),
        haze=tuple(int(v) for v in np.clip((np.array(low) + jitter) * 0.97, 0, 255)),
        haze_depth=float(np.exp(rng.uniform(np.log(90), np.log(900)))),
        ambient=tuple(level * tint),
        windows_lit=float(rng.uniform(0.1, 0.6)) if dusk else 0.0,
    )


def draw_street(rng):
    """A city's street, a suburb's, or a road in the country."""
    kind = rng.choice(["city", "suburb", "country"], p=[0.42, 0.33, 0.25])
    lanes_wide = int(rng.integers(2, 5)) if kind != "suburb" else 2
    half = lanes_wide * rng.uniform(1.55, 1.85)
    gray = rng.uniform(70, 118)
    green = np.array((96, 116, 62)) * rng.uniform(0.7, 1.2) + rng.normal(0, 8, 3)
    paved = np.array((150, 146, 138)) * rng.uniform(0.75, 1.1)
    lanes = tuple((i - lanes_wide / 2) * 2 * half / lanes_wide for i in range(1, lanes_wide))
    return Street(
        half_width=half,
        pavement=0.0 if kind == "country" else float(rng.uniform(1.5, 4)),
        setback=float({"city": 0, "suburb": rng.uniform(3, 8), "country": 14}[kind]),
        density={"city": 0.94, "suburb": 0.8, "country": 0.12}[kind],
        gaps={"city": 0.8, "suburb": 5.0, "country": 14.0}[kind],
        storeys={"city": rng.uniform(3, 7), "suburb": 2, "country": 1.5}[kind],
        trees={"city": 2.0, "suburb": 7.0, "country": 11.0}[kind] * rng.uniform(0.3, 1.4),
        lanes=lanes,
        edge_lines=bool(rng.random() < (0.9 if kind == "country" else 0.3)),
        zebra=float(rng.uniform(4, 25)) if kind != "country" and rng.random() < 0.3 else 0.0,
        asphalt=(int(gray), int(gray), int(gray * 1.03)),
        verge=tuple(int(v) for v in np.clip(green if kind != "city" else paved, 0, 255)),
        pavement_color=tuple(int(v) for v in np.clip(paved, 0, 255)),
    )
