"""Where German sentences end. Each example is written with its sentences apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.german.sentences import sentence_spans

EXAMPLES = [
    # plain
    ["Der Steg ist fertig.", "Die Boote liegen fest."],
    ["Ist er fertig?", "Ja!", "Alle freuen sich."],
    ["Er sagte: „Der Steg ist fertig.“", "Dann ging er."],
    # abbreviations end nothing
    ["Viele Häfen, z. B. Seestadt, haben Stege."],
    ["Viele Häfen, z.B. Seestadt, haben Stege."],
    ["Der Bau kostet ca. 5 Mio. Euro und dauert lange."],
    ["Der Bau kostet 5 Mio. €."],
    ["Stand Nov. 2022: Der Bau ruht."],
    ["Nach Nr. 5 gilt das.", "Danach nicht mehr."],
    ["Vgl. Kap. 3 und Abb. Zwei."],
    ["Der Verein e. V. Seestadt half."],
    ["Dr. Meer und Prof. Ufer kamen."],
    ["Es gibt Boote, Stege, Bojen usw. im Hafen."],
    ["Es gibt Boote, Stege, Bojen usw.", "Die Boote sind neu."],
    ["Das Land zahlt 5.000 € p. a.", "Das reicht."],
    ["Er kommt d. h. Alles ist gut."],
    # ordinals and dates
    ["Im 3. Quartal 2022 begann der Bau."],
    ["Am 01. Mai 2020 begann der Bau."],
    ["Am 27.11. Auftakt im Hafen."],
    ["Am 27.11.2021 war Auftakt.", "Viele kamen."],
    ["Der Bau begann 2020.", "Er endete 2022."],
    ["Das 2. Boot fährt."],
    ["Der Umbau endet am 3.", "Die Boote warten."],
    # lines
    ["• Steg gebaut", "• Bojen gelegt"],
    ["1. Die Boote werden gezählt.", "2. Die Stege werden gezählt."],
    ["2021: 419.000 €", "2022: 350.000 €"],
    ["Überschrift", "Der Text darunter."],
]


@pytest.mark.parametrize("sentences", EXAMPLES, ids=lambda item: item[0][:24])
def test_sentences(sentences: list[str]) -> None:
    lines = sentences[0].startswith(("•", "1.", "2021", "Überschrift"))
    text = ("\n" if lines else " ").join(sentences)
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@pytest.mark.parametrize(
    "text",
    [
        "Die Stadt zahlt 30.000\nEuro an den Verein.",
        "Die Stadt zahlt ca.\n30.000 Euro.",
        "Die Stadt zahlt viel\nund gern.",
        "Die Stadt zahlt an den\nVerein.",
        "Insgesamt: 90.000 €\nbzw. pro Jahr: 9.000 €",
    ],
)
def test_a_line_that_runs_on_is_one_sentence(text: str) -> None:
    assert sentence_spans(text) == ((0, len(text)),)


def test_a_blank_line_always_separates() -> None:
    text = "Die Stadt zahlt\n\nden Verein"
    assert [text[a:b] for a, b in sentence_spans(text)] == ["Die Stadt zahlt", "den Verein"]


@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(["A", "b", ".", " ", "\n", "!", "1", "Die", "z", "„", "“", "Mio"])).map(
            "".join
        ),
    )
)
@settings(max_examples=300, deadline=None)
def test_spans_cover_everything_but_white_space_once(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(text[a:b].strip() == text[a:b] != "" for a, b in spans)
