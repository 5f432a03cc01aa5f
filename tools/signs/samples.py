"""Renders the sample pictures of `Samples/`; their scenes are in no other set."""

import pathlib

import cv2

from roadsigns.scene import render

FOLDER = pathlib.Path(__file__).resolve().parent.parent.parent / "Samples"
SCENES = {"crossing": 3_000_046, "evening": 3_000_047, "avenue": 3_000_085}
WIDTH, HEIGHT, QUALITY = 1024, 768, 92


def main():
    """Writes the three JPEG files."""
    FOLDER.mkdir(exist_ok=True)
    for name, seed in SCENES.items():
        picture, _ = render(seed, WIDTH, HEIGHT, clean=True)
        cv2.imwrite(str(FOLDER / f"{name}.jpg"), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR),
                    [cv2.IMWRITE_JPEG_QUALITY, QUALITY])


if __name__ == "__main__":
    main()
