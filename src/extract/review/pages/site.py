"""The review as a folder of static pages that open by double click, without a network."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from extract.base.codes import FINDINGS
from extract.publish.problems import cannot_write
from extract.review.differences import compare
from extract.review.editions import Edition, read_editions
from extract.review.lifelines import Stage, by_programme, lifelines
from extract.review.pages.charts import STATUSES, field_name
from extract.review.pages.model import ProjectView, view_project
from extract.review.pages.overview import Listed, report_view
from extract.review.pages.pictures import Picture, draw_pages, find_pdf
from extract.review.pages.rendering import template
from extract.review.pages.texts import texts
from extract.review.records import Differences

_ASSETS = ("review.css", "review.js")
_SAFE = re.compile(r"[^a-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Site:
    """What was written."""

    index: Path
    projects: int
    bytes: int
    without_pdf: tuple[str, ...]
    """Editions whose PDF was not found."""


def write_site(
    output: Path,
    folder: Path,
    *,
    inputs: Sequence[Path],
    password: str | None = None,
    mode: str = "static",
) -> Site:
    """Write the pages of the current snapshot.

    Args:
        output: the output folder with the snapshots.
        folder: where the pages go; what lies there from before is replaced, other files stay.
        inputs: folders and files where the PDFs may lie.
        password: of encrypted PDFs.
        mode: ``static``, or ``server`` where accept and correct may write.

    Raises:
        OutputProblem: nothing was published yet, or the folder cannot be written.
    """
    editions = read_editions(output)
    comparisons = comparisons_of(output, editions)
    try:
        return _write(editions, comparisons, folder, inputs, password, mode)
    except OSError as error:
        raise cannot_write(folder, error) from error


def comparisons_of(output: Path, editions: Sequence[Edition]) -> dict[str, dict[str, Differences]]:
    """For each edition its differences to the previous edition and to the previous publication."""
    from extract.publish.snapshots import snapshots

    result: dict[str, dict[str, Differences]] = {edition.report_id: {} for edition in editions}
    for group in by_programme(editions).values():
        for old, new in pairwise(group):
            result[new.report_id]["edition"] = compare(old, new)
    kept = snapshots(output)
    if len(kept) > 1:
        before = {edition.report_id: edition for edition in read_editions(output, snapshot=kept[1].snapshot)}
        for edition in editions:
            if edition.report_id in before:
                result[edition.report_id]["publication"] = compare(before[edition.report_id], edition)
    return result


def _write(
    editions: Sequence[Edition],
    comparisons: Mapping[str, Mapping[str, Differences]],
    folder: Path,
    inputs: Sequence[Path],
    password: str | None,
    mode: str,
) -> Site:
    folder.mkdir(parents=True, exist_ok=True)
    stages = _stages(editions)
    newest_first = sorted(editions, key=lambda one: (-(one.report["edition_year"] or 0), one.report_id))
    reports: list[dict[str, Any]] = []
    listed: list[Listed] = []
    without_pdf = []
    keep: set[Path] = set()
    for edition in newest_first:
        views = [view_project(edition, key, comparisons[edition.report_id]) for key in edition.projects]
        pdf = find_pdf(inputs, edition.report["source_file"], edition.report["source_sha256"])
        pictures: dict[int, Picture] = {}
        if pdf is None:
            without_pdf.append(edition.report_id)
        else:
            pages = [page for view in views for page in view.pages]
            below = f"img/{edition.report_id}"
            pictures = draw_pages(
                pdf, pages, folder, below, sha256=edition.report["source_sha256"], password=password
            )
        keep.update(folder / picture.file for picture in pictures.values())
        entries = [
            Listed(
                edition.report_id,
                f"{edition.report_id}/{file_name(view.key)}",
                view.row["title"],
                field_name(view.row),
                view,
            )
            for view in views
        ]
        for number, entry in enumerate(entries):
            path = folder / entry.file
            path.parent.mkdir(exist_ok=True)
            content = _project_page(
                edition, entry, entries, number, pictures, stages.get((edition.report_id, entry.view.key), ())
            )
            _put(path, content)
            keep.add(path)
        listed.extend(entries)
        reports.append(report_view(edition, entries, comparisons[edition.report_id], has_pdf=pdf is not None))
    listed_by_doubt = sorted(listed, key=_by_doubt)
    _put(
        folder / "index.html",
        template("index.html").render(
            root="",
            snapshot=editions[0].snapshot or "" if editions else "",
            reports=reports,
            listed=listed_by_doubt,
            statuses=STATUSES,
            meanings={code: item.meaning for code, item in FINDINGS.items()},
        ),
    )
    keep.add(folder / "index.html")
    keep.update(_assets(folder, listed_by_doubt, editions, mode))
    _sweep(folder, keep)
    size = sum(path.stat().st_size for path in keep)
    return Site(folder / "index.html", len(listed), size, tuple(without_pdf))


def _by_doubt(entry: Listed) -> tuple[int, int, int]:
    # sorted() is stable: within equal doubt the order stays as printed.
    grade = entry.view.grade or "A"
    return (-ord(grade[0]), -entry.view.open_doubts, -entry.view.changed)


def file_name(key: str) -> str:
    """The file of a project's page: its key, or what of it may stand in a file name."""
    return (_SAFE.sub("-", key.casefold()).strip("-.") or "project") + ".html"


def _project_page(
    edition: Edition,
    entry: Listed,
    entries: Sequence[Listed],
    number: int,
    pictures: Mapping[int, Picture],
    stages: Sequence[Stage],
) -> str:
    view = entry.view
    items = [item for _, group in view.groups for item in group]
    places = [(item.id, place, item.table) for item in items for place in item.places]
    places += [(doubt.id, place, "doubt") for doubt in view.doubts for place in doubt.places]
    # Large ones first: a date stays reachable above the section that holds it.
    places.sort(key=lambda item: (_RANK.get(item[2], 5), -item[1].width))
    fresh = any(name == "edition" and row.kind == "added" for name, row in view.whole)
    return str(
        template("project.html").render(
            root="../",
            edition=edition,
            view=view,
            field=entry.field,
            pictures={page: pictures[page] for page in view.pages if page in pictures},
            places=places,
            changed_items=[item for item in items if item.changes],
            fresh=fresh,
            number=number + 1,
            total=len(entries),
            previous=_neighbour(entries, number - 1),
            next=_neighbour(entries, number + 1),
            stages=stages,
        )
    )


_RANK = {"sections": 0, "doubt": 1, "projects": 2, "milestones": 3, "parties": 3, "media": 3, "dates": 6}
"""Order in which boxes lie on each other, the lowest first; those not named are 5."""


def _neighbour(entries: Sequence[Listed], number: int) -> dict[str, str] | None:
    if not 0 <= number < len(entries):
        return None
    return {"file": Path(entries[number].file).name, "title": entries[number].title}


def _stages(editions: Sequence[Edition]) -> dict[tuple[str, str], tuple[Stage, ...]]:
    found: dict[tuple[str, str], tuple[Stage, ...]] = {}
    for group in by_programme(editions).values():
        if len(group) < 2:
            continue
        for line in lifelines(group):
            for stage in line.stages:
                found[stage.report_id, stage.project_key] = line.stages
    return found


def _assets(folder: Path, listed: Sequence[Listed], editions: Sequence[Edition], mode: str) -> list[Path]:
    assets = folder / "assets"
    assets.mkdir(exist_ok=True)
    static = files("extract.review.pages").joinpath("static")
    for name in _ASSETS:
        _put(assets / name, static.joinpath(name).read_text(encoding="utf-8"))
    _put(assets / "mode.js", f"window.REVIEW_MODE = {json.dumps(mode)};\n")
    _put(assets / "texts.js", _script("REVIEW_TEXTS", texts()))
    by_id = {edition.report_id: edition for edition in editions}
    index = [_searched(by_id[entry.report_id], entry.view) for entry in listed]
    _put(assets / "search.js", _script("REVIEW_SEARCH", index))
    return [assets / name for name in (*_ASSETS, "mode.js", "texts.js", "search.js")]


def _script(name: str, data: object) -> str:
    # As a script, for pages opened from a disk may not read other files.
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f"window.{name} = {text};\n"


def _searched(edition: Edition, view: ProjectView) -> str:
    row = view.row
    parts = [row[column] for column in ("title", "project_id", "action_field", "responsible", "lead")]
    parts += [one["text"] for one in edition.of_project("sections", view.key)]
    parts += [one["text"] for one in edition.of_project("milestones", view.key)]
    parts += [one["name"] for one in edition.of_project("parties", view.key)]
    return " ".join(" ".join(part for part in parts if part).casefold().split())


def _put(path: Path, content: str) -> None:
    data = content.encode()
    if not path.is_file() or path.read_bytes() != data:
        path.write_bytes(data)


def _sweep(folder: Path, keep: set[Path]) -> None:
    """Remove pages and pictures of earlier times; nothing that this room did not write."""
    for path in [*folder.glob("*/*.html"), *folder.glob("img/*/*.webp")]:
        if path not in keep:
            path.unlink()
    for path in sorted(folder.glob("**/"), reverse=True):
        if path != folder and not any(path.iterdir()):
            shutil.rmtree(path)
