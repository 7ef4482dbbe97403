"""The server: for whoever started it, and for nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests import builders
from tests.publish.states import Clock
from tests.review.publishing import publish_by_hand

pytest.importorskip("starlette", reason="the extra review is not installed")
from starlette.testclient import TestClient

from extract.review.amend.files import read_corrections
from extract.review.server import ReviewServer, application

TOKEN = "geheim"
OWN = {"origin": "http://127.0.0.1:80", "content-type": "application/json"}
STATUS: dict[str, Any] = {
    "value": "projects/01-01/status",
    "printed": "wird der letzte Abschnitt gebaut",
    "old": "ongoing",
    "new": "completed",
    "who": "A. Beispiel",
    "why": None,
}


@pytest.fixture
def server(tmp_path: Path) -> ReviewServer:
    output = tmp_path / "output"
    publish_by_hand(output, builders.report(projects=2))
    one = ReviewServer(
        output, output / "review", [], tmp_path / "corrections", None, token=TOKEN, clock=Clock()
    )
    one.refresh()
    return one


@pytest.fixture
def client(server: ReviewServer) -> TestClient:
    one = TestClient(application(server), base_url="http://127.0.0.1:80", follow_redirects=False)
    answer = one.get(f"/?token={TOKEN}")
    assert answer.status_code == 303
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=strict" in answer.headers["set-cookie"]
    return one


def origin(client: TestClient) -> dict[str, str]:
    return {**OWN, "origin": str(client.base_url).rstrip("/")}


def test_pages_are_given_with_a_policy(client: TestClient) -> None:
    assert client.get("/").headers["location"] == "/index.html"
    answer = client.get("/index.html")
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert '"server"' in client.get("/assets/mode.js").text
    assert client.get("/nothing.html").status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/api/pending/seenland-2024", "/index.html?token=falsch"]
)
def test_nothing_without_the_token(server: ReviewServer, path: str) -> None:
    stranger = TestClient(application(server), base_url="http://127.0.0.1:80")
    assert stranger.get(path).status_code == 403


def test_nothing_under_another_name(server: ReviewServer) -> None:
    elsewhere = TestClient(application(server), base_url="http://evil.example")
    assert elsewhere.get(f"/?token={TOKEN}").status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "application/json"},
        {"origin": "http://evil.example", "content-type": "application/json"},
        {"origin": "http://127.0.0.1:80", "content-type": "text/plain"},
    ],
)
def test_nothing_is_written_for_other_pages(
    client: TestClient, server: ReviewServer, headers: dict[str, str]
) -> None:
    given = {**origin(client), **headers} if "origin" in headers else headers
    assert client.post("/api/correct/seenland-2024", json=STATUS, headers=given).status_code == 403
    assert not server.corrections.exists()


def test_a_correction_is_written_and_waits(client: TestClient, server: ReviewServer) -> None:
    answer = client.post("/api/correct/seenland-2024", json=STATUS, headers=origin(client))
    assert answer.json() == {"saved": True}
    (one,) = read_corrections(server.corrections, "seenland-2024").corrections
    assert (one.value, one.old, one.new, one.who) == (
        "projects/01-01/status",
        "ongoing",
        "completed",
        "A. Beispiel",
    )
    assert one.when.startswith("2025-03-01T12:")
    assert client.get("/api/pending/seenland-2024").json()["values"] == ["projects/01-01/status"]
    again = client.post(
        "/api/correct/seenland-2024", json={**STATUS, "new": "on_hold"}, headers=origin(client)
    )
    assert again.status_code == 200
    (one,) = read_corrections(server.corrections, "seenland-2024").corrections
    assert one.new == "on_hold", "the last word counts"


def test_an_acceptance_is_written(client: TestClient, server: ReviewServer) -> None:
    data = {
        "finding": "report-date-missing",
        "project": None,
        "message": "No date found in the imprint.",
        "source": "",
        "who": "A",
    }
    assert client.post("/api/accept/seenland-2024", json=data, headers=origin(client)).status_code == 200
    (one,) = read_corrections(server.corrections, "seenland-2024").accepted
    assert (one.finding, one.message, one.project) == (
        "report-date-missing",
        "No date found in the imprint.",
        None,
    )


@pytest.mark.parametrize(
    ("report", "change", "message"),
    [
        ("seenland-2024", {"new": "fertig"}, "steht hier nicht zur Wahl"),
        ("seenland-2024", {"value": "projects/01-01/position"}, "lässt sich nicht korrigieren"),
        ("seenland-1999", {}, "keinen Bericht"),
        ("..%2f..%2fetc", {}, None),
        ("seenland-2024", {"value": "projects/99-99/status"}, "Ein Projekt 99-99 gibt es"),
        ("seenland-2024", {"value": "milestones/01-01/77/text"}, "gibt es so nicht"),
        ("seenland-2024", {"old": "planned"}, "gibt es so nicht"),
        ("seenland-2024", {"printed": "Ein anderer Text"}, "gibt es so nicht"),
        ("seenland-2024", {"who": " "}, "wer korrigiert"),
        ("seenland-2024", {"new": None}, "braucht einen Wert"),
        ("seenland-2024", {"extra": 1}, "Unbekannte Angabe"),
    ],
)
def test_what_cannot_be_applied_is_not_written(
    client: TestClient, server: ReviewServer, report: str, change: dict[str, Any], message: str | None
) -> None:
    answer = client.post(f"/api/correct/{report}", json={**STATUS, **change}, headers=origin(client))
    assert answer.status_code in (404, 405, 422)
    if message is not None:
        assert message in answer.json()["error"]
    assert not server.corrections.exists()


def test_what_is_too_long_is_refused(client: TestClient) -> None:
    answer = client.post(
        "/api/correct/seenland-2024", json={**STATUS, "why": "x" * 300_000}, headers=origin(client)
    )
    assert answer.status_code == 413


def test_a_new_publication_is_shown_at_the_next_look(client: TestClient, server: ReviewServer) -> None:
    before = client.get("/seenland-2024/01-01.html").text
    assert client.post("/api/correct/seenland-2024", json=STATUS, headers=origin(client)).status_code == 200
    assert client.get("/seenland-2024/01-01.html").text == before
    publish_by_hand(server.output, builders.report(projects=2), corrections=server.corrections, run="s")
    after = client.get("/seenland-2024/01-01.html").text
    assert "korrigiert" in after
    assert "A. Beispiel" in after


@pytest.mark.parametrize(
    "body",
    [
        b'{"value": "projects/01-01/title", "new": "\\ud800", "who": "x"}',
        b'{"value": "projects/01-01/title", "new": "a", "who": "\\udfff"}',
        b'{"value": "\\ud800/01-01/title", "new": "a", "who": "x"}',
        b'{"value": "projects/01-01/title", "new": "a", "who": "x", "\\ud800": "y"}',
        b'{"value": ' + b"[" * 90_000 + b"]" * 90_000 + b"}",
        b"[" * 150_000,
        b'{"value": NaN, "new": Infinity, "who": "x"}',
        b"\xff\xfe",
    ],
)
@pytest.mark.parametrize("kind", ["correct", "accept"])
def test_what_no_file_can_keep_is_refused(
    server: ReviewServer, client: TestClient, kind: str, body: bytes
) -> None:
    answer = client.post(f"/api/{kind}/seenland-2024", content=body, headers=origin(client))
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert not list(server.corrections.glob("*"))


def test_odd_characters_that_a_file_can_keep_are_kept(server: ReviewServer, client: TestClient) -> None:
    new = "Zeile\r\n\x85\u2028\ufeff\x7f\tend: 'a' \"b\" # c \U0001f600"
    body = {"value": "projects/01-01/title", "new": new, "who": "x"}
    answer = client.post("/api/correct/seenland-2024", json=body, headers=origin(client))
    assert answer.status_code == 200
    assert read_corrections(server.corrections, "seenland-2024").corrections[0].new == new
