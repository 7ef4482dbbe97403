"""The spaCy components give the same as the plain functions."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extract.german import components
from extract.german.amounts import AmountContext, find_amounts
from extract.german.dates import find_dates
from extract.german.organisations import find_organisations
from extract.german.records import DateContext
from extract.german.shares import ShareContext, find_shares

TEXT = (
    "Seit dem 31.08. bis 03.09.2022 und im Mai prüft die Talwerke GmbH den Antrag über 2,5 bis 3 Mio. Euro; "
    "90 % der Kosten trägt das Land."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("de")
    pipeline.add_pipe("german_dates", config={"edition_year": 2022})
    pipeline.add_pipe("german_amounts")
    pipeline.add_pipe("german_shares", config={"funding_statement": True})
    pipeline.add_pipe("german_organisations")
    return pipeline


def test_same_as_the_functions(nlp: Language) -> None:
    doc = nlp(TEXT)
    context = DateContext(edition_year=2022)
    assert [span._.date for span in doc.spans["dates"]] == list(find_dates(TEXT, context=context))
    amounts = find_amounts(TEXT, context=AmountContext(date_context=DateContext()))
    assert [span._.amount for span in doc.spans["amounts"]] == list(amounts)
    shares = find_shares(TEXT, context=ShareContext(funding_statement=True))
    assert [span._.share for span in doc.spans["shares"]] == list(shares)
    assert [span._.organisation for span in doc.spans["organisations"]] == list(find_organisations(TEXT))
    assert all(len(doc.spans[key]) for key in ("dates", "amounts", "shares", "organisations"))


def test_spans_cover_their_records(nlp: Language) -> None:
    doc = nlp(TEXT)
    for span in doc.spans["dates"]:
        assert span.label_ == "DATE"
        assert span.start_char <= span._.date.start < span._.date.end <= span.end_char


def test_spans_of_other_origin_have_no_record(nlp: Language) -> None:
    assert nlp(TEXT)[0:2]._.date is None


def test_context_of_one_doc_wins(nlp: Language) -> None:
    doc = nlp.make_doc("Auftakt im Mai")
    doc._.date_context = {"label": "2019"}
    assert nlp(doc).spans["dates"][0]._.date.date_start == date(2019, 5, 1)
    doc = nlp.make_doc("Auftakt im Mai")
    doc._.date_context = {"reference_date": "2011-04-01"}
    assert nlp(doc).spans["dates"][0]._.date.date_start == date(2011, 5, 1)
    doc = nlp.make_doc("Auftakt im Mai")
    doc._.date_context = {"lable": "2019"}
    with pytest.raises(ValueError, match="lable"):
        nlp(doc)


def test_configuration_is_checked() -> None:
    pipeline = spacy.blank("de")
    with pytest.raises(Exception, match="edition_year"):
        pipeline.add_pipe("german_dates", config={"edition_year": "bald"})
    pipeline.add_pipe(
        "german_dates", config={"spans_key": "zeit", "label": "ZEIT", "reference_date": "2020-02-01"}
    )
    doc = pipeline("im März")
    assert doc.spans["zeit"][0].label_ == "ZEIT"
    assert doc.spans["zeit"][0]._.date.date_start == date(2020, 3, 1)


def test_docs_survive_bytes_and_pickled_pipes(nlp: Language) -> None:
    doc = nlp(TEXT)
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for key, attribute in (("dates", "date"), ("amounts", "amount")):
        records = [getattr(span._, attribute) for span in copy.spans[key]]
        assert records == [getattr(span._, attribute) for span in doc.spans[key]]
        assert None not in records


def test_pipeline_survives_its_configuration(nlp: Language) -> None:
    again = spacy.blank("de").from_config(nlp.config)
    first, second = nlp(TEXT), again(TEXT)
    assert [span._.date for span in second.spans["dates"]] == [span._.date for span in first.spans["dates"]]


def records(doc: Doc) -> list[list[Any]]:
    return [
        [getattr(span._, attribute) for span in doc.spans[key]]
        for key, attribute in (
            ("dates", "date"),
            ("amounts", "amount"),
            ("shares", "share"),
            ("organisations", "organisation"),
        )
    ]


def test_all_records_of_a_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert records(doc) == [
        list(found) for found in (doc._.dates, doc._.amounts, doc._.shares, doc._.organisations)
    ]
    assert nlp.make_doc(TEXT)._.dates == ()


def test_two_components_on_one_key_keep_both() -> None:
    pipeline = spacy.blank("de")
    pipeline.add_pipe("german_dates", config={"spans_key": "sc", "year": 2022})
    pipeline.add_pipe("german_amounts", config={"spans_key": "sc"})
    pipeline.add_pipe("german_dates", name="other_year", config={"spans_key": "sc", "year": 2019})
    doc = pipeline("Im Mai flossen 500 Euro.")
    assert [(span.label_, span.text) for span in doc.spans["sc"]] == [
        ("DATE", "Mai"),
        ("MONEY", "500 Euro"),
        ("DATE", "Mai"),
    ]
    first, amount, second = doc.spans["sc"]
    assert (first._.date.date_start, second._.date.date_start) == (date(2022, 5, 1), date(2019, 5, 1))
    assert first._.amount is None
    assert amount._.amount.value == 500


def test_a_second_run_replaces_the_first(nlp: Language) -> None:
    doc = nlp(TEXT)
    before = records(doc)
    assert records(nlp(doc)) == before


def test_two_mentions_in_one_token_keep_both(nlp: Language) -> None:
    doc = nlp("Zählungen 2010/2012")
    assert [record.text for record in records(doc)[0]] == ["2010", "2012"]
    assert [record.text for record in doc._.dates] == ["2010", "2012"]


def test_joined_docs_keep_records(nlp: Language) -> None:
    docs = [nlp(TEXT), nlp("Am 3. Mai 2021 zahlte die Stadt 900 Euro.")]
    joined = Doc.from_docs(docs)
    assert [len(group) for group in records(joined)] == [
        sum(len(records(doc)[place]) for doc in docs) for place in range(4)
    ]
    for found in (*joined._.dates, *joined._.amounts, *joined._.shares, *joined._.organisations):
        assert joined.text[found.start : found.end] == found.text
    amount = joined._.amounts[-1]
    assert joined.text[amount.sentence_start : amount.sentence_end].startswith("Am 3. Mai")


def test_a_part_of_a_doc_keeps_its_records(nlp: Language) -> None:
    doc = nlp("Beginn im Jahr 2020. Am 3. Mai 2021 zahlte die Stadt 900 Euro, 2022 noch 100 Euro.")
    part = doc[4:14].as_doc(copy_user_data=True)
    assert part.text.startswith("Am 3. Mai")
    assert [found.text for found in part._.dates] == ["3. Mai 2021"]
    assert [found.text for found in part._.amounts] == ["900 Euro"]
    span = part.char_span(part._.amounts[0].start, part._.amounts[0].end)
    assert span is not None
    assert span._.amount.value == 900
    assert part.text[span._.amount.start : span._.amount.end] == "900 Euro"


def test_a_bin_of_docs_keeps_records(nlp: Language) -> None:
    docs = [nlp(TEXT), nlp("Am 3. Mai 2021 zahlte die Stadt 900 Euro.")]
    stored = DocBin(docs=docs, store_user_data=True).to_bytes()
    again = list(DocBin().from_bytes(stored).get_docs(nlp.vocab))
    assert [records(doc) for doc in again] == [records(doc) for doc in docs]


def test_several_processes_keep_records(nlp: Language) -> None:
    texts = [TEXT, "Am 3. Mai 2021 zahlte die Stadt 900 Euro."] * 2
    docs = list(nlp.pipe(texts, n_process=2, batch_size=2))
    assert [records(doc) for doc in docs] == [records(nlp(text)) for text in texts]


@pytest.mark.parametrize(
    ("name", "config", "says"),
    [
        ("german_dates", {"year": 24}, "german_dates: year must be a year of four digits, not 24"),
        ("german_dates", {"edition_year": 20224}, "edition_year must be a year of four digits, not 20224"),
        ("german_dates", {"reference_date": "bald"}, "must be a day like 2024-05-31, not 'bald'"),
        ("german_amounts", {"reference_date": "31.05.2024"}, "must be a day like 2024-05-31"),
        ("german_dates", {"year": 2022, "heading_year": 2022}, "give one of them"),
        ("german_shares", {"funding_statement": "vielleicht"}, "funding_statement"),
    ],
)
def test_a_slip_in_the_configuration_is_named(name: str, config: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        spacy.blank("de").add_pipe(name, config=config)


def test_a_text_says_itself_that_it_states_funding() -> None:
    pipeline = spacy.blank("de")
    pipeline.add_pipe("german_shares")
    doc = pipeline.make_doc("Land 70%, Wasserwerk 30%")
    assert len(pipeline(doc).spans["shares"]) == 0
    doc._.funding_statement = True
    assert len(pipeline(doc).spans["shares"]) == 2
    doc._.funding_statement = "ja"
    with pytest.raises(ValueError, match="true or false"):
        pipeline(doc)


def test_spacy_finds_the_components_by_name_alone(nlp: Language, tmp_path: Path) -> None:
    """As after an installation: entry points of the project file, a saved pipeline, no import of ours."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    factories = project["project"]["entry-points"]["spacy_factories"]
    assert set(factories) == {"german_dates", "german_amounts", "german_shares", "german_organisations"}
    installed = tmp_path / "installed" / "reports_of_ours-1.dist-info"
    installed.mkdir(parents=True)
    lines = ["[spacy_factories]", *(f"{name} = {target}" for name, target in factories.items())]
    (installed / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: reports-of-ours\nVersion: 1\n")
    nlp.to_disk(tmp_path / "pipeline")
    code = (
        "import spacy, sys\n"
        "blank = spacy.blank('de')\n"
        "blank.add_pipe('german_dates', config={'year': 2022})\n"
        "print(blank('im Mai')._.dates[0].date_start)\n"
        "saved = spacy.load(sys.argv[1])\n"
        "print(saved.pipe_names, len(saved('am 3.5.2021 nur 5 Euro')._.amounts))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(installed.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "pipeline")],
        capture_output=True,
        text=True,
        timeout=120,
        env=environment,
        check=True,
    )
    assert done.stdout.splitlines() == ["2022-05-01", f"{nlp.pipe_names} 1"]


def test_only_this_module_loads_spacy() -> None:
    code = "import sys, extract.german.annotate, extract.german.dates; assert 'spacy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    assert components.ATTRIBUTES
