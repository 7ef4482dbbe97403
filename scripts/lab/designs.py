"""What may differ between two brochures of the same content, and seeded samples of it."""

from __future__ import annotations

import random
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, cast, get_args, get_type_hints


@dataclass(frozen=True, slots=True)
class Design:
    """One way to set the content. The first value of each trait is the plain one.

    Not every combination can be set; `settled` gives the nearest one that can.
    """

    paper: Literal["a4", "a5", "landscape"] = "a4"
    type_size: Literal["plain", "small", "large"] = "plain"
    sidebar: Literal["outer", "inner", "left", "right", "top", "absent"] = "outer"
    sidebar_style: Literal["tinted", "framed", "indented", "dark"] = "tinted"
    milestones: Literal["list", "beside", "grid", "band", "after"] = "list"
    heading: Literal["line", "run_in", "run_in_colon", "bar", "icon_before", "icon_behind", "margin"] = "line"
    heading_letters: Literal["plain", "spaced", "capitals", "spaced_capitals"] = "plain"
    heading_words: Literal[
        "plain",
        "colon",
        "broken",
        "numbered",
        "year",
        "slip",
        "synonyms",
        "other_synonyms",
        "unknown",
        "unknown_first",
    ] = "plain"
    section_box: Literal["none", "tinted", "ruled"] = "none"
    columns: Literal["one", "two", "three"] = "one"
    photo: Literal["sidebar", "banner", "beside_title", "below_title", "under_title", "none"] = "sidebar"
    credit: Literal["below", "rotated", "on_photo"] = "below"
    project_id: Literal["above_title", "footer", "edge", "missing"] = "above_title"
    field_name: Literal["header", "footer", "none"] = "header"
    sheet: Literal["single", "spread"] = "single"
    length: Literal["as_needed", "two_pages"] = "as_needed"
    page_box: Literal["plain", "cropped", "negative_origin", "bleed"] = "plain"
    rotate: Literal["0", "90", "180", "270"] = "0"
    order: Literal["natural", "main_first", "reversed", "shuffled", "by_row", "by_font"] = "natural"
    glyphs: Literal["runs", "words", "characters", "kerned", "kerned_spaces"] = "runs"
    font: Literal["truetype", "helvetica", "times", "type3"] = "truetype"
    align: Literal["ragged", "justified"] = "ragged"
    hyphen: Literal["minus", "soft", "u2010", "none"] = "minus"
    spaces: Literal["plain", "no_break", "thin"] = "plain"
    ligatures: Literal["no", "yes"] = "no"
    bold: Literal["font", "twice"] = "font"
    objects: Literal["page", "form", "nested_forms"] = "page"
    scan: Literal["no", "ocr_layer"] = "no"
    furniture: Literal["plain", "running_head", "watermark", "changing_foot"] = "plain"
    footnotes: Literal["no", "yes"] = "no"
    lists: Literal["bullets", "table"] = "bullets"
    initial: Literal["no", "drop"] = "no"
    quote: Literal["no", "yes"] = "no"
    layers: Literal["none", "hidden_copy"] = "none"
    title: Literal["column", "full_width", "full_width_band", "full_width_close"] = "column"
    year_labels: Literal["plain", "broken"] = "plain"

    @property
    def name(self) -> str:
        """The traits that are not plain, as ``trait=value`` joined by ``+``."""
        return "+".join(f"{key}={value}" for key, value in traits(self).items()) or "plain"

    def settled(self) -> Design:
        """The nearest design that can be set on paper."""
        found = self
        if found.paper == "landscape":
            found = replace(found, sheet="single", type_size="plain")
        if found.sidebar == "absent":
            found = replace(found, sidebar_style="tinted")
            if found.milestones in ("list", "beside"):
                found = replace(found, milestones="after")
        if found.sidebar in ("absent", "top") and found.photo == "sidebar":
            found = replace(found, photo="banner")
        if found.sidebar == "top" and found.sidebar_style == "dark":
            found = replace(found, sidebar_style="tinted")
        narrow = found.sidebar not in ("absent", "top") and found.paper != "landscape"
        if found.columns == "three" and (narrow or found.paper == "a5" or found.type_size == "large"):
            found = replace(found, columns="two")
        if found.paper == "a5" and narrow:
            found = replace(found, columns="one")
        if found.photo == "none":
            found = replace(found, credit="below")
        if found.title != "column" and found.photo in ("banner", "beside_title", "under_title"):
            found = replace(found, photo="below_title")
        if found.heading in ("run_in", "run_in_colon", "margin") and found.heading_words in (
            "colon",
            "broken",
        ):
            found = replace(found, heading_words="plain")
        if found.heading == "margin":
            found = replace(found, columns="one", heading_letters="plain", initial="no")
        if found.heading in ("run_in", "run_in_colon"):  # the heading is the beginning of the text
            found = replace(found, initial="no")
        if found.font != "truetype":  # these glyphs are in no standard encoding
            found = replace(found, ligatures="no", spaces="plain" if found.spaces == "thin" else found.spaces)
            found = replace(found, hyphen="minus" if found.hyphen == "u2010" else found.hyphen)
        if found.scan == "ocr_layer":  # OCR writes plain text, word by word
            found = replace(
                found, font="helvetica", glyphs="words", bold="font", objects="page", ligatures="no"
            )
            found = replace(found, hyphen="minus", spaces="plain", furniture="plain", footnotes="no")
            found = replace(found, layers="none")
        return found


def traits(design: Design) -> dict[str, str]:
    """The traits whose value is not the plain one."""
    plain = Design()
    found = {item.name: getattr(design, item.name) for item in fields(Design)}
    return {name: value for name, value in found.items() if value != getattr(plain, name)}


def values() -> dict[str, tuple[str, ...]]:
    """Every trait with all its values, the plain one first."""
    return {name: get_args(kind) for name, kind in get_type_hints(Design).items()}


def singles() -> list[Design]:
    """The plain design, then each other value of each trait alone."""
    found = [Design()]
    for name, options in values().items():
        found += [replace(Design(), **cast(Any, {name: value})).settled() for value in options[1:]]
    return found


def designs(seed: int, count: int) -> list[Design]:
    """A sample of designs: each trait value alone first, then seeded combinations.

    Args:
        seed: the same seed gives the same designs.
        count: how many; fewer than the trait values give the first of them only.

    Returns:
        Different designs, each of which can be set.
    """
    found = list(dict.fromkeys(singles()))
    return (found + combinations(seed, max(0, count - len(found)), known=found))[:count]


def combinations(seed: int, count: int, *, known: list[Design] | None = None) -> list[Design]:
    """Seeded combinations of two to eight traits, none of them in ``known``."""
    source = random.Random(seed)
    options = values()
    seen = set(known or ())
    found: list[Design] = []
    while len(found) < count:
        chosen = source.sample(sorted(options), source.randint(2, 8))
        chosen_values: dict[str, Any] = {name: source.choice(options[name][1:]) for name in chosen}
        design = replace(Design(), **chosen_values).settled()
        if design not in seen:
            seen.add(design)
            found.append(design)
    return found


SEED = 7
COUNT = 157
"""Designs of the tests: each trait value alone (93), the rest combinations of two to eight traits."""

FOUND = (
    # Combinations of other seeds that fell short before.
    Design(
        heading="margin",
        heading_words="slip",
        section_box="ruled",
        project_id="missing",
        page_box="negative_origin",
        align="justified",
        ligatures="yes",
        layers="hidden_copy",
    ),
    Design(
        paper="landscape",
        milestones="after",
        section_box="tinted",
        credit="rotated",
        spaces="thin",
        footnotes="yes",
        lists="table",
    ),
    Design(sidebar="inner", milestones="grid", columns="two", sheet="spread", initial="drop", quote="yes"),
    Design(heading_words="unknown_first", section_box="tinted", project_id="footer", font="type3"),
    Design(
        type_size="small",
        milestones="grid",
        heading_words="unknown_first",
        section_box="tinted",
        sheet="spread",
        ligatures="yes",
        bold="twice",
        footnotes="yes",
    ),
)
