"""What names of fonts, meanings of glyphs, colours and dates of a file come to."""

from __future__ import annotations

import pytest

from extract.pdf.content.colors import to_rgb
from extract.pdf.file.source import date_of, text_of
from extract.pdf.font.fonts import FLAG_FORCE_BOLD, FLAG_ITALIC, is_bold, is_italic, plain_name
from extract.pdf.font.glyphs import SPACE, UNMAPPED, resolve


@pytest.mark.parametrize(
    ("name", "bold", "italic"),
    [
        ("Muster-Regular", False, False),
        ("Muster-Bold", True, False),
        ("Muster-BoldItalic", True, True),
        ("MusterLT-65Bold", True, False),
        ("MusterPro-SemiboldIt", True, True),
        ("Muster-Semi-Bold", True, False),
        ("Muster,Bold", True, False),
        ("Muster-BoldMT", True, False),
        ("musterbold", True, False),
        ("musterbd", True, False),
        ("Muster-Black", True, False),
        ("MusterBlackOblique", True, True),
        ("Muster-Heavy", True, False),
        ("Muster-Ultra-Bold", True, False),
        ("Muster-Halbfett", True, False),
        ("Muster-Kräftig", True, False),
        ("Muster-FettKursiv", True, True),
        # Words that strengthen something else, and words that only begin alike.
        ("Muster-UltraLight", False, False),
        ("Muster-Ultra-Condensed", False, False),
        ("Muster-DemiLight", False, False),
        ("Muster-Medium", False, False),
        ("Blackletter", False, False),
        ("Italia-Regular", False, False),
        ("Iterum", False, False),
    ],
)
def test_names_of_fonts(name: str, bold: bool, italic: bool) -> None:
    assert (is_bold(name), is_italic(name)) == (bold, italic)


def test_descriptors_of_fonts() -> None:
    assert is_bold("Muster", weight=700)
    assert is_bold("Muster", flags=FLAG_FORCE_BOLD)
    assert not is_bold("Muster", weight=400)
    assert is_italic("Muster", flags=FLAG_ITALIC)
    assert is_italic("Muster", angle=-12)
    assert not is_italic("Muster", angle=-90)  # nonsense


def test_names_lose_their_subset_prefix() -> None:
    assert plain_name("ABCDEF+Muster-Bold") == "Muster-Bold"
    assert plain_name(b"ABCDEF+Muster") == "Muster"
    assert plain_name("Kurz+Muster") == "Kurz+Muster"
    assert plain_name(None) == ""


@pytest.mark.parametrize(
    ("raw", "symbol_font", "expected"),
    [
        ("ﬁ", False, ("fi", False)),
        ("ﬄ", False, ("ffl", False)),
        ("½", False, ("½", False)),
        ("₂", False, ("₂", False)),
        ("\u2010", False, ("-", False)),
        ("\u2011", False, ("-", False)),
        ("\u00ad", False, ("\u00ad", False)),
        ("\u00a0", False, (SPACE, False)),
        ("\u2009", False, (SPACE, False)),
        ("\u200b", False, ("", False)),
        ("(cid:17)", False, (UNMAPPED, False)),
        ("\x03", False, (UNMAPPED, False)),
        ("\ufffd", False, (UNMAPPED, False)),
        ("\ue01f", False, ("\ue01f", True)),
        ("\U000f0042", False, ("\U000f0042", True)),
        ("•", False, ("•", False)),
        ("✓", False, ("✓", False)),
        ("\uf0b7", True, ("•", False)),
        ("\uf0b7", False, ("\uf0b7", True)),
        ("ü", True, ("ü", True)),
        ("§", True, ("▪", False)),
        ("α", True, ("α", False)),
    ],
)
def test_meanings_of_glyphs(raw: str, symbol_font: bool, expected: tuple[str, bool]) -> None:
    assert resolve(raw, symbol_font=symbol_font) == expected


@pytest.mark.parametrize(
    ("values", "space", "expected"),
    [
        (0.25, "DeviceGray", (0.25, 0.25, 0.25)),
        ((0.1, 0.2, 0.3), "DeviceRGB", (0.1, 0.2, 0.3)),
        ((0, 1, 0, 0), "DeviceCMYK", (1.0, 0.0, 1.0)),
        ((0, 0, 0, 1), None, (0.0, 0.0, 0.0)),
        ((1.0,), "Separation", (0.0, 0.0, 0.0)),
        ((7, -3, 0.5), "ICCBased", (1.0, 0.0, 0.5)),
        ((1.0,), "Separation|DeviceCMYK|0 0 0 0|1 0 0 0|1", (0.0, 1.0, 1.0)),
        ((0.5,), "Separation|DeviceRGB|1 1 1|0 0 1|1", (0.5, 0.5, 1.0)),
        ((0.5,), "Separation|DeviceGray|1|0|2", (0.75, 0.75, 0.75)),
        ((1.0, 1.0, 0.0), "DeviceN|Magenta|Yellow|Rot", (1.0, 0.0, 0.0)),
        ((0.0, 0.0, 1.0), "DeviceN|Magenta|Yellow|Rot", (0.0, 0.0, 0.0)),
        ("P0", "Pattern", None),
        ((3,), "Indexed", None),
        (None, None, None),
        ((), None, None),
        (((0.1, 0.2, 0.3), "P0"), "Pattern", None),
        ((float("nan"),), "DeviceGray", (0.0, 0.0, 0.0)),
    ],
)
def test_colours(values: object, space: str | None, expected: object) -> None:
    assert to_rgb(values, space) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"D:20221205093000+01'00'", "2022-12-05T09:30:00+01:00"),
        (b"D:20221205093000Z", "2022-12-05T09:30:00Z"),
        ("D:20221205", "2022-12-05"),
        ("D:202212", "2022-12"),
        ("2022", "2022"),
        ("gestern", None),
        (None, None),
    ],
)
def test_dates_of_files(raw: object, expected: str | None) -> None:
    assert date_of(raw) == expected


def test_text_strings_of_files() -> None:
    assert (
        text_of("Grüße – bald".encode("utf-16-be")[:0] + b"\xfe\xff" + "Grüße – bald".encode("utf-16-be"))
        == "Grüße – bald"
    )
    assert text_of(b"\xef\xbb\xbf" + "Maß".encode()) == "Maß"
    assert text_of(b"Gr\xfc\xdfe \x85 bald") == "Grüße – bald"
    assert text_of(b"\xfe\xff\xd8") is not None
    assert text_of("a\x00\x07\nb  c") == "a b c"
    assert text_of(17) is None
    assert text_of("   ") is None
