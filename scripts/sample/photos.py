"""Placeholder photographs: small coloured scenes computed pixel by pixel, with whole numbers only.

Whole numbers give the same bytes on every machine.
"""

from __future__ import annotations

from collections.abc import Callable

WIDTH, HEIGHT = 132, 112
Pixel = tuple[int, int, int]


def _mix(a: Pixel, b: Pixel, part: int, whole: int) -> Pixel:
    part = max(0, min(whole, part))
    return tuple((x * (whole - part) + y * part) // whole for x, y in zip(a, b, strict=True))  # type: ignore[return-value]


def _noise(x: int, y: int) -> int:
    value = (x * 374761393 + y * 668265263) & 0xFFFFFFFF
    value = ((value ^ (value >> 13)) * 1274126177) & 0xFFFFFFFF
    return (value >> 16) % 9 - 4


def _ridge(x: int, height: int, step: int) -> int:
    return height + abs((x + step) % (2 * step) - step) // 3 + abs((3 * x) % step - step // 2) // 6


def road(x: int, y: int) -> Pixel:
    horizon = HEIGHT * 45 // 100
    if y < horizon:
        return _mix((120, 160, 190), (236, 214, 190), y, horizon)
    half = 4 + (y - horizon) * 6 // 10
    off = abs(x - WIDTH // 2)
    if off < half:
        return (240, 240, 230) if off < 1 + (y - horizon) // 22 and (y // 9) % 2 else (74, 78, 84)
    return _mix((104, 140, 84), (66, 100, 58), y - horizon, HEIGHT - horizon)


def hills(x: int, y: int) -> Pixel:
    if y > _ridge(x, 74, 60):
        return _mix((84, 122, 74), (44, 78, 52), y - 74, 40)
    if y > _ridge(x + 31, 48, 44):
        return (120, 150, 130)
    return _mix((140, 180, 210), (240, 226, 200), y, 70)


def water(x: int, y: int) -> Pixel:
    if y > 62:
        shine = (x * 3 + y * 7 + _noise(x // 6, y)) % 23 < 4
        return (170, 200, 208) if shine else _mix((72, 120, 140), (28, 62, 84), y - 62, 50)
    boat = 52 < y <= 66 and abs(x - 74) < 26 - (y - 52)
    return (190, 84, 50) if boat else _mix((196, 214, 222), (246, 228, 202), y, 62)


def city(x: int, y: int) -> Pixel:
    block = x // 15
    roof = 34 + (block * 37) % 41
    if y > roof:
        window = x % 15 in (4, 5, 9, 10) and y % 10 in (4, 5, 6) and (block * 7 + y // 10) % 3
        return (250, 214, 130) if window else (58 + block * 5, 70 + block * 3, 92)
    return _mix((70, 66, 110), (230, 160, 120), y, 80)


def people(x: int, y: int) -> Pixel:
    for place, (cx, top, coat) in enumerate(
        ((34, 46, (190, 90, 60)), (66, 38, (40, 110, 120)), (98, 50, (110, 80, 150)))
    ):
        dx, dy = x - cx, y - top
        if dx * dx + dy * dy < 100:
            return (226 - 30 * place, 178 - 28 * place, 150 - 24 * place)
        if dy > 10 and abs(dx) < 8 + min(dy - 10, 12):
            return coat
    return _mix((244, 226, 196), (170, 190, 190), y, HEIGHT)


def lab(x: int, y: int) -> Pixel:
    if y > 84:
        return (120, 128, 136)
    for cx, color in ((30, (60, 150, 170)), (62, (200, 110, 70)), (94, (120, 170, 90))):
        if 40 < y <= 84 and abs(x - cx) < 3 + (y - 40) // 4:
            return color if y > 58 else (222, 232, 236)
    return _mix((198, 208, 216), (236, 240, 242), x, WIDTH)


def stage(x: int, y: int) -> Pixel:
    if x < 24 + y // 9 or x > WIDTH - 24 - y // 9:
        return (130 + (x * 13) % 30, 30, 40)
    dx, dy = x - WIDTH // 2, (y - 92) * 3
    return (250, 226, 150) if dx * dx + dy * dy < 1600 else _mix((40, 34, 60), (120, 80, 60), y, HEIGHT)


SCENES: dict[str, Callable[[int, int], Pixel]] = {
    "road": road,
    "hills": hills,
    "water": water,
    "city": city,
    "people": people,
    "lab": lab,
    "stage": stage,
}


def pixels(scene: str) -> bytes:
    """The scene as 8-bit RGB rows, ``WIDTH`` by ``HEIGHT``.

    Raises:
        KeyError: there is no such scene.
    """
    draw = SCENES[scene]
    found = bytearray()
    for y in range(HEIGHT):
        for x in range(WIDTH):
            grain = _noise(x, y)
            found += bytes(max(0, min(255, channel + grain)) for channel in draw(x, y))
    return bytes(found)
