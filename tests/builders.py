"""Reports made by hand: a fictional region with fictional projects, for tests of tables and publication."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from extract.base.offsets import identity
from extract.german.records import AmountMention, DateMention, ShareMention
from extract.layout.runs import Run
from extract.layout.text import PlacedText
from extract.pdf.page.confidence import ReadPage
from extract.pdf.records import Box, Page, Source, Word
from extract.reports.report import (
    Credit,
    Field,
    Finding,
    FoundAmount,
    FoundDate,
    FoundShare,
    Link,
    Milestone,
    Parent,
    Party,
    Project,
    Report,
    Section,
)

LEAD = "Ein Radweg rund um den Lindensee verbindet drei Orte."
VOLUME = "Gesamtvolumen: 1.200.000 € (60 % Förderung durch das Land und 40 % Eigenanteil)"
OUTLOOK = "Ab Mai 2025 wird der letzte Abschnitt gebaut. • Planung • Bau"
MILESTONE = "Erster Spatenstich am 12.04.2024"


def box(page: int = 1, top: float = 100.0) -> Box:
    return Box(page, 50.0, top, 300.0, top + 12.0)


def placed(text: str, *, page: int = 1, top: float = 100.0) -> PlacedText:
    return PlacedText(text, (Run(0, len(text), 0, box(page, top)),), identity(len(text)))


def amount(
    text: str,
    whole: str,
    *,
    value: str,
    parent: Parent,
    role: str = "total",
    frequency: str = "once",
    page: int = 1,
    **more: object,
) -> FoundAmount:
    start = whole.index(text)
    details: dict[str, object] = {
        "value_to": None,
        "currency": "EUR",
        "per": None,
        "modifier": "exact",
        "period_start": None,
        "period_end": None,
        "as_of_start": None,
        "as_of_end": None,
    } | more
    mention = AmountMention(
        start=start,
        end=start + len(text),
        text=text,
        value=Decimal(value),
        frequency=frequency,  # type: ignore[arg-type]
        role=role,  # type: ignore[arg-type]
        sentence_start=0,
        sentence_end=len(whole),
        **details,  # type: ignore[arg-type]
    )
    return FoundAmount(parent, mention, whole, (box(page),))


def calendar(
    text: str, whole: str, *, start: date, end: date, parent: Parent, precision: str = "day", page: int = 1
) -> FoundDate:
    place = whole.index(text)
    mention = DateMention(
        start=place,
        end=place + len(text),
        text=text,
        date_start=start,
        date_end=end,
        precision=precision,  # type: ignore[arg-type]
        modifier=None,
        edtf=start.isoformat() if start == end else f"{start}/{end}",
        year_inferred=False,
    )
    return FoundDate(parent, mention, whole, (box(page),))


def project(number: int = 0, *, volume: str = VOLUME, **more: object) -> Project:
    page = number + 2
    in_volume = Parent("section", section="projektvolumen")
    in_outlook = Parent("section", section="ausblick")
    share = volume.index("60 %") if "60 %" in volume else None
    values: dict[str, object] = {
        "key": f"{number + 1:02d}-01",
        "position": number,
        "project_id": f"{number + 1:02d}-01",
        "title": f"Seerunde {number + 1}",
        "action_field_no": 1 + number % 3,
        "action_field": ("Mobilität", "Bildung", "Energie")[number % 3],
        "lead": placed(LEAD, page=page),
        "responsible": "Ministerium für Wege und Seen",
        "status": "ongoing",
        "status_evidence": "wird der letzte Abschnitt gebaut",
        "volume_text": volume,
        "volume_eur": Decimal(1_200_000),
        "page_first": page,
        "page_last": page,
        "boxes": (box(page),),
        "sections": (
            Section("ausblick", "Ausblick 2025", 2025, placed(OUTLOOK, page=page), (box(page, 200),)),
            Section("projektvolumen", "Projektvolumen", None, placed(volume, page=page), (box(page, 300),)),
        ),
        "milestones": (
            Milestone(
                "2024",
                1,
                placed(MILESTONE, page=page),
                date(2024, 4, 12),
                date(2024, 4, 12),
                "day",
                "done",
                (box(page, 400),),
            ),
            Milestone(
                "2026",
                1,
                placed("Eröffnung der ganzen Runde", page=page),
                date(2026, 1, 1),
                date(2026, 12, 31),
                "year",
                "planned",
                (box(page, 420),),
            ),
        ),
        "amounts": (
            (amount("1.200.000 €", volume, value="1200000", parent=in_volume, page=page),)
            if "1.200.000 €" in volume
            else ()
        ),
        "shares": (
            ()
            if share is None
            else (
                FoundShare(
                    in_volume,
                    ShareMention(
                        start=share,
                        end=share + 4,
                        text="60 %",
                        percent=Decimal(60),
                        of="Förderung des Landes",
                    ),
                    (box(page),),
                ),
            )
        ),
        "dates": (
            calendar(
                "Mai 2025",
                OUTLOOK,
                start=date(2025, 5, 1),
                end=date(2025, 5, 31),
                parent=in_outlook,
                precision="month",
                page=page,
            ),
            calendar(
                "12.04.2024",
                MILESTONE,
                start=date(2024, 4, 12),
                end=date(2024, 4, 12),
                parent=Parent("milestone", milestone_position=0),
                page=page,
            ),
        ),
        "parties": (
            Party(
                "responsible",
                "Ministerium für Wege und Seen",
                "ministry",
                "Ministerium für Wege und Seen",
                (box(page),),
            ),
        ),
        "links": (Link("ausblick", "seerunde.example", "https://seerunde.example", (box(page),)),),
        "media": (Credit(None, "Foto: Amt Lindensee", (box(page),)),),
    }
    return Project(**(values | more))  # type: ignore[arg-type]


def report(
    *, projects: int = 3, year: int = 2024, name: str | None = None, sha256: str | None = None, **more: object
) -> Report:
    values: dict[str, object] = {
        "report_id": f"seenland-{year}",
        "title": f"Fortschrittsbericht Seenland {year}",
        "publisher": "Staatskanzlei Seenland",
        "edition_year": year,
        "as_of_text": f"Dezember {year}",
        "as_of_start": date(year, 12, 1),
        "as_of_end": date(year, 12, 31),
        "language": "de",
        "profile": "seenland",
        "profile_sha256": "0" * 64,
        "source": Source(
            path=f"raw_pdfs/{name or f'seenland-{year}.pdf'}",
            name=name or f"seenland-{year}.pdf",
            sha256=sha256 or f"{year:064d}",
            bytes=123_456,
            page_count=projects + 4,
            title=None,
            author=None,
            created=None,
            producer=None,
        ),
        "projects": tuple(project(number) for number in range(projects)),
        "findings": (
            Finding(
                "report-date-missing", "No date found in the imprint.", page=projects + 4, table="reports"
            ),
        ),
    }
    return Report(**(values | more))  # type: ignore[arg-type]


def read_page(number: int, *words: tuple[str, Box, float]) -> ReadPage:
    """A page read by OCR: text, place and confidence of its words."""
    made = tuple(
        Word(text, place, "ocr", 10.0, None, False, False, 0, order, confidence=confidence)
        for order, (text, place, confidence) in enumerate(words)
    )
    return ReadPage(Page(number, 595.0, 842.0, made, engine="ocr"))


def rating(value: int, *, page: int = 2) -> Field:
    return Field("bedeutung", "Bedeutung", "●" * value, Decimal(value), "Punkte", (box(page),))
