from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from importlib.resources import files
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extract.german.hyphenation import Vocabulary, join_lines

CASES = yaml.safe_load(files("extract.german.hyphenation").joinpath("cases.yaml").read_text(encoding="utf-8"))
ALONE = [case for group, cases in CASES.items() if group != "with_document" for case in cases]


@pytest.mark.parametrize(("left", "right", "expected", "reason"), ALONE)
def test_corpus(left: str, right: str, expected: str, reason: str | None) -> None:
    joined = join_lines([str(left), str(right)])
    assert joined.text == expected
    if reason is not None:
        assert joined.decisions[-1].reason == reason


@pytest.mark.parametrize(("document", "left", "right", "expected", "reason"), CASES["with_document"])
def test_corpus_with_document(document: str, left: str, right: str, expected: str, reason: str) -> None:
    joined = join_lines([left, right], vocabulary=Vocabulary.from_texts([document]))
    assert (joined.text, joined.decisions[-1].reason) == (expected, reason)


def test_breaks_stay() -> None:
    joined = join_lines(
        ["Erster Ab-", "satz.", "• Punkt", "eins", "", "• Punkt zwei-"],
        breaks=[True, False, True, False, True, False],
    )
    assert joined.text == "Erster Absatz.\n• Punkt eins\n• Punkt zwei-"


def test_breaks_must_fit() -> None:
    with pytest.raises(ValueError, match="1 breaks for 2 lines"):
        join_lines(["a", "b"], breaks=[False])


def test_a_word_over_three_lines() -> None:
    assert join_lines(["Ladesäulen-", "verzeich-", "nis"]).text == "Ladesäulenverzeichnis"
    assert join_lines(["www.auental.de/der-", "lange-", "weg"]).text == "www.auental.de/der-lange-weg"


def test_words_broken_at_a_line_end_are_no_witnesses() -> None:
    vocabulary = Vocabulary.from_lines(["Das Start-", "up wächst im Park", "nebenan. Ein Start-up-Haus"])
    assert vocabulary.words.get("wächst") == 1
    assert "up" not in {word for word in vocabulary.words if vocabulary.words[word] > 1}
    assert vocabulary.hyphened("start", "up") == 1
    assert vocabulary.joined("Pa", "rk") == 1


def test_decision_is_told() -> None:
    (decision,) = join_lines(["der Sport-", "und Spielplatz"]).decisions
    assert (decision.left, decision.right, decision.joined, decision.spaced) == ("Sport-", "und", False, True)


@pytest.mark.parametrize(
    "lines",
    [
        ["Kamp-", "Lintfort"],
        ["Die Orte waren da-", "mit zufrieden."],  # one word by the list of such adverbs
        ["Ein Flöß-", "zu mit Flößzu am Ufer."],  # the document writes it so itself
    ],
)
def test_dictionaries_load_late(lines: list[str]) -> None:
    code = (
        "import sys, extract.german.hyphenation as room\n"
        f"room.join_lines({lines!r}, vocabulary=room.Vocabulary.from_lines({lines!r}))\n"
        "print('simplemma' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False\n"
    )


TROUBLE = "aäAB1 -\u00ad\u2010\u2011–—/.,:*()&@_\u00a0\u202f\u200bﬁﬄ\u0308\u0301\ue001\ufffe\n\t₂"
LINES = st.lists(st.text(alphabet=TROUBLE, max_size=12) | st.text(max_size=12), max_size=6)


def essence(text: str) -> str:
    """Letters, digits and signs without white space, hyphens and what stands for them."""
    for ligature, letters in {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
    }.items():
        text = text.replace(ligature, letters)
    text = re.sub(
        r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad\u2010\u2011\u2212\ufe63\uff0d–—\x02\ufffe\ufffd\ue000-\uf8ff-]",
        "",
        text,
    )
    return unicodedata.normalize("NFC", text)


@given(LINES)
def test_never_changes_a_letter(lines: list[str]) -> None:
    assert essence(join_lines(lines).text) == essence("".join(lines))


@given(LINES, st.data())
def test_text_is_regular(lines: list[str], data: st.DataObject) -> None:
    breaks = data.draw(st.lists(st.booleans(), min_size=len(lines), max_size=len(lines)))
    text = join_lines(lines, breaks=breaks).text
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"  | \n|\n |[^\S \n]|^\s|\s$|[\u00ad\ufb00-\ufb06]", text)


@given(LINES)
def test_offsets_lead_back(lines: list[str]) -> None:
    joined = join_lines(lines)
    source = "\n".join(lines)
    spans = [joined.offsets.to_source(index, index + 1) for index in range(len(joined.text))]
    for char, (start, end) in zip(joined.text, spans, strict=True):
        assert 0 <= start <= end <= len(source)
        if char.isascii() and char.isalnum() and end > start:
            printed = unicodedata.normalize("NFKC", source[start:end])
            assert char in unicodedata.normalize("NFD", printed)
        if char.isalnum():
            assert end > start
    assert all(first[0] <= second[0] for first, second in pairwise(spans))


@given(
    st.lists(
        st.sampled_from(
            ["Moor", "Schutz", "und", "Park", "IT", "Start", "up", "der", "Kinder", "2024", "(so", "mehr)"]
        ),
        min_size=1,
        max_size=12,
    )
)
def test_unbroken_lines_are_joined_by_spaces(words: list[str]) -> None:
    assert join_lines(words).text == " ".join(words)


def test_long_lines_are_quick() -> None:
    for line in ("." * 200_000, "a " * 100_000 + "\u2000", "-" * 100_000, "www." * 50_000 + "-"):
        assert join_lines([line, line, "x"]).text


def test_name_with_a_number_in_it_is_joined_as_the_document_writes_it() -> None:
    lines = ["Das Netz stadt4-", "talente im Land"]
    known = Vocabulary.from_lines(["Alle reden über stadt4talente", "und über CO2-neutrale Busse"])
    assert join_lines(lines, vocabulary=known).text == "Das Netz stadt4talente im Land"
    assert join_lines(lines, vocabulary=Vocabulary.from_lines([])).text == "Das Netz stadt4-talente im Land"
    assert join_lines(["CO2-", "neutrale Busse"], vocabulary=known).text == "CO2-neutrale Busse"
