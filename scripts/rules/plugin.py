"""A pytest plugin: ``--switch-off RULE`` runs the tests without a rule, ``--watch-rules FILE`` writes down in
which tests each rule says something."""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.rules.switches import Rule, rules, switched_off, watched

_fired: Counter[str] = Counter()
"""What said something in the test that runs."""
_shared: dict[Path, set[str]] = defaultdict(set)
"""What fixtures made say something: one may serve all tests of its module."""
_tests: dict[str, list[tuple[float, str]]] = defaultdict(list)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--switch-off", default=None, help="dotted name of the rule to switch off")
    parser.addoption("--watch-rules", default=None, help="file to write the tests of each rule to")
    parser.addoption("--rules-named", action="append", default=[], help="text in the names of rules to watch")


@pytest.fixture(autouse=True, scope="session")
def without_the_rule(request: pytest.FixtureRequest) -> Iterator[None]:
    name = request.config.getoption("--switch-off")
    if name is None:
        yield
        return
    with switched_off(next(one for one in rules() if one.name == name)):
        yield


@pytest.fixture(autouse=True, scope="session")
def watched_rules(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.config.getoption("--watch-rules") is None:
        yield
        return
    with watched([rule for rule in _chosen(request.config) if rule.can_be_watched], _fired):
        yield


def _chosen(config: pytest.Config) -> list[Rule]:
    return rules(named=config.getoption("--rules-named"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    _shared[item.path] |= set(_fired)
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[object]:
    _fired.clear()
    began = time.process_time()
    result = yield
    seconds = round(time.process_time() - began, 3)
    for name in {*_fired, *_shared[item.path]}:
        _tests[name].append((seconds, item.nodeid))
    return result


def pytest_sessionfinish(session: pytest.Session) -> None:
    path = session.config.getoption("--watch-rules")
    if path is None:
        return
    every = sorted({test for tests in _tests.values() for test in tests})
    for rule in _chosen(session.config):
        if not rule.can_be_watched:
            _tests[rule.name] = every
    Path(path).write_text(json.dumps(_tests), encoding="utf-8")
