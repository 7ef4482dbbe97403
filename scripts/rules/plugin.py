"""A pytest plugin: ``--switch-off RULE`` runs the tests without a rule."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scripts.rules.switches import rules, switched_off


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--switch-off", default=None, help="dotted name of the rule to switch off")


@pytest.fixture(autouse=True)
def without_the_rule(request: pytest.FixtureRequest) -> Iterator[None]:
    name = request.config.getoption("--switch-off")
    rule = next((one for one in rules() if one.name == name), None)
    if rule is None:
        yield
        return
    with switched_off(rule):
        yield
