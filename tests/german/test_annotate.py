"""JSON lines in, JSON lines out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from extract.cli import make_app
from extract.german.annotate import annotate_stream


def annotated(**record: Any) -> dict[str, Any]:
    (line,) = annotate_stream([json.dumps(record)])
    result: dict[str, Any] = json.loads(line)
    return result


def test_dates_and_amounts() -> None:
    text = "Seit Ende Mai 2021 fördert das Land die Brücke mit 2,5 Mio. €; 60 % trägt der Bund."
    result = annotated(id="a1", text=text)
    assert result["id"] == "a1"
    assert result["dates"] == [
        {
            "start": 5,
            "end": 18,
            "text": "Ende Mai 2021",
            "from": "2021-05-01",
            "to": "2021-05-31",
            "precision": "month",
            "modifier": "end",
            "edtf": "2021-05",
            "year_inferred": False,
        }
    ]
    (amount,) = result["amounts"]
    assert text[amount["start"] : amount["end"]] == amount["text"] == "2,5 Mio. €"
    assert (amount["value"], amount["value_to"], amount["currency"]) == (2_500_000, None, "EUR")
    assert set(amount) == {
        "start", "end", "text", "value", "value_to", "currency", "modifier", "frequency", "per", "from", "to",
    }  # fmt: skip
    for share in result["shares"]:
        assert text[share["start"] : share["end"]] == share["text"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, None),
        ({"year": 2019}, "2019-03-04"),
        ({"year": "2019"}, "2019-03-04"),
        ({"reference_date": "2011-02-01"}, "2011-03-04"),
        ({"reference_date": "2011-11-20"}, "2012-03-04"),
        ({"reference_date": "2011-11-20T08:00:00"}, "2012-03-04"),
        ({"reference_date": "2011-02-01", "year": 2019}, "2019-03-04"),
        ({"reference_date": None, "year": None}, None),
    ],
)
def test_missing_year(given: dict[str, Any], expected: str | None) -> None:
    (mention,) = annotated(id=1, text="Beginn am 4. März in Laufen", **given)["dates"]
    assert (mention["from"], mention["to"]) == (expected, expected)
    assert mention["year_inferred"]


def test_a_statement_of_funding() -> None:
    text = "Gesamtvolumen 400.000 €. Talverein 30 %"
    assert annotated(id=1, text=text)["shares"] == []
    (share,) = annotated(id=1, text=text, funding=True)["shares"]
    assert share["percent"] == 30


def test_help_names_every_input() -> None:
    done = CliRunner().invoke(make_app(), ["annotate", "--help"])
    assert done.exit_code == 0
    for name in ("text", "id", "year", "reference_date", "funding"):
        assert f"`{name}`" in done.output


def test_offsets_count_characters() -> None:
    text = "Am Ü-Haus 🏠 und\u00a0im März\u202f2022"
    (mention,) = annotated(id=1, text=text)["dates"]
    assert text[mention["start"] : mention["end"]] == "März\u202f2022"


def test_order_blank_lines_and_missing_id() -> None:
    lines = [json.dumps({"id": n, "text": f"im Jahr {2000 + n}"}) for n in range(3)]
    results = [
        json.loads(line) for line in annotate_stream([lines[0], "\n", lines[1], "", lines[2], '{"text": ""}'])
    ]
    assert [result["id"] for result in results] == [0, 1, 2, None]
    assert [len(result["dates"]) for result in results] == [1, 1, 1, 0]


def test_umlauts_are_written_as_they_are() -> None:
    (line,) = annotate_stream([json.dumps({"id": "ö", "text": "März 2022"})])
    assert "März 2022" in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("nonsense", "line 2"),
        ('{"id": 1}', "'text' is missing"),
        ('{"id": 1, "text": 5}', "text is not a string"),
        ('{"id": 1, "text": "x", "reference_date": "gestern"}', "a day like 2024-05-31, not 'gestern'"),
        ('{"id": 1, "text": "x", "year": "zwanzig"}', "year must be a year of four digits, not 'zwanzig'"),
        ('{"id": 1, "text": "x", "year": 22}', "year must be a year of four digits, not 22"),
        ('{"id": 1, "text": "x", "funding": "ja"}', "funding must be true or false, not 'ja'"),
        ("[1, 2]", "line 2"),
    ],
)
def test_bad_line(line: str, reason: str) -> None:
    stream = annotate_stream(['{"id": 0, "text": ""}', line])
    assert json.loads(next(stream))["id"] == 0
    with pytest.raises(ValueError, match="line 2") as caught:
        next(stream)
    assert reason in str(caught.value)


def test_stream_is_lazy() -> None:
    def lines() -> Any:
        yield '{"id": 0, "text": "im Mai 2022"}'
        raise AssertionError("read too far")

    assert json.loads(next(annotate_stream(lines())))["id"] == 0
