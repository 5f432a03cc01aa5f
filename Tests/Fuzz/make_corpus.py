#!/usr/bin/env python3
"""Writes the inputs of Corpus that are no text: small files of every kind that a target reads.

    Tests/Fuzz/make_corpus.py

Needs nothing but Python. JPEG images are those in EngineTests/Fixtures/images.
"""

import struct
import zlib
from pathlib import Path

CORPUS = Path(__file__).parent / "Corpus"
IMAGES = Path(__file__).parent.parent / "EngineTests" / "Fixtures" / "images"


def write(target, name, content):
    (CORPUS / target).mkdir(parents=True, exist_ok=True)
    (CORPUS / target / name).write_bytes(content)


# Weights: the numbers of values are those of the networks in WeightsTarget.

def weights(count, major=0, minor=2, revision=5, seen=7):
    wide = major * 10 + minor >= 2 and major < 1000 and minor < 1000
    header = struct.pack("<iii", major, minor, revision) + struct.pack("<Q" if wide else "<I", seen)
    values = [((7 * i) % 11 + 1) / 8 for i in range(count)]
    return header + struct.pack(f"<{count}f", *values)


def make_weights(counts):
    for count in counts:
        write("weights", f"whole-{count}.weights", weights(count))
    first = counts[0]
    write("weights", "transposed-major.weights", weights(first, major=1001))
    write("weights", "transposed-minor.weights", weights(first, minor=1001, revision=0))
    write("weights", "version-0.1.weights", weights(first, minor=1))
    write("weights", "partial.weights", weights(6))
    write("weights", "trailing.weights", weights(first + 3))
    write("weights", "loose-bytes.weights", weights(first) + b"\0\0")
    odd = struct.pack("<5f", float("nan"), float("inf"), -1, 1e-40, 3e38)
    write("weights", "odd-values.weights", weights(first)[: -len(odd)] + odd)
    write("weights", "header.weights", weights(0))
    write("weights", "web-page.weights", b"<!DOCTYPE html><html><head><title>404</title></head></html>")


# Arrays.

def npy(text, values, version=1):
    text = text.encode()
    length = struct.pack("<H" if version == 1 else "<I", len(text))
    return b"\x93NUMPY" + bytes([version, 0]) + length + text + values


def make_npy():
    def header(kind, shape, order=False):
        return f"{{'descr': '{kind}', 'fortran_order': {order}, 'shape': {shape}, }}\n"

    six = struct.pack("<6f", 0, 0.5, 1, -1, 2, 3)
    write("npy", "floats.npy", npy(header("<f4", (1, 2, 3)), six))
    write("npy", "bytes.npy", npy(header("|u1", (3, 1, 2)), bytes(range(6))))
    write("npy", "version-2.npy", npy(header("<f4", (6,)), six, 2))
    write("npy", "version-3.npy", npy(header("<f4", ()), six[:4], 3))
    write("npy", "empty.npy", npy(header("<f4", (0, 4)), b""))
    write("npy", "fortran.npy", npy(header("<f4", (2, 3), True), six))
    write("npy", "doubles.npy", npy(header("<f8", (3,)), six))
    write("npy", "structured.npy", npy("{'descr': [('x', '<f4')], 'shape': (6,)}", six))
    write("npy", "huge.npy", npy(header("<f4", (4294967296, 4294967296)), six))
    write("npy", "not-a-number.npy", npy(header("<f4", (1, 1, 1)), struct.pack("<f", float("nan"))))


# Pictures that the fixtures do not have.

def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height, depth, color, row_bytes, extra=b"", filters=(0,), interlace=0, tail=b""):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, interlace))
    rows = b"".join(
        bytes([filters[y % len(filters)]]) + bytes((17 * x + 31 * y) % 256 for x in range(row_bytes))
        for y in range(height))
    data = chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + header + extra + data + tail + chunk(b"IEND", b"")


def exif(orientation):
    return b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0" + struct.pack("<H", orientation) + bytes(6)


def bmp(width, height, bits, compression=0, header=40, masks=b"", palette=b""):
    row = (width * bits + 31) // 32 * 4
    pixels = bytes((5 * i) % 256 for i in range(row * abs(height)))
    size = {
        12: lambda: struct.pack("<IHHHH", 12, width, height, 1, bits),
        40: lambda: struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, 0, 0, 0, 0, 0),
        124: lambda: struct.pack("<IiiHHIIiiII", 124, width, height, 1, bits, compression, 0, 0, 0, 0, 0),
    }[header]()
    start = 14 + len(size) + len(masks) + len(palette)
    return struct.pack("<2sIHHI", b"BM", start + len(pixels), 0, 0, start) + size + masks + palette + pixels


def make_images():
    gray = chunk(b"gAMA", struct.pack(">I", 45455)) + chunk(b"tEXt", b"Title\0nothing")
    colors = chunk(b"PLTE", bytes((40 * i) % 256 for i in range(12)))
    write("image", "filters.png", png(5, 7, 8, 2, 15, filters=(0, 1, 2, 3, 4)))
    write("image", "gray16.png", png(3, 2, 16, 0, 6, extra=gray))
    write("image", "gray2.png", png(9, 3, 2, 0, 3))
    write("image", "palette2-transparent.png",
          png(6, 2, 2, 3, 2, extra=colors + chunk(b"tRNS", b"\0\x80\xFF")))
    write("image", "transparent-color.png", png(2, 2, 8, 2, 6, extra=chunk(b"tRNS", bytes(6))))
    write("image", "gray-alpha16.png", png(2, 3, 16, 4, 8))
    write("image", "orientation.png", png(4, 2, 8, 2, 12, extra=chunk(b"eXIf", exif(6))))
    write("image", "one-pixel.png", png(1, 1, 1, 0, 1))
    write("image", "interlaced-start.png", png(2, 1, 8, 0, 2, interlace=1, filters=(0,)))
    masks = struct.pack("<III", 0x7C00, 0x3E0, 0x1F)
    wide_masks = struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000) + bytes(68)
    write("image", "os2.bmp", bmp(3, 2, 4, header=12, palette=bytes(range(48))))
    write("image", "masks16.bmp", bmp(3, 3, 16, 3, masks=masks))
    write("image", "version5.bmp", bmp(2, -2, 32, 3, header=124, masks=wide_masks))
    write("image", "bit.bmp", bmp(11, 2, 1, palette=bytes([0, 0, 0, 0, 255, 255, 255, 0])))
    jpeg = (IMAGES / "gray.jpg").read_bytes()
    note = b"Exif\0\0" + exif(3)
    segment = b"\xFF\xE1" + struct.pack(">H", len(note) + 2) + note
    write("image", "orientation.jpg", jpeg[:2] + segment + jpeg[2:])
    write("image", "adobe.jpg", (IMAGES / "full.jpg").read_bytes().replace(b"JFIF", b"JFXX"))
    write("image", "foreign.gif", b"GIF89a\x01\0\x01\0\0\0\0;")


# Videos.

def make_videos():
    def y4m(tags, frame, count=2, mark=b"FRAME\n"):
        return b"YUV4MPEG2 " + tags + b"\n" + (mark + frame) * count

    plane = bytes((40 * i) % 256 for i in range(48))
    write("video", "yuv420.y4m", y4m(b"W4 H4 F30000:1001 Ip A1:1 C420jpeg", plane[:24]))
    write("video", "odd-size.y4m", y4m(b"W3 H5 C420", plane[:27], mark=b"FRAME Ip\n"))
    write("video", "yuv422.y4m", y4m(b"W2 H2 C422 XCOLORRANGE=FULL", plane[:8]))
    write("video", "yuv411.y4m", y4m(b"W5 H1 C411", plane[:9]))
    write("video", "yuv440.y4m", y4m(b"W1 H3 C440", plane[:7]))
    write("video", "alpha.y4m", y4m(b"W2 H2 C444alpha F0:0", plane[:16]))
    write("video", "mono.y4m", y4m(b"W3 H1 Cmono", plane[:3], 4))
    write("video", "cut.y4m", y4m(b"W4 H4", plane[:24])[:-5])
    write("video", "deep.y4m", y4m(b"W2 H2 C420p10", plane[:12]))
    jpeg = (IMAGES / "gray.jpg").read_bytes()
    part = b"\r\n--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(jpeg)
    write("video", "two.mjpeg", jpeg + jpeg)
    write("video", "multipart.mjpeg", part + jpeg + part + jpeg)
    write("video", "cut.mjpeg", jpeg[:300] + jpeg + jpeg[:-2])
    thumbnail = b"\xFF\xE1" + struct.pack(">H", len(jpeg) + 8) + b"Exif\0\0" + jpeg
    write("video", "thumbnail.mjpeg", jpeg[:2] + thumbnail + jpeg[2:] + jpeg)
    restarts = (IMAGES / "restart.jpg").read_bytes()
    write("video", "restarts.mjpeg", restarts + b"\xFF\xFF\xD9" + restarts)


if __name__ == "__main__":
    make_weights([49, 50, 18, 118])
    make_npy()
    make_images()
    make_videos()
