"""The documentation says what the code does."""

from __future__ import annotations

from scripts.generate_docs import DOCS, PAGES, stale_pages

from extract.base.codes import FINDINGS, REFUSALS
from extract.tables.contract import TABLES


def test_generated_pages_are_fresh() -> None:
    assert stale_pages() == [], "run `make docs`"


def test_every_table_and_column_is_described() -> None:
    page = (DOCS / "tables.md").read_text(encoding="utf-8")
    for table in TABLES.values():
        section = page.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        for column in table.columns:
            assert f"| {column.name} |" in section, f"{table.name}.{column.name}"
            assert column.description.endswith((".", "SHA-256 of the PDF file, in hexadecimal.")), column.name


def test_every_code_is_described_with_an_example() -> None:
    page = (DOCS / "findings.md").read_text(encoding="utf-8")
    for code in (*FINDINGS.values(), *REFUSALS.values()):
        assert f"| `{code.code}` |" in page
        assert code.meaning
        assert code.example


def test_pages_are_made_by_the_same_names() -> None:
    assert set(PAGES) == {"tables.md", "findings.md", "profile.schema.json"}
