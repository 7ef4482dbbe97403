from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests import builders

from extract.pdf.records import Box
from extract.reports.report import Finding, Parent
from extract.tables.arrow import arrow_schema
from extract.tables.columns import decimal_text
from extract.tables.contract import SCHEMA_VERSION, TABLES
from extract.tables.parquet import encode, prepare, to_parquet
from extract.tables.rows import report_tables

WHEN = datetime(2025, 2, 3, 4, 5, 6, tzinfo=UTC)


def tables_of(**more: object) -> dict[str, pa.Table]:
    return report_tables(builders.report(**more), run_id="run", extracted_at=WHEN)  # type: ignore[arg-type]


def test_all_tables_have_exactly_the_described_schema() -> None:
    tables = tables_of()
    assert list(tables) == list(TABLES)
    for name, table in tables.items():
        assert table.schema.equals(arrow_schema(name), check_metadata=True), name


def test_types_that_the_contract_promises() -> None:
    promised = {
        ("reports", "edition_year"): pa.int16(),
        ("reports", "source_bytes"): pa.int64(),
        ("reports", "extracted_at"): pa.timestamp("us", tz="UTC"),
        ("projects", "position"): pa.int32(),
        ("projects", "action_field_no"): pa.int8(),
        ("projects", "volume_eur"): pa.decimal128(18, 2),
        ("sections", "heading_year"): pa.int16(),
        ("milestones", "level"): pa.int8(),
        ("milestones", "date_start"): pa.date32(),
        ("amounts", "value"): pa.decimal128(20, 6),
        ("amounts", "milestone_position"): pa.int32(),
        ("amounts", "char_start"): pa.int32(),
        ("amounts", "counts_toward_total"): pa.bool_(),
        ("shares", "percent"): pa.decimal128(5, 2),
        ("dates", "year_from_context"): pa.bool_(),
        ("fields", "number"): pa.decimal128(18, 4),
        ("findings", "page"): pa.int32(),
    }
    for (table, column), kind in promised.items():
        assert arrow_schema(table).field(column).type == kind, (table, column)
    box = arrow_schema("sections").field("boxes").type.value_type
    assert [(field.name, field.type) for field in box] == [
        ("page", pa.int32()),
        ("x0", pa.float32()),
        ("top", pa.float32()),
        ("x1", pa.float32()),
        ("bottom", pa.float32()),
    ]


def test_values_arrive_as_they_are_in_the_report() -> None:
    tables = tables_of(projects=2)
    first = tables["projects"].to_pylist()[0]
    assert first["project_key"] == "01-01"
    assert first["lead"] == builders.LEAD
    assert first["volume_eur"] == Decimal("1200000.00")
    assert first["boxes"] == [{"page": 2, "x0": 50.0, "top": 100.0, "x1": 300.0, "bottom": 112.0}]
    milestone = tables["milestones"].to_pylist()[0]
    assert milestone["date_start"] == milestone["date_end"] == date(2024, 4, 12)
    assert milestone["state"] == "done"
    report = tables["reports"].to_pylist()[0]
    assert report["project_count"] == 2
    assert report["schema_version"] == SCHEMA_VERSION
    assert report["extracted_at"] == WHEN


def test_rows_are_numbered_within_their_project_and_stand_in_reading_order() -> None:
    rows = tables_of(projects=3)["milestones"].to_pylist()
    assert [(row["project_key"], row["position"]) for row in rows] == [
        (f"{number:02d}-01", position) for number in (1, 2, 3) for position in (0, 1)
    ]


def test_what_stands_outside_projects_comes_last_with_a_null_key() -> None:
    text = "Das Programm umfasst 40 Mio. Euro."
    outside = builders.amount("40 Mio. Euro", text, value="40000000", parent=Parent("other"))
    rows = tables_of(projects=2, amounts=(outside,))["amounts"].to_pylist()
    assert [(row["project_key"], row["position"]) for row in rows] == [("01-01", 0), ("02-01", 0), (None, 0)]
    assert rows[-1]["counts_toward_total"] is False
    assert rows[-1]["counts_reason"] == "stands outside a project"


def test_findings_take_their_severity_from_the_list_of_codes() -> None:
    found = (
        Finding("no-projects", "Nothing."),
        Finding(
            "year-inferred",
            "A year.",
            project_key="01-01",
            table="dates",
            page=2,
            boxes=(Box(2, 1, 1, 2, 2),),
        ),
    )
    rows = tables_of(projects=1, findings=found)["findings"].to_pylist()
    assert [(row["project_key"], row["severity"], row["code"]) for row in rows] == [
        ("01-01", "info", "year-inferred"),
        (None, "error", "no-projects"),
    ]


def test_a_finding_of_unknown_code_is_a_defect() -> None:
    with pytest.raises(KeyError):
        tables_of(findings=(Finding("no-such-code", "?"),))


def test_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        report_tables(builders.report(), run_id="run", extracted_at=WHEN.replace(tzinfo=None))


def test_cents_are_kept_and_further_digits_rounded() -> None:
    project = replace(builders.project(), volume_eur=Decimal("1200000.005"), fields=(builders.rating(3),))
    report = replace(builders.report(projects=1), projects=(project,))
    tables = report_tables(report, run_id="run", extracted_at=WHEN)
    assert tables["projects"].to_pylist()[0]["volume_eur"] == Decimal("1200000.01")
    assert tables["fields"].to_pylist()[0]["number"] == Decimal("3.0000")


def test_fractions_of_a_cent_are_kept() -> None:
    first = builders.project()
    price = replace(first.amounts[0], mention=replace(first.amounts[0].mention, value=Decimal("0.01437")))
    report = replace(builders.report(projects=1), projects=(replace(first, amounts=(price,)),))
    tables = report_tables(report, run_id="run", extracted_at=WHEN)
    assert tables["amounts"].to_pylist()[0]["value"] == Decimal("0.01437")


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        ("1200000.000000", "1200000.00"),
        ("0.015000", "0.015"),
        ("-0.001437", "-0.001437"),
        ("3.5000", "3.5000"),
    ],
)
def test_fractions_of_a_cent_are_written_only_where_there_are_any(kept: str, text: str) -> None:
    assert decimal_text(Decimal(kept)) == text


def test_same_report_gives_same_bytes() -> None:
    first, second = (encode(tables_of(projects=7)) for _ in range(2))
    assert first == second


def test_run_and_time_change_the_bytes_of_reports_but_not_the_hash_of_its_data() -> None:
    report = builders.report()
    one = prepare(report, run_id="one", extracted_at=WHEN)
    two = prepare(report, run_id="two", extracted_at=WHEN.replace(year=2026))
    for old, new in zip(one.files, two.files, strict=True):
        assert old.data_sha256 == new.data_sha256
        assert (old.content == new.content) is (old.table != "reports")


def test_changed_data_change_the_hash() -> None:
    one = prepare(builders.report(title="Alt"), run_id="r", extracted_at=WHEN)
    two = prepare(builders.report(title="Neu"), run_id="r", extracted_at=WHEN)
    changed = {
        old.table for old, new in zip(one.files, two.files, strict=True) if old.data_sha256 != new.data_sha256
    }
    assert changed == {"reports"}


def test_parquet_carries_descriptions_statistics_and_page_index() -> None:
    content = to_parquet(tables_of()["amounts"])
    file = pq.ParquetFile(BytesIO(content))
    column = TABLES["amounts"].column("role")
    field = file.schema_arrow.field("role")
    assert field.metadata[b"description"].decode() == column.description
    assert field.metadata[b"values"] == (
        b"total | state | federal | eu | own | seed | component | granted | paid | applied | other"
    )
    assert file.schema_arrow.metadata[b"schema_version"] == SCHEMA_VERSION.encode()
    chunk = file.metadata.row_group(0).column(file.schema_arrow.get_field_index("value"))
    assert chunk.compression == "ZSTD"
    assert chunk.statistics.max == Decimal(1_200_000)
    assert chunk.has_column_index
    assert chunk.has_offset_index
    assert pa.types.is_dictionary(field.type)


def test_empty_tables_keep_their_schema() -> None:
    table = tables_of(projects=0, findings=())["dates"]
    assert table.num_rows == 0
    assert pq.read_schema(BytesIO(to_parquet(table))).equals(arrow_schema("dates"))
