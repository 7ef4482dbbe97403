"""``fortschritt profile``: draft, check and describe layout profiles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.commands import common

if TYPE_CHECKING:
    from extract.authoring.checking import PageCheck, ProfileCheck

_MOST_PICTURES = 8
_MOST_KEYS = 8
"""Keys of projects named for a page that has many."""
_SCHEMA = "profile.schema.json"
"""Written beside a new profile, for editors."""

FileArgument = Annotated[Path, typer.Argument(help="The report (PDF).", exists=True, dir_okay=False)]


def new(
    file: FileArgument,
    out: Annotated[
        Path | None, typer.Option("--out", help="Profile to write.", show_default="printed")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="Name of the profile.", show_default="the file's name")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
    password: common.PasswordOption = None,
    password_file: common.PasswordFileOption = None,
) -> int:
    """Make a profile for a report from what repeats in it: rows, sheets, chapters, headings, boxes, codes."""
    from extract.authoring.new import new_profile

    if out is not None and out.exists() and not force:
        raise typer.BadParameter(f"{out} exists; --force writes over it.")
    settings = common.settings_with(password=password, password_file=password_file)
    name = name or (out.stem if out is not None else None)
    text = new_profile(file, name=name, password=settings.password)
    if out is None:
        typer.echo(text, nl=False)
        return common.ALL_DONE
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(f"# yaml-language-server: $schema={_SCHEMA}\n{text}", encoding="utf-8")
    (out.parent / _SCHEMA).write_text(_schema_text(), encoding="utf-8")
    typer.echo(f"{out} written. Edit it, then: fortschritt profile check {out} {file}")
    return common.ALL_DONE


def check(
    profile: Annotated[str, typer.Argument(help="The profile: path or name.")],
    file: Annotated[
        Path | None, typer.Argument(help="The report (PDF); without it only the profile is checked.")
    ] = None,
    pictures: Annotated[
        Path | None, typer.Option("--pictures", help="Folder for pictures of pages with what was found.")
    ] = None,
    pages: Annotated[
        str | None,
        typer.Option("--pages", help="Pages to draw, as in 3,7-9.", show_default="some with doubts"),
    ] = None,
    profiles_folder: common.ProfilesFolderOption = None,
    password: common.PasswordOption = None,
    password_file: common.PasswordFileOption = None,
) -> int:
    """Try a profile on a report: what matched, what did not, page by page.

    Exit code 1 if no project was found, or a label of the profile matches nothing in the report.
    """
    from extract.reports.profile.choice import named_profile

    settings = common.settings_with(
        profiles_folder=profiles_folder, password=password, password_file=password_file
    )
    folder = None if settings.profiles_folder is None else Path(settings.profiles_folder)
    found, source = named_profile(profile, folder)
    if file is None:
        typer.echo(f"{source}: profile {found.profile} is valid.")
        return common.ALL_DONE
    if not file.is_file():
        raise typer.BadParameter(f"{file} is no file.")

    from extract.authoring.checking import check_profile, write_pictures

    result = check_profile(file, found, source, folder=folder, password=settings.password)
    for page in result.pages:
        if page.projects or page.doubts or page.near:
            typer.echo(_line(page))
    typer.echo("")
    _summary(result)
    if pictures is not None:
        chosen = _numbers(pages, result.report.source.page_count) if pages else _interesting(result)
        for path in write_pictures(file, result.report, chosen, pictures, password=settings.password):
            typer.echo(f"{path} written")
    is_good = bool(result.report.projects) and not result.errors
    return common.ALL_DONE if is_good else common.SOME_SET_ASIDE


def schema() -> int:
    """Print the format of profiles as JSON Schema, for editors that complete and check them."""
    typer.echo(_schema_text(), nl=False)
    return common.ALL_DONE


def _schema_text() -> str:
    import json

    from extract.reports.profile.model import schema as made

    return json.dumps(made(), indent=2, ensure_ascii=False) + "\n"


def _line(page: PageCheck) -> str:
    head = f"page {page.page:>4}  "
    sections = ", ".join(page.sections) or "no section"
    if not page.projects:
        text = f"no project, though the page has {', '.join(page.near)}" if page.near else "no project"
    elif len(page.projects) > 1:
        keys = [project.key for project in page.projects]
        shown = ", ".join(keys[:_MOST_KEYS]) + (", ..." if len(keys) > _MOST_KEYS else "")
        text = f"{len(keys)} projects: {shown} [{sections}]"
    else:
        (project,) = page.projects
        title = project.title if len(project.title) <= 50 else project.title[:47] + "..."
        name = f"{project.key}: {title}" if project.page_first == page.page else f"{project.key}, continued"
        text = f"{name} [{sections}]"
    doubts = "".join(f"\n           ! {one.code}: {one.message}" for one in page.doubts)
    return head + text + doubts


def _summary(result: ProfileCheck) -> None:
    report = result.report
    typer.echo(f"report    {report.report_id} ({report.title})")
    typer.echo(f"projects  {len(report.projects)}")
    without = [project.key for project in report.projects if project.project_id is None]
    if without and len(without) == len(report.projects):
        typer.echo("no ID     in any project")
    elif without:
        typer.echo(f"no ID     {', '.join(without)}")
    for key, sections in result.missing:
        typer.echo(f"missing   {key}: {', '.join(sections)}")
    for error in result.errors:
        typer.echo(f"error     {error}")
    for pattern in result.idle_patterns:
        typer.echo(f"unused    {pattern}: matches nowhere")


def _interesting(result: ProfileCheck) -> list[int]:
    doubtful = [page.page for page in result.pages if page.doubts]
    starts = [project.page_first for project in result.report.projects]
    return sorted(list(dict.fromkeys([*doubtful, *starts]))[:_MOST_PICTURES])


def _numbers(text: str, last: int) -> list[int]:
    numbers: set[int] = set()
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d+)\s*(?:-\s*(\d+)\s*)?", part)
        if match is None:
            raise typer.BadParameter(f"--pages: {part!r} is neither a page nor a range like 7-9.")
        numbers.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    if not numbers or not 1 <= min(numbers) <= max(numbers) <= last:
        raise typer.BadParameter(f"--pages: the file has pages 1 to {last}.")
    return sorted(numbers)


def register(app: typer.Typer) -> None:
    commands = typer.Typer(help="Draft, check and describe layout profiles.", no_args_is_help=True)
    commands.command()(new)
    commands.command()(check)
    commands.command()(schema)
    app.add_typer(commands, name="profile")
