"""YAML read fast: the lists and profiles that are shipped with the package, and those of users."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, cast

import yaml

YAML_LOADER = cast(
    "type[yaml.SafeLoader]",
    yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader,
)
"""Reads the same data either way; libyaml takes a tenth of the time, which a short report would notice."""


def shipped_yaml(package: str, name: str) -> Any:
    """The data of a YAML file that lies beside the code of a package.

    Args:
        package: dotted name of the package.
        name: name of the file in it.
    """
    return yaml.load(files(package).joinpath(name).read_bytes(), Loader=YAML_LOADER)
