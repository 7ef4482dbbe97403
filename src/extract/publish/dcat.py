"""``dcat.jsonld``: each edition as a data set for catalogues of open data, in the terms of DCAT-AP.de.

Only what is known is stated. The licence is not: it is for the publisher of the report to say.

Source of the terms: DCAT-AP.de 3.0 (dcat-ap.de), which rests on W3C DCAT 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from extract.publish.datapackage import MEDIA_TYPE
from extract.publish.manifest import ReportEntry
from extract.tables.contract import SCHEMA_VERSION, TABLES

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGES = {
    "de": "http://publications.europa.eu/resource/authority/language/DEU",
    "en": "http://publications.europa.eu/resource/authority/language/ENG",
}
_FORMAT = "http://publications.europa.eu/resource/authority/file-type/PARQUET"
_SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


def catalogue_entry(
    entries: Mapping[str, ReportEntry],
    reports: Sequence[Mapping[str, Any]],
    spans: Mapping[str, tuple[date, date]],
) -> dict[str, Any]:
    """One data set per edition, one distribution per table.

    Args:
        entries: the files of each report.
        reports: the rows of the table ``reports``.
        spans: per report_id the first and the last day of its milestones: the time the data are about.
    """
    return {
        "@context": _CONTEXT,
        "@graph": [
            _dataset(report, entries[report["report_id"]], spans.get(report["report_id"]))
            for report in reports
        ],
    }


def _dataset(report: Mapping[str, Any], entry: ReportEntry, span: tuple[date, date] | None) -> dict[str, Any]:
    dataset: dict[str, Any] = {
        "@id": f"#{report['report_id']}",
        "@type": "dcat:Dataset",
        "dct:identifier": report["report_id"],
        "dct:title": {"@language": report["language"], "@value": report["title"]},
        "dct:description": {
            "@language": "de",
            "@value": f"Projekte, Meilensteine, Beträge und Daten aus „{report['title']}“, "
            "aus dem PDF gelesen, jeder Wert mit seiner Stelle.",
        },
        "dcat:version": SCHEMA_VERSION,
        "dct:source": report["source_file"],
    }
    if report["language"] in _LANGUAGES:
        dataset["dct:language"] = {"@id": _LANGUAGES[report["language"]]}
    if report["publisher"]:
        dataset["dct:publisher"] = {"@type": "foaf:Agent", "foaf:name": report["publisher"]}
    if span is not None:
        dataset["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(span[0]),
            "dcat:endDate": _day(span[1]),
        }
    dataset["dcat:distribution"] = [
        _distribution(report["report_id"], table, entry) for table in TABLES if table in entry.files
    ]
    return dataset


def _distribution(report_id: str, table: str, entry: ReportEntry) -> dict[str, Any]:
    file = entry.files[table]
    return {
        "@id": f"#{report_id}/{table}",
        "@type": "dcat:Distribution",
        "dct:title": table,
        "dct:description": f"One row is {TABLES[table].row}.",
        "dcat:accessURL": {"@id": file.path},
        "dcat:downloadURL": {"@id": file.path},
        "dct:format": {"@id": _FORMAT},
        "dcat:mediaType": MEDIA_TYPE,
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.bytes)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": _SHA256},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }


def _day(day: date) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day.isoformat()}
