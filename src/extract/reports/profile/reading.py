"""Profiles from YAML: errors name the file, the line and the field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from extract.base.shipped import YAML_LOADER

Model = TypeVar("Model", bound=BaseModel)

_MEANT = {
    "missing": "is missing",
    "string_type": "must be text; put it in quotes",
    "list_type": "must be a list: [one, two], or one line each after a hyphen",
    "model_type": "must be a group of named values",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
}
"""Kinds of errors that the library words for programmers."""


class ProfileError(ValueError):
    """A profile that cannot be used; the message names file, line, field and reason."""


def parse_profile(text: str, origin: str, model: type[Model]) -> Model:
    """Reads a profile.

    Args:
        text: the YAML.
        origin: how errors call it: the path.
        model: what it must fit.

    Raises:
        ProfileError: one line per mistake.
    """
    try:
        root = yaml.compose(text, Loader=YAML_LOADER)
        data = yaml.load(text, Loader=YAML_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", line {mark.line + 1}" if mark is not None else ""
        raise ProfileError(f"{origin}{line}: not valid YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise ProfileError(f"{origin}: not valid YAML: {error}") from error
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise ProfileError(f"{origin}: a value cannot be read: {error}") from error
    if root is None or not isinstance(data, dict):
        raise ProfileError(f"{origin}, line 1: must be a group of named values, as in `profile: my-report`")
    problems = [_placed(origin, line, field, "stands twice") for line, field in _doubles(root, ())]
    try:
        found = model.model_validate(data)
    except ValidationError as error:
        problems += [_problem(origin, root, dict(item), model) for item in error.errors()]
    if problems:
        raise ProfileError("\n".join(problems))
    return found


def _placed(origin: str, line: int, field: str, reason: str) -> str:
    return f"{origin}, line {line}, {field}: {reason}"


def _problem(origin: str, root: yaml.Node, item: dict[str, Any], model: type[BaseModel]) -> str:
    location: Sequence[int | str] = item["loc"]
    line, depth = _line_of(root, location)
    named = location[: max(depth, 1)] if item["type"] not in ("missing", "extra_forbidden") else location
    field = ".".join(str(part) for part in named) or "(the whole file)"
    reason = _MEANT.get(item["type"]) or str(item["msg"]).removeprefix("Value error, ")
    if item["type"] == "extra_forbidden":
        reason = "no such field"
        near = get_close_matches(str(location[-1]), sorted(_names(model)), 1)
        if near:
            reason += f"; did you mean `{near[0]}`?"
    return _placed(origin, line, field, reason)


def _line_of(root: yaml.Node, location: Sequence[int | str]) -> tuple[int, int]:
    """The line (from 1) of the deepest part of a location that the file has, and how deep that is."""
    node, line = root, 1
    for depth, part in enumerate(location):
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(part)), None)
            if pair is None:
                return line, depth
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            return line, depth
    return line, len(location)


def _doubles(node: yaml.Node, path: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Fields that stand twice in one group: YAML would quietly take the last one."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                yield key.start_mark.line + 1, ".".join([*path, name])
            seen.add(name)
            yield from _doubles(value, (*path, name))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _doubles(item, (*path, str(index)))


def _names(model: type[BaseModel]) -> set[str]:
    """All names of fields of a model and of the models within it."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}
