"""The money views against figures worked out by hand, and which amounts count: all cases of two reports.

The figures were taken from the statements of volume of the printed reports, project by project; the tables
come from the truth files, so nothing here depends on how well a PDF was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.export import truth

from extract.export.database import ask, connect
from extract.publish.reading import current_tables
from extract.reports.report import Finding, Report
from extract.tables.money import count_amounts


@dataclass(frozen=True)
class ByHand:
    """What a reader with a pocket calculator finds out."""

    file: Path
    projects: int
    totals: tuple[int, ...]
    """Totals stated, in the order of the report."""
    parts: tuple[tuple[int, ...], ...]
    """Projects without a total: the sums they state, to be added up."""
    per_year: tuple[int, ...]
    """Yearly sums whose years are not all stated, and which are no part of a total."""
    without_figure: int
    left_out: tuple[tuple[str, int], ...]
    """Amounts that must not be added, with their role."""


SAMPLE = ByHand(
    file=truth.SAMPLE_TRUTH,
    projects=16,
    totals=(
        11_500_000,
        27_000_000,
        1_041_282,
        312_797,
        136_000_000,
        783_943,
        716_000,
        500_000,
        1_900_000,
        4_000_000,
        9_300_000,
        2_687_000,
        985_000,
    ),
    parts=((382_562, 75_000), (1_250_000,), (600_000, 56_739)),
    # From 2023 on, after a total that runs until 2022. The others stand beside totals without an end.
    per_year=(55_000,),
    without_figure=0,
    left_out=(
        ("state", 5_000_000),  # of which the State pays
        ("component", 20_000),  # a year's running costs
        ("component", 200_000),  # upkeep per year
        ("other", Decimal("2.5")),  # fares
        ("other", 1),
        ("state", 500_000),  # an instalment among the milestones
        ("other", Decimal("0.3")),  # prices per unit
        ("other", 180),
        ("federal", 7_500_000),
        ("eu", 480_000),
        ("state", 12_500_000),
        ("own", 80_000_000),
        ("other", 350),  # a monthly grant for persons
        ("seed", 508_943),
        ("component", 55_000),
        ("other", 2_500_000),  # a range in the running text
        ("other", 25),
        ("other", 150),
        ("own", 500_000),
        ("federal", 1_147_000_000),  # a programme of the Federation
        ("eu", 80_000_000_000),
        ("component", 30_000),
        ("own", 1_000_000),
        ("state", 250_000),
        ("other", 50),
    ),
)

GOLD = ByHand(
    file=truth.GOLD_TRUTH,
    projects=64,
    totals=(
        985_000,
        2_687_000,
        951_067,
        1_500_000,
        910_000,
        811_470,
        180_000,
        716_386,
        783_943,
        80_000,
        11_500_000,
        230_040,
        150_000,
        730_000,
        2_000,
        4_000_000,
        450_000,
        450_543,
        500_222,
        2_100_000,
        56_739,
        140_000,
        312_797,
        80_000,
        250_000,
        40_660,
        100_000,
        5_317_917,
        106_000_000,
        600_000,
        1_567_011,
        4_229_800,
        415_000,
        123_000_000,
        685_000,
        9_300_000,
    ),
    parts=(
        (5_000_000,),
        (65_000, 120_000),
        (382_562, 75_000),
        (1_041_282,),
        (2_400_000,),
        (4_200_000,),
        (125_000_000,),
        (1_250_000,),
        (3_000_000, 6_000_000),
        (419_300, 350_000),
    ),
    per_year=(200_000, 8_000_000, 2_000_000, 1_800_000, 1_250_000),
    without_figure=15,
    left_out=(
        ("state", 5_000_000),  # the same money again in the running text
        ("seed", 508_943),  # "of which"
        ("state", 200_000),  # per year, from the year after
        ("state", 1_700_000),  # the share of the State in a total
        ("state", 4_000_000),  # two parts of the sum in the statement of volume
        ("state", 121_000_000),
        ("other", 350),  # per person and month
        ("component", 8_000_000),  # per year, the years of the others are counted
        ("total", 2_000_000),  # per year, no years stated
        ("total", 1_800_000),
        ("total", 1_250_000),
    ),
)

GOLD_STATED_TOTAL = 281_812_595
GOLD_SUM = 431_115_739
SAMPLE_STATED_TOTAL = 196_726_022
SAMPLE_SUM = 199_090_323

REPORTS = [
    pytest.param(SAMPLE, id="sample"),
    pytest.param(
        GOLD,
        id="gold",
        marks=pytest.mark.skipif(
            not truth.GOLD_TRUTH.is_file(), reason="the annotated report is not on this machine"
        ),
    ),
]


@contextmanager
def tables_of(report: Report, output: Path) -> Iterator[object]:
    with connect(truth.published(output, report)) as connection:
        yield connection


def one_row(connection: object, sql: str) -> dict[str, object]:
    (row,) = ask(connection, sql).to_pylist()  # type: ignore[arg-type]
    return row


def test_the_figures_by_hand_add_up() -> None:
    assert sum(GOLD.totals) == GOLD_STATED_TOTAL
    assert sum(GOLD.totals) + sum(map(sum, GOLD.parts)) == GOLD_SUM
    assert sum(SAMPLE.totals) == SAMPLE_STATED_TOTAL
    assert sum(SAMPLE.totals) + sum(map(sum, SAMPLE.parts)) == SAMPLE_SUM
    yearly_only = 3  # three projects state a yearly sum and nothing else
    assert len(GOLD.totals) + len(GOLD.parts) + yearly_only + GOLD.without_figure == GOLD.projects
    assert len(SAMPLE.totals) + len(SAMPLE.parts) + SAMPLE.without_figure == SAMPLE.projects


@pytest.mark.parametrize("hand", REPORTS)
def test_every_amount_counts_or_not_as_a_reader_says(hand: ByHand) -> None:
    counted, left_out = [], []
    for project in truth.report_of(hand.file).projects:
        for item, verdict in zip(project.amounts, count_amounts(project), strict=True):
            if verdict.counts:
                counted.append(item.mention.value)
            else:
                left_out.append((item.mention.role, item.mention.value))
    assert sorted(counted) == sorted([*hand.totals, *(value for parts in hand.parts for value in parts)])
    assert sorted(left_out) == sorted(hand.left_out)


@pytest.mark.parametrize("hand", REPORTS)
def test_money_by_field_ministry_and_year_agree_with_the_hand(hand: ByHand, tmp_path: Path) -> None:
    with tables_of(truth.report_of(hand.file), tmp_path) as connection:
        sums = """
            SELECT sum(projects) AS projects, sum(total_stated) AS totals, sum(stated_total_eur) AS of_totals,
                sum(lower_eur) AS lower, sum(upper_eur) AS upper, sum(per_year_eur) AS per_year,
                sum(without_figure) AS without_figure
            FROM {}
        """
        by_field = one_row(connection, sums.format("money_by_field"))
        by_ministry = one_row(connection, sums.format("money_by_ministry"))
        once = one_row(connection, "SELECT sum(lower_eur) AS sum FROM money_by_year WHERE kind = 'once'")
    whole = sum(hand.totals) + sum(map(sum, hand.parts))
    assert by_field == {
        "projects": hand.projects,
        "totals": len(hand.totals),
        "of_totals": sum(hand.totals),
        "lower": whole,
        "upper": whole,
        "per_year": sum(hand.per_year),
        "without_figure": hand.without_figure,
    }
    assert by_ministry == by_field
    assert once["sum"] == whole


@pytest.mark.parametrize("hand", REPORTS)
def test_no_project_adds_up_to_more_than_its_total(hand: ByHand, tmp_path: Path) -> None:
    with tables_of(truth.report_of(hand.file), tmp_path) as connection:
        assert exceeding(connection) == []


def exceeding(connection: object) -> list[object]:
    """Projects whose sum exceeds their stated total though no finding says so."""
    answer = ask(
        connection,  # type: ignore[arg-type]
        """
        SELECT project_key FROM money_by_project AS m
        WHERE excess_eur > 0 AND NOT EXISTS (
            FROM findings AS f
            WHERE f.code = 'amount-contradiction'
                AND f.report_id = m.report_id AND f.project_key = m.project_key
        )
        """,
    )
    return answer.column("project_key").to_pylist()


def test_a_project_that_exceeds_its_total_is_seen_unless_a_finding_says_so(tmp_path: Path) -> None:
    report = truth.report_of(truth.SAMPLE_TRUTH)
    first, *others = report.projects
    understated = replace(report, projects=(replace(first, volume_eur=Decimal(11_499_999)), *others))
    told = replace(
        understated,
        findings=(
            Finding("amount-contradiction", "The total is less.", first.key, "amounts", first.page_first),
        ),
    )
    with tables_of(understated, tmp_path / "silent") as connection:
        assert exceeding(connection) == [first.key]
    with tables_of(told, tmp_path / "told") as connection:
        assert exceeding(connection) == []


@pytest.mark.slow
@pytest.mark.skipif(not truth.GOLD_PDF.is_file(), reason="the annotated report is not on this machine")
def test_the_report_as_read_from_its_pdf_gives_the_figures_by_hand(tmp_path: Path) -> None:
    with connect(run_on(truth.GOLD_PDF, tmp_path)) as connection:
        found = one_row(
            connection,
            """
            SELECT sum(total_stated) AS totals, sum(stated_total_eur) AS of_totals, sum(lower_eur) AS lower,
                sum(per_year_eur) AS per_year, sum(without_figure) AS without_figure
            FROM money_by_field
            """,
        )
        assert exceeding(connection) == []
    assert found == {
        "totals": len(GOLD.totals),
        "of_totals": GOLD_STATED_TOTAL,
        "lower": GOLD_SUM,
        "per_year": sum(GOLD.per_year),
        "without_figure": GOLD.without_figure,
    }


def run_on(pdf: Path, output: Path) -> Path:
    from extract.base.settings import Settings
    from extract.run.steps import run

    run([pdf], output=output, settings=Settings(), clock=lambda: truth.NOON)
    return current_tables(output)


@pytest.mark.skipif(not truth.GOLD_TRUTH.is_file(), reason="the annotated report is not on this machine")
def test_money_by_year_of_the_annotated_report(tmp_path: Path) -> None:
    with tables_of(truth.report_of(truth.GOLD_TRUTH), tmp_path) as connection:
        found = {
            (row["years"], row["kind"]): row["lower_eur"]
            for row in ask(connection, "money_by_year").to_pylist()  # type: ignore[arg-type]
        }
    assert found[("2020", "once")] == 3_000_000
    assert found[("2021", "once")] == 6_000_000 + 419_300
    assert found[("2022", "once")] == 350_000
    assert found[("2020-2022", "once")] == 450_000 + 450_543 + 382_562 + 500_222
    assert found[("2020-2024", "once")] == 1_250_000
    assert found[("2022-2023", "once")] == 80_000
    assert found[("to 2025", "once")] == 123_000_000 + 9_300_000
    assert found[("2022", "each year, end open")] == 8_000_000
    assert found[("2023", "each year, end open")] == 200_000
    assert found[("not stated", "each year, years not stated")] == 2_000_000 + 1_800_000 + 1_250_000
