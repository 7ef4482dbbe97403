"""Any date in any notation is found with its value; nothing raises; spans lie inside the text."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from functools import cache

import dateparser
import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.german.dates import find_dates
from extract.german.dates.calendar import Unit, easter, interval
from extract.german.records import DateContext

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
ABBREVIATIONS = [
    "Jan.",
    "Feb.",
    "Mrz",
    "Apr.",
    "Mai",
    "Jun.",
    "Jul.",
    "Aug.",
    "Sept.",
    "Okt.",
    "Nov.",
    "Dez.",
]
ORDINALS = {1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten"}
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31))
NOTATIONS = (
    "{d:02}.{m:02}.{y}", "{d}.{m}.{y}", "{d}. {m}. {y}", "{d:02}.{m:02}.{yy:02}", "{y}-{m:02}-{d:02}",
    "{d}. {month} {y}",
    "{d:02}. {month} {y}", "{d}. {abbreviation} {y}", "{d}.{month} {y}", "{d}. {month} des Jahres {y}",
    "{d}/{m}/{y}",
    "{d}.\u00a0{month}\u202f{y}", "{d}. {month}\n{y}",
)  # fmt: skip
FRAMES = (
    "{}",
    "am {}",
    "Die Brücke wurde am {} eröffnet.",
    "({})",
    "Frist: {}; Ort: Laufen",
    "Stand {}, 3 von 5 Anlagen",
)


def written(notation: str, day: date) -> str:
    return notation.format(
        d=day.day, m=day.month, y=day.year, yy=day.year % 100, month=MONTHS[day.month - 1],
        abbreviation=ABBREVIATIONS[day.month - 1],
    )  # fmt: skip


@settings(deadline=None)
@given(DAYS, st.sampled_from(NOTATIONS), st.sampled_from(FRAMES))
def test_a_day_in_any_notation(day: date, notation: str, frame: str) -> None:
    surface = written(notation, day)
    (mention,) = find_dates(frame.format(surface))
    assert (mention.text, mention.date_start, mention.date_end) == (surface, day, day)
    assert (mention.precision, mention.edtf, mention.year_inferred) == ("day", day.isoformat(), False)


@settings(deadline=None)
@given(DAYS, st.integers(1, 300), st.sampled_from((" bis ", "–", " – ", "-", " bis zum ")))
def test_a_range_of_days(first: date, length: int, connector: str) -> None:
    last = first + timedelta(days=length)
    left = f"{first.day}.{first.month}." if first.year == last.year else f"{first:%d.%m.%Y}"
    surface = f"{left}{connector}{last.day}.{last.month}.{last.year}"
    (mention,) = find_dates(f"vom {surface} in Talheim")
    assert (mention.text, mention.date_start, mention.date_end) == (surface, first, last)
    assert mention.precision == "range"


UNITS = st.one_of(
    st.integers(1, 12).map(lambda n: (f"{MONTHS[n - 1]} {{y}}", Unit(kind="month", month=n))),
    st.integers(1, 12).map(lambda n: (f"{n:02}/{{y}}", Unit(kind="month", month=n))),
    st.integers(1, 4).map(lambda n: (f"{n}. Quartal {{y}}", Unit(kind="quarter", numbers=(n,)))),
    st.integers(1, 4).map(lambda n: (f"Q{n}/{{y}}", Unit(kind="quarter", numbers=(n,)))),
    st.integers(1, 4).map(lambda n: (f"{ORDINALS[n]} Quartal {{y}}", Unit(kind="quarter", numbers=(n,)))),
    st.integers(1, 2).map(lambda n: (f"{n}. Halbjahr {{y}}", Unit(kind="halfyear", numbers=(n,)))),
    st.sampled_from(("Frühjahr", "Sommer", "Herbst", "Winter")).map(
        lambda name: (
            f"{name} {{y}}",
            Unit(kind="season", numbers=({"F": 1, "S": 2, "H": 3, "W": 4}[name[0]],)),
        )
    ),
    st.integers(1, 52).map(lambda n: (f"KW {n}/{{y}}", Unit(kind="week", numbers=(n,)))),
    st.integers(1, 52).map(lambda n: (f"{n}. KW {{y}}", Unit(kind="week", numbers=(n,)))),
    st.just(("Schuljahr {y}/{z}", Unit(kind="schoolyear"))),
    st.just(("WiSe {y}/{z}", Unit(kind="semester", numbers=(2,)))),
    st.just(("SoSe {y}", Unit(kind="semester", numbers=(1,)))),
    st.just(("Jahr {y}", Unit(kind="year"))),
    st.just(("Jahreswechsel {y}/{z}", Unit(kind="turn"))),
)


@settings(deadline=None)
@given(UNITS, st.integers(1990, 2049), st.sampled_from(("", "Anfang ", "Mitte ", "Ende ")))
def test_a_unit_of_any_size(unit: tuple[str, Unit], year: int, part: str) -> None:
    pattern, expected = unit
    if expected.kind == "turn" or pattern.startswith("Jahr "):
        part = ""
    surface = part + pattern.format(y=year, z=f"{(year + 1) % 100:02}")
    (mention,) = find_dates(f"Die Abnahme folgt im {surface} in Laufen.")
    assert (mention.date_start, mention.date_end) == interval(expected, year)
    assert mention.modifier == {"": None, "Anfang ": "start", "Mitte ": "mid", "Ende ": "end"}[part]
    if not pattern.startswith("Jahr "):
        assert mention.text == surface


@settings(deadline=None)
@given(DAYS, st.sampled_from(MONTHS), st.integers(1, 28), st.integers(1990, 2049))
def test_the_edition_lends_its_year(day: date, month: str, number: int, year: int) -> None:
    context = DateContext(edition_year=year, reference_date=day)
    (mention,) = find_dates(f"Die Abnahme folgt am {number}. {month} in Laufen.", context=context)
    assert mention.date_start == mention.date_end == date(year, MONTHS.index(month) + 1, number)
    assert mention.year_inferred


@settings(deadline=None)
@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_nearest_is_within_half_a_year(reference: date, month: int, number: int) -> None:
    context = DateContext(reference_date=reference)
    (mention,) = find_dates(f"am {number}.{month:02}.", context=context)
    assert mention.date_start is not None
    assert abs((mention.date_start - reference).days) <= 183


@cache
def valid_edtf(text: str) -> bool:
    return parse_edtf(text) is not None


PIECES = st.sampled_from(
    """1 2 12 31 2022 22 1990 . , / - – : ; ( ) % € § ' ’ und bis von vom zum im am seit ab Mai März Jan. Q3
    H1 KW Quartal Halbjahr Herbst Winter Anfang Ende Jahres des Schuljahr WiSe Ostern er Jahre III ersten
    letzte Woche Jahrhundert Jahreswechsel „ “""".split()  # noqa: SIM905 - a table of words reads better as a paragraph
)


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(PIECES, max_size=30).map(" ".join),
        st.lists(PIECES, max_size=30).map("".join),
    )
)
def test_random_text_never_raises(text: str) -> None:
    contexts = (None, DateContext(edition_year=2022, reference_date=date(2022, 5, 1), label="2020/2021"))
    for context in contexts:
        end = 0
        for mention in find_dates(text, context=context):
            assert end <= mention.start < mention.end <= len(text)
            assert mention.text == text[mention.start : mention.end]
            assert (mention.date_start is None) == (mention.date_end is None)
            if mention.date_start is not None and mention.date_end is not None:
                assert mention.date_start <= mention.date_end
            assert valid_edtf(mention.edtf)
            end = mention.end


@given(DAYS, st.sampled_from(("{d}. {month} {y}", "{d:02}.{m:02}.{y}", "{d}.{m}.{y}")))
@settings(max_examples=40, deadline=None)
def test_plain_days_as_dateparser_reads_them(day: date, notation: str) -> None:
    """The plain full dates cut out by the grammar mean what dateparser, strictly set up, makes of them."""
    (mention,) = find_dates("Abnahme am " + written(notation, day) + " in Laufen")
    parsed = dateparser.parse(
        mention.text,
        languages=["de"],
        settings={
            "DATE_ORDER": "DMY",
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RELATIVE_BASE": datetime(2000, 1, 1),
        },
    )
    assert parsed is not None
    assert parsed.date() == mention.date_start


@settings(deadline=None)
@given(st.integers(1700, 2299))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@pytest.mark.parametrize(
    "piece",
    [
        "1 ", "1.", "1.2.", "Mai ", "1. und ", "2022 ", "2022-", "1/", "erste und zweite ", "KW 1 ",
        "Mai bis ",
        "2. , ", "Q1-", "Anfang ", "2022 kam. Im Mai ging. ", "www.a.de ", "„", "1. Mai, ", "\n",
    ],
)  # fmt: skip
def test_time_grows_with_the_text_only(piece: str) -> None:
    """Ten times the text takes about ten times as long; a quadratic scan would take a hundred times as
    long."""
    short, long = piece * 300, piece * 3_000
    find_dates(short)
    seconds = []
    for text in (short, long):
        runs = []
        for _ in range(3):
            start = time.process_time()
            find_dates(text)
            runs.append(time.process_time() - start)
        seconds.append(min(runs))
    assert seconds[1] < 35 * max(seconds[0], 0.002)
