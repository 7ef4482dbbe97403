"""Whether a text is German: running text says so, lists of names say nothing."""

from __future__ import annotations

import pytest

from extract.german.language import other_language

GERMAN = "Der Kreis baut die Brücke und den Radweg, für die das Land einen Zuschuss zahlt. " * 8
ENGLISH = "The district builds the bridge and the cycle path, for which the state has paid a grant. " * 8
DUTCH = "Het dorp bouwt een brug voor de fietsers, die door het land wordt betaald en niet door ons. " * 8


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, None),
        (ENGLISH, "en"),
        (DUTCH, "nl"),
        (GERMAN + ENGLISH, None),
        ("Müller GmbH Ahausen 12 Brücke Nord " * 40, None),
        ("The bridge.", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert other_language([text]) == language
