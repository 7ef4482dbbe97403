"""What lies beside the tables says what the tables are, file by file."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests import builders

from extract.publish.publication import publish
from extract.tables.contract import TABLES
from extract.tables.parquet import prepare


def publish_at(output: Path, *years: int, hour: int = 12) -> Path:
    when = datetime(2025, 1, 1, hour, tzinfo=UTC)
    files = [
        prepare(builders.report(year=year), run_id="r", extracted_at=datetime(2025, 1, 1, tzinfo=UTC))
        for year in years
    ]
    publish(files, output, clock=lambda: when)
    return output


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_at(tmp_path_factory.mktemp("described"), 2023, 2024)


def test_data_package_names_every_file_with_its_checksum(output: Path) -> None:
    package = json.loads((output / "datapackage.json").read_text(encoding="utf-8"))
    listed = [file for resource in package["resources"] for file in resource["files"]]
    assert len(listed) == 2 * len(TABLES)
    for file in listed:
        content = (output / file["path"]).read_bytes()
        assert file["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert file["bytes"] == len(content)


def test_data_package_describes_every_column(output: Path) -> None:
    package = json.loads((output / "datapackage.json").read_text(encoding="utf-8"))
    described = {
        resource["name"]: {field["name"]: field for field in resource["schema"]["fields"]}
        for resource in package["resources"]
    }
    for table in TABLES.values():
        fields = described[table.name]
        assert list(fields) == ["report_id", *(column.name for column in table.columns)]
        for column in table.columns:
            assert fields[column.name]["description"] == column.description
            constraints = fields[column.name].get("constraints", {})
            assert constraints.get("required", False) is not column.nullable
            assert tuple(constraints.get("enum", ())) == column.values


def test_data_package_knows_keys(output: Path) -> None:
    package = json.loads((output / "datapackage.json").read_text(encoding="utf-8"))
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert schemas["reports"]["primaryKey"] == ["report_id"]
    assert schemas["projects"]["primaryKey"] == ["report_id", "project_key"]
    (reference,) = schemas["milestones"]["foreignKeys"]
    assert reference == {
        "fields": ["report_id", "project_key"],
        "reference": {"resource": "projects", "fields": ["report_id", "project_key"]},
    }


def test_catalogue_entry_has_a_data_set_per_edition(output: Path) -> None:
    graph = json.loads((output / "dcat.jsonld").read_text(encoding="utf-8"))["@graph"]
    assert [entry["dct:identifier"] for entry in graph] == ["seenland-2023", "seenland-2024"]
    entry = graph[1]
    assert entry["dct:publisher"]["foaf:name"] == "Staatskanzlei Seenland"
    # First and last day of the milestones.
    assert entry["dct:temporal"]["dcat:startDate"]["@value"] == "2024-04-12"
    assert entry["dct:temporal"]["dcat:endDate"]["@value"] == "2026-12-31"
    for part in entry["dcat:distribution"]:
        content = (output / part["dcat:downloadURL"]["@id"]).read_bytes()
        assert part["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(content).hexdigest()
        assert part["dcat:byteSize"]["@value"] == str(len(content))


def test_readme_names_reports_and_tables(output: Path) -> None:
    text = (output / "README.md").read_text(encoding="utf-8")
    assert "| seenland-2024 | Fortschrittsbericht Seenland 2024 | Dezember 2024 | 3 |" in text
    for table in TABLES.values():
        assert f"| {table.name} | {table.row} |" in text


def test_the_same_tables_give_the_same_descriptions_at_any_time(tmp_path: Path, output: Path) -> None:
    later = publish_at(tmp_path, 2023, 2024, hour=18)
    for name in ("README.md", "datapackage.json", "dcat.jsonld"):
        assert (later / name).read_bytes() == (output / name).read_bytes()


def test_a_readme_of_somebody_else_stays(tmp_path: Path) -> None:
    own = tmp_path / "README.md"
    own.write_text("Notizen der Abteilung", encoding="utf-8")
    publish_at(tmp_path, 2024)
    assert own.read_text(encoding="utf-8") == "Notizen der Abteilung"
    assert (tmp_path / "current" / "README.md").is_file()


def test_reports_of_an_older_version_are_described_from_their_tables(tmp_path: Path) -> None:
    output = publish_at(tmp_path, 2023)
    before = {name: (output / name).read_text(encoding="utf-8") for name in ("README.md", "dcat.jsonld")}
    (path,) = output.glob("snapshots/*/reports/*.json")
    entry = json.loads(path.read_text(encoding="utf-8"))
    assert entry.pop("about")["title"] in before["README.md"]
    path.write_text(json.dumps(entry), encoding="utf-8")
    (path,) = output.glob("snapshots/*/manifest.json")
    manifest = json.loads(path.read_text(encoding="utf-8")) | {"extractor_version": "0.0.1"}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    publish_at(output, 2024, hour=13)
    for name, content in before.items():
        after = (output / name).read_text(encoding="utf-8")
        missing = [line for line in content.splitlines() if line.rstrip(",") not in after]
        assert missing == []
