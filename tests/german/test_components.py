"""The spaCy components give the same as the plain functions."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

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


def test_only_this_module_loads_spacy() -> None:
    code = "import sys, extract.german.annotate, extract.german.dates; assert 'spacy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    assert components.ATTRIBUTES
