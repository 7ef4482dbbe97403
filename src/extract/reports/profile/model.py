"""Layout profiles: what the reports of one family look like, as data."""

from __future__ import annotations

import hashlib
import re
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from extract.base.yaml_files import BadYaml, check, read_text
from extract.german.records import Role
from extract.reports.profile.reading import ProfileError as ProfileError
from extract.reports.profile.reading import parse_profile


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


def _with_group(name: str) -> AfterValidator:
    def check(pattern: str) -> str:
        if name not in re.compile(pattern).groupindex:
            raise ValueError(f"the pattern needs a group `{name}`: (?P<{name}>...)")
        return pattern

    return AfterValidator(check)


Pattern = Annotated[str, AfterValidator(_compiles)]
IdPattern = Annotated[Pattern, _with_group("id")]
EditionPattern = Annotated[Pattern, _with_group("edition")]
PlacePattern = Annotated[Pattern, _with_group("place")]
DatePattern = Annotated[Pattern, _with_group("date")]
NamePattern = Annotated[Pattern, _with_group("name")]
CreditPattern = Annotated[Pattern, _with_group("credit")]
NumberPattern = Annotated[Pattern, _with_group("number")]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


EntryKind = Literal[
    "number", "title", "action_field", "responsible", "partner", "date", "money", "status", "text", "sum"
]
"""What is done with a label's value: which columns of ``projects`` it fills, what is looked for in it."""
RecordForm = Literal["row", "sheet", "chapter", "page"]


class _Model(BaseModel):
    # Built once, as parts of the whole profile, in place of each by itself.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Evidence(_Model):
    """One sign by which a family is recognised."""

    heading: str | None = Field(None, description="A heading of the profile that stands in the file.")
    text: Pattern | None = Field(None, description="A pattern found in the text of the file.")
    weight: float = Field(1.0, gt=0, description="How much this sign counts.")


class AsOfRule(_Model):
    headings: list[str] = Field([], description="Headings above the date of the report.")
    patterns: list[DatePattern] = Field([], description="Patterns with a group `date`.")


class HeadingsRule(_Model):
    headings: list[str] = Field([], description="Headings as printed.")


class ReportRule(_Model):
    """Where the report says its title, edition, date, publisher and contents."""

    title: list[Pattern] = Field([], description="Patterns with groups `title`, `edition`, `programme`.")
    edition: list[EditionPattern] = Field([], description="Patterns with a group `edition`.")
    report_id: str = Field("{programme}-{edition}", description="How the report_id is put together.")
    programme: str | None = Field(None, description="Name of the programme where the title does not give it.")
    place: list[PlacePattern] = Field(
        [],
        description="Patterns with a group `place`: town or region, put before the name of its programme.",
    )
    as_of: AsOfRule = Field(default_factory=AsOfRule)
    publisher: HeadingsRule = Field(default_factory=HeadingsRule)
    contents: HeadingsRule = Field(default_factory=HeadingsRule)


class ActionFieldRule(_Model):
    pattern: NamePattern | None = Field(None, description="Pattern with groups `no` and `name`.")
    no_action_field: Pattern | None = Field(None, description="Lines that are no name of a field.")


Expected = Literal["title", "responsible", "lead"]


def _all_expected() -> list[Expected]:
    return ["title", "responsible", "lead"]


class ProjectRule(_Model):
    id_patterns: list[IdPattern] = Field([], description="Patterns with a group `id`.")
    least_sections: int = Field(2, ge=1, description="Fewest known sections that make a project page.")
    expects: list[Expected] = Field(
        default_factory=_all_expected,
        description="What each project should have; a project without it gets a finding.",
    )


Separator = Annotated[str, Field(min_length=1, max_length=1)]


class PartyRule(_Model):
    role: Literal["responsible", "partner"] = Field(description="What the organisations named are.")
    headings: list[str] = Field(description="Headings as printed, synonyms included.")
    separator: Separator | None = Field(
        None, description="Character between names, where a list stands: a comma, say."
    )


class MilestonesRule(_Model):
    headings: list[str] = []
    planned: Pattern | None = Field(None, description="Wording of a milestone that is still planned.")


class SectionRule(_Model):
    section: Slug = Field(description="Name of the section in the tables.")
    headings: list[str] = Field(description="Headings as printed, synonyms included.")
    role: Literal["volume", "links"] | None = Field(None, description="What the section is for.")
    party: Literal["responsible", "partner"] | None = Field(
        None, description="The section names organisations; they become parties of this role, too."
    )
    separator: Separator | None = Field(
        None, description="With `party`: character between names, where a list stands: a comma, say."
    )


class SheetsRule(_Model):
    """Projects as sheets of ruled boxes, each with its label in it, above it or left of it.

    The labels of the boxes are the headings of the sections, fields, parties and milestones.
    """

    title: HeadingsRule = Field(
        default_factory=HeadingsRule,
        description="Labels of the box with the title; with none it is the largest text of the head.",
    )
    project_id: HeadingsRule = Field(
        default_factory=HeadingsRule,
        description="Labels of the box with the ID; without one `project.id_patterns` finds the ID.",
    )
    action_field: HeadingsRule = Field(
        default_factory=HeadingsRule, description="Labels of the box that names the action field."
    )


class FieldRule(_Model):
    """A typed value that only this family has; it goes to the table `fields`."""

    field: Slug = Field(description="Name of the field in the table `fields`.")
    kind: Literal["rating", "quantity"] = Field(
        description="rating: dots counted, a row per labelled line; quantity: numbers with a unit in a text."
    )
    headings: list[str] = Field([], description="Labels of the box with the dots. Such a box is no section.")
    most: int | None = Field(None, ge=1, description="rating: the highest number of dots.")
    section: Slug | None = Field(None, description="quantity: the section whose text is read.")
    pattern: NumberPattern | None = Field(
        None, description="quantity: pattern with the groups `number`, and `unit` and `label` if printed."
    )
    unit: str | None = Field(None, description="Unit where the pattern has no group `unit`.")

    @model_validator(mode="after")
    def _complete(self) -> FieldRule:
        if self.kind == "rating" and not self.headings:
            raise ValueError("a rating needs `headings`: the label of the box with the dots")
        if self.kind == "quantity" and (self.section is None or self.pattern is None):
            raise ValueError("a quantity needs `section` and `pattern`")
        return self


class LabelRule(_Model):
    """A label of a sheet, a column head or a heading within a chapter."""

    labels: list[str] = Field(description="As printed, synonyms included.", min_length=1)
    name: Slug = Field(description="Name of the value in the tables.")
    kind: EntryKind = Field("text", description="What is done with the value.")
    role: Role | None = Field(None, description="kind money: what the money is.")


class ChapterHeadingRule(_Model):
    """How the headings are set that each begin a project."""

    numbered: bool | None = Field(
        None, description="Whether a number stands before the title; none: does not matter."
    )
    bold: bool | None = Field(None, description="Whether they are set bold; none: does not matter.")
    size: float | None = Field(
        None, gt=0, description="Their size as a multiple of running text; none: does not matter."
    )


class RecordsRule(_Model):
    """Projects by what repeats: rows of a table, sheets of labels and values, chapters."""

    form: Literal["row", "sheet", "chapter"] = Field(
        description="What one project is: a row of a table, a sheet, a chapter."
    )
    heading: ChapterHeadingRule | None = Field(
        None, description="form chapter: how the heading of a project is set; none: found out."
    )
    labels: list[LabelRule] = Field(
        [],
        description="Labels and column heads. What is not named here is looked up in the general lexicon; "
        "what that does not know either keeps its own words as name.",
    )


class StatusRule(_Model):
    status: Literal["planned", "ongoing", "completed", "on_hold", "discontinued"]
    section: list[str] = Field(description="Sections looked at, in order.")
    pattern: Pattern | None = Field(None, description="What the text must say; none: the section must exist.")


class Profile(_Model):
    """One family of reports."""

    profile: str = Field(description="Name of the profile.", pattern=r"^[a-z0-9][a-z0-9-]*$")
    version: int = Field(1, ge=1)
    language: Literal["de"] = "de"
    description: str = ""
    recognise: list[Evidence] = []
    report: ReportRule = Field(default_factory=ReportRule)
    action_field: ActionFieldRule = Field(default_factory=ActionFieldRule)
    project: ProjectRule = Field(default_factory=ProjectRule)
    parties: list[PartyRule] = []
    milestones: MilestonesRule = Field(default_factory=MilestonesRule)
    credits: list[CreditPattern] = Field([], description="Patterns with a group `credit`.")
    sections: list[SectionRule] = []
    sheets: SheetsRule | None = Field(
        None, description="Set when projects are sheets of ruled boxes; `sheets: {}` is enough."
    )
    records: RecordsRule | None = Field(
        None, description="Set when projects are told by what repeats: rows of tables, sheets, chapters."
    )
    fields: list[FieldRule] = []
    status: list[StatusRule] = []

    @property
    def expects_projects(self) -> bool:
        """Whether a file without projects is of another kind; a profile without sections is for prose."""
        return bool(self.sections) or self.records is not None

    @property
    def sha256(self) -> str:
        """Hash of the content of the profile, not of its spelling in YAML."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def read_profile(path: Path) -> Profile:
    """Reads and checks one profile file.

    Raises:
        ProfileError: the file is no YAML or does not fit the model.
    """
    try:
        text = read_text(path)
        check(text)
    except FileNotFoundError as error:
        raise ProfileError(f"{path}: there is no such file") from error
    except BadYaml as error:
        place = "" if error.line is None else f", line {error.line}"
        raise ProfileError(f"{path}{place}: {error.reason}") from error
    return _parse(text, str(path))


def _parse(text: str, origin: str) -> Profile:
    return parse_profile(text, origin, Profile)


def schema() -> dict[str, Any]:
    """The format of profiles as JSON Schema, for editors that complete and check YAML."""
    made = Profile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def profiles(folder: Path | None = None) -> dict[str, Profile]:
    """All profiles by name: those of the package, and those of `folder`, which win."""
    found: dict[str, Profile] = {}
    for entry in sorted(
        resources.files("extract.reports.profile.families").iterdir(), key=lambda item: item.name
    ):
        if entry.name.endswith((".yaml", ".yml")):
            profile = _parse(entry.read_text(encoding="utf-8"), entry.name)
            found[profile.profile] = profile
    if folder is not None:
        for path in sorted(folder.glob("*.y*ml")):
            profile = read_profile(path)
            found[profile.profile] = profile
    return found
