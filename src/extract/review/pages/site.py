"""The review as pages: each made when asked for, or all written as a folder that opens by double click."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Literal

from extract.base.codes import FINDINGS
from extract.publish.problems import cannot_write
from extract.review.differences import compare
from extract.review.editions import Edition, read_editions
from extract.review.lifelines import Stage, by_programme, lifelines
from extract.review.pages.charts import STATUSES, field_name
from extract.review.pages.model import ProjectView, pages_outside, view_outside, view_project
from extract.review.pages.overview import Listed, change_pages, report_view
from extract.review.pages.pictures import Picture, draw_page, find_pdf, page_sizes, picture_file
from extract.review.pages.rendering import form_columns, template
from extract.review.pages.texts import texts
from extract.review.records import Differences
from extract.review.weighing import WeighedChange, derived_changes, weighed

Mode = Literal["static", "server"]

_ASSETS = ("review.css", "review.js")
_SAFE = re.compile(r"[^a-z0-9._-]+")
_OUTSIDE = re.compile(r"page-(\d{4})\.html")
_PICTURE = re.compile(r"img/(?P<report>[a-z0-9-]+)/(?P<hash>[0-9a-f]{8})-(?P<page>\d{4,})\.webp")


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
    mode: Mode = "static",
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
    review = Review.read(output, inputs=inputs, password=password, mode=mode)
    try:
        return _write(review, folder)
    except OSError as error:
        raise cannot_write(folder, error) from error


def _write(review: Review, folder: Path) -> Site:
    folder.mkdir(parents=True, exist_ok=True)
    keep: set[Path] = set()
    for path in review.pictures():
        if review.draw(path, folder):
            keep.add(folder / path)
    for path in review.paths():
        content = review.page(path)
        assert content is not None
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        _put(target, content)
        keep.add(target)
    _sweep(folder, keep)
    size = sum(path.stat().st_size for path in keep)
    return Site(folder / "index.html", len(review.listed), size, review.without_pdf)


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


class Review:
    """All pages of a snapshot; each is made when it is asked for.

    Args:
        editions: of the snapshot.
        comparisons: differences to earlier sides, by edition and name.
        inputs: folders and files where the PDFs may lie.
        password: of encrypted PDFs.
        mode: what the pages may do.
    """

    def __init__(
        self,
        editions: Sequence[Edition],
        comparisons: Mapping[str, Mapping[str, Differences]],
        *,
        inputs: Sequence[Path],
        password: str | None,
        mode: Mode,
    ) -> None:
        self.editions = {edition.report_id: edition for edition in editions}
        self.mode = mode
        self._comparisons = comparisons
        self._inputs = inputs
        self._password = password
        self._newest_first = sorted(
            editions, key=lambda one: (-(one.report["edition_year"] or 0), one.report_id)
        )
        self._pdfs: dict[str, Path | None] = {}
        self._sizes: dict[str, dict[int, tuple[float, float]]] = {}

    @classmethod
    def read(cls, output: Path, *, inputs: Sequence[Path], password: str | None, mode: Mode) -> Review:
        """The pages of the current snapshot.

        Raises:
            OutputProblem: nothing was published yet.
        """
        editions = read_editions(output)
        return cls(editions, comparisons_of(output, editions), inputs=inputs, password=password, mode=mode)

    @cached_property
    def entries(self) -> Mapping[str, Sequence[Listed]]:
        """Projects of each edition in printed order."""
        return {edition.report_id: self._entries(edition) for edition in self._newest_first}

    @cached_property
    def listed(self) -> Sequence[Listed]:
        """All projects, doubtful ones first."""
        # sorted() is stable: within equal doubt the order stays as printed.
        return sorted((entry for group in self.entries.values() for entry in group), key=_by_doubt)

    @property
    def without_pdf(self) -> tuple[str, ...]:
        """Editions whose PDF was not found."""
        return tuple(one.report_id for one in self._newest_first if self._pdf(one) is None)

    def paths(self) -> Iterator[str]:
        """Paths of all pages and of what they load, pictures left out."""
        yield "index.html"
        yield "changes.html"
        for report_id, entries in self.entries.items():
            yield from (entry.file for entry in entries)
            yield from (
                f"{report_id}/{outside_file(page)}" for page in pages_outside(self.editions[report_id])
            )
        yield from (f"assets/{name}" for name in (*_ASSETS, "mode.js", "texts.js", "search.js"))

    def pictures(self) -> Iterator[str]:
        """Paths of the pictures of all pages that are shown."""
        for report_id, entries in self.entries.items():
            edition = self.editions[report_id]
            shown = {page for entry in entries for page in entry.view.pages} | set(pages_outside(edition))
            yield from (picture.file for picture in self._pictures(edition, sorted(shown)).values())

    def draw(self, path: str, folder: Path) -> bool:
        """Draw a picture into a folder unless it is there; False if there is no such page or PDF."""
        found = _PICTURE.fullmatch(path)
        edition = self.editions.get(found["report"]) if found else None
        if found is None or edition is None:
            return False
        pdf = self._pdf(edition)
        if pdf is None or not edition.report["source_sha256"].startswith(found["hash"]):
            return False
        return draw_page(pdf, int(found["page"]), folder / path, password=self._password)

    def page(self, path: str) -> str | None:
        """A page, or what a page loads; None if there is none of that name."""
        if path == "index.html":
            return self._index()
        if path == "changes.html":
            return self._changes()
        folder, _, name = path.partition("/")
        if folder == "assets":
            return self._asset(name)
        if folder not in self.editions:
            return None
        outside = _OUTSIDE.fullmatch(name)
        if outside is not None:
            return self._outside(self.editions[folder], int(outside[1]))
        for number, entry in enumerate(self.entries[folder]):
            if entry.file == path:
                return self._project(self.editions[folder], entry, number)
        return None

    def _entries(self, edition: Edition) -> Sequence[Listed]:
        comparisons = self._comparisons[edition.report_id]
        derived: frozenset[int] = frozenset().union(*(derived_changes(one) for one in comparisons.values()))
        views = [view_project(edition, key, comparisons, derived=derived) for key in edition.projects]
        return [
            Listed(
                edition.report_id,
                f"{edition.report_id}/{file_name(view.key)}",
                view.row["title"],
                field_name(view.row),
                view,
            )
            for view in views
        ]

    def _pdf(self, edition: Edition) -> Path | None:
        name = edition.report_id
        if name not in self._pdfs:
            self._pdfs[name] = find_pdf(
                self._inputs, edition.report["source_file"], edition.report["source_sha256"]
            )
        return self._pdfs[name]

    def _pictures(self, edition: Edition, pages: Sequence[int]) -> dict[int, Picture]:
        pdf = self._pdf(edition)
        if pdf is None:
            return {}
        if edition.report_id not in self._sizes:
            self._sizes[edition.report_id] = page_sizes(pdf, password=self._password)
        sizes = self._sizes[edition.report_id]
        sha256 = edition.report["source_sha256"]
        return {
            page: Picture(page, picture_file(edition.report_id, sha256, page), *sizes[page])
            for page in pages
            if page in sizes
        }

    def _index(self) -> str:
        reports = [
            report_view(
                edition,
                self.entries[edition.report_id],
                self._comparisons[edition.report_id],
                has_pdf=self._pdf(edition) is not None,
                outside=[
                    (page, f"{edition.report_id}/{outside_file(page)}", number)
                    for page, number in pages_outside(edition).items()
                ],
            )
            for edition in self._newest_first
        ]
        return str(
            template("index.html").render(
                root="",
                mode=self.mode,
                here="projects",
                snapshot=self._snapshot,
                reports=reports,
                listed=self.listed,
                statuses=STATUSES,
                meanings={code: item.meaning for code, item in FINDINGS.items()},
            )
        )

    @property
    def _snapshot(self) -> str:
        return next((edition.snapshot or "" for edition in self._newest_first), "")

    def _changes(self) -> str:
        return str(
            template("changes.html").render(
                root="",
                mode=self.mode,
                here="changes",
                snapshot=self._snapshot,
                sides=change_pages(self._newest_first, self._comparisons, self.entries),
            )
        )

    def _project(self, edition: Edition, entry: Listed, number: int) -> str:
        view = entry.view
        entries = self.entries[edition.report_id]
        items = [item for _, group in view.groups for item in group]
        places = [(item.id, place, item.table) for item in items for place in item.places]
        places += [(doubt.id, place, "doubt") for doubt in view.doubts for place in doubt.places]
        # Large ones first: a date stays reachable above the section that holds it.
        places.sort(key=lambda item: (_RANK.get(item[2], 5), -item[1].width))
        fresh = any(name == "edition" and row.kind == "added" for name, row in view.whole)
        return str(
            template("project.html").render(
                root="../",
                mode=self.mode,
                here="",
                edition=edition,
                view=view,
                field=entry.field,
                pictures=self._pictures(edition, view.pages),
                pages=view.pages,
                places=places,
                change_sides=self._changes_of(edition.report_id, view.key),
                fresh=fresh,
                number=number + 1,
                total=len(entries),
                previous=_neighbour(entries, number - 1),
                next=_neighbour(entries, number + 1),
                stages=self._stages.get((edition.report_id, view.key), ()),
            )
        )

    @cached_property
    def _weighed(self) -> Mapping[tuple[str, str], tuple[WeighedChange, ...]]:
        """Weighed changes by edition and comparison."""
        return {
            (report_id, name): weighed(one)
            for report_id, sides in self._comparisons.items()
            for name, one in sides.items()
        }

    def _changes_of(self, report_id: str, key: str) -> list[tuple[str, list[WeighedChange]]]:
        """Changes of a project by comparison; a project that is wholly new says so elsewhere."""
        found = []
        for name, differences in self._comparisons[report_id].items():
            origin = next((pair.old for pair in differences.pairs if pair.new == key), None)
            group = [
                one
                for one in self._weighed[report_id, name]
                if one.topic != "projects"
                and (
                    one.change.project_new == key
                    or (
                        one.change.project_new is None
                        and origin is not None
                        and one.change.project_old == origin
                    )
                )
            ]
            if group:
                found.append((name, group))
        return found

    def _outside(self, edition: Edition, page: int) -> str | None:
        pages = list(pages_outside(edition))
        if page not in pages:
            return None
        at = pages.index(page)
        groups = view_outside(edition, page)
        items = [item for _, group in groups for item in group]
        shown = sorted({page, *(number for item in items for number in item.pages)})
        places = [(item.id, place, item.table) for item in items for place in item.places]
        places.sort(key=lambda item: -item[1].width * item[1].height)
        return str(
            template("outside.html").render(
                root="../",
                mode=self.mode,
                here="",
                edition=edition,
                page=page,
                groups=groups,
                pictures=self._pictures(edition, shown),
                pages=shown,
                places=places,
                number=at + 1,
                total=len(pages),
                previous=_page_link(pages, at - 1),
                next=_page_link(pages, at + 1),
            )
        )

    @cached_property
    def _stages(self) -> Mapping[tuple[str, str], tuple[Stage, ...]]:
        found: dict[tuple[str, str], tuple[Stage, ...]] = {}
        for group in by_programme(list(self.editions.values())).values():
            if len(group) < 2:
                continue
            for line in lifelines(group):
                for stage in line.stages:
                    found[stage.report_id, stage.project_key] = line.stages
        return found

    def _asset(self, name: str) -> str | None:
        if name in _ASSETS:
            static = files("extract.review.pages").joinpath("static")
            return static.joinpath(name).read_text(encoding="utf-8")
        match name:
            case "mode.js":
                return f"window.REVIEW_MODE = {json.dumps(self.mode)};\n"
            case "texts.js":
                return _script("REVIEW_TEXTS", texts()) + _script("REVIEW_COLUMNS", form_columns())
            case "search.js":
                index = [_searched(self.editions[entry.report_id], entry.view) for entry in self.listed]
                return _script("REVIEW_SEARCH", index)
            case _:
                return None


def file_name(key: str) -> str:
    """The file of a project's page: its key, or what of it may stand in a file name."""
    return (_SAFE.sub("-", key.casefold()).strip("-.") or "project") + ".html"


def outside_file(page: int) -> str:
    """The file of the values outside projects on a PDF page."""
    return f"page-{page:04d}.html"


_RANK = {"sections": 0, "doubt": 1, "projects": 2, "milestones": 3, "parties": 3, "media": 3, "dates": 6}
"""Order in which boxes lie on each other, the lowest first; those not named are 5."""


def _by_doubt(entry: Listed) -> tuple[int, int, int]:
    grade = entry.view.grade or "A"
    return (-ord(grade[0]), -entry.view.open_doubts, -entry.view.changed)


def _neighbour(entries: Sequence[Listed], number: int) -> dict[str, str] | None:
    if not 0 <= number < len(entries):
        return None
    return {"file": Path(entries[number].file).name, "title": entries[number].title}


def _page_link(pages: Sequence[int], number: int) -> dict[str, str] | None:
    if not 0 <= number < len(pages):
        return None
    return {"file": outside_file(pages[number]), "title": str(pages[number])}


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
