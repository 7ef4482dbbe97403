"""The tables as pandera schemas, for data frames: whoever changes or joins tables can check them again.

```python
import extract
from extract.tables.schemas import frame_schema

frame_schema("projects").validate(extract.read("projects"))
```

The extractor itself checks Arrow tables (`extract.tables.checks`): the same promises, without pandas.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from extract.tables.contract import REPORT_ID, TABLES


@cache
def frame_schema(name: str, *, with_report_id: bool = True) -> Any:
    """A ``pandera.pandas.DataFrameSchema`` made from the description of a table.

    Args:
        name: key of `extract.tables.contract.TABLES`.
        with_report_id: for frames of several reports as `extract.read` gives them; False for the rows of one
            report as they stand in its file.

    Raises:
        KeyError: there is no such table.
    """
    table = TABLES[name]
    # On demand: it takes as long to load as a short report to read, and the extractor does without.
    import pandera.pandas as pandera

    described = (REPORT_ID, *table.columns) if with_report_id else table.columns
    columns = {
        column.name: pandera.Column(
            nullable=column.nullable,
            checks=pandera.Check.isin(list(column.values)) if column.values else None,
        )
        for column in described
    }
    key = ["report_id"] if with_report_id else []
    # Without a key of its own a table has one row per report.
    unique = [*key, *table.key] or None
    return pandera.DataFrameSchema(columns, strict=True, unique=unique, name=name)
