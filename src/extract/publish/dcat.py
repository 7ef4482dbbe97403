"""``dcat.jsonld``: each edition as a data set for catalogues of open data, in the terms of DCAT-AP.de.

Only what is known is stated. The licence is not: it is for the publisher of the report to say.

Source of the terms: DCAT-AP.de 3.0 (dcat-ap.de), which rests on W3C DCAT 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from extract.publish.datapackage import MEDIA_TYPE
from extract.publish.described import Described
from extract.publish.manifest import ReportEntry
from extract.tables.contract import SCHEMA_VERSION, TABLES
from extract.tables.prepared import About

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


def catalogue_entry(parts: Sequence[Described]) -> dict[str, Any]:
    """One data set per edition, one distribution per table; the data sets are JSON already.

    Args:
        parts: what there is to say of each report, in order.
    """
    return {"@context": _CONTEXT, "@graph": [part.dataset for part in parts]}


def dataset_of(entry: ReportEntry, about: About) -> dict[str, Any]:
    """The data set of a report.

    Args:
        entry: its files.
        about: what there is to say of it; the days of its milestones are the time its data are about.
    """
    dataset: dict[str, Any] = {
        "@id": f"#{entry.report_id}",
        "@type": "dcat:Dataset",
        "dct:identifier": entry.report_id,
        "dct:title": {"@language": about.language, "@value": about.title},
        "dct:description": {
            "@language": "de",
            "@value": f"Projekte, Meilensteine, Beträge und Daten aus „{about.title}“, "
            "aus dem PDF gelesen, jeder Wert mit seiner Stelle.",
        },
        "dcat:version": SCHEMA_VERSION,
        "dct:source": entry.source_file,
    }
    if about.language in _LANGUAGES:
        dataset["dct:language"] = {"@id": _LANGUAGES[about.language]}
    if about.publisher:
        dataset["dct:publisher"] = {"@type": "foaf:Agent", "foaf:name": about.publisher}
    if about.first_day is not None and about.last_day is not None:
        dataset["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(about.first_day),
            "dcat:endDate": _day(about.last_day),
        }
    dataset["dcat:distribution"] = [
        _distribution(entry.report_id, table, entry) for table in TABLES if table in entry.files
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
