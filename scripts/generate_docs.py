"""Write the pages of the documentation that are made from the code.

usage: generate_docs.py [--check]

With ``--check`` nothing is written; the exit code is 1 if a page is stale.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from extract.reports.profile.model import schema
from extract.tables.dictionary import findings_page, tables_page

DOCS = Path(__file__).parent.parent / "docs"


def schema_page() -> str:
    """The format of profiles, for editors."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


PAGES = {"tables.md": tables_page, "findings.md": findings_page, "profile.schema.json": schema_page}


def stale_pages() -> list[str]:
    """Names of pages whose file differs from what the code says."""
    return [
        name
        for name, page in PAGES.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text(encoding="utf-8") != page()
    ]


def main() -> int:
    stale = stale_pages()
    if "--check" in sys.argv[1:]:
        if stale:
            print(f"Stale: {', '.join(stale)}. Run `make docs`.")
        return int(bool(stale))
    for name in stale:
        (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
        print(f"docs/{name} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
