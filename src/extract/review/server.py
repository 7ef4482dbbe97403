"""The review on a local server: the same pages, on which accept and correct write correction files.

It listens on the loopback only. Whoever asks must have the token of this start, either in the address
(once, it becomes a cookie) or in that cookie; the name of the host must be that of this machine, so that no
page elsewhere can talk to it; and what writes must come from a page of its own.
"""

from __future__ import annotations

import hmac
import json
import secrets
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from extract.base.names import printable
from extract.publish.snapshots import current_snapshot
from extract.review.amend.files import BadCorrections
from extract.review.desk import Desk, Refused
from extract.review.pages.forms import Both
from extract.review.pages.site import Review
from extract.review.shelf import Shelf
from extract.review.table_pages import table_routes

HOST = "127.0.0.1"
_COOKIE = "fortschritt_review"
_MOST_BYTES = 200_000
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self' data:; style-src 'self'; "
    "script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


@dataclass
class ReviewServer:
    """What the server works on. ``refresh`` reads the tables anew when another snapshot is current."""

    output: Path
    pages: Path
    """Folder of the pictures; pages are made when they are asked for."""
    inputs: Sequence[Path]
    corrections: Path
    password: str | None
    token: str
    clock: Callable[[], datetime]
    _shown: str | None = None
    _review: Review | None = None
    _made: dict[str, str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def desk(self) -> Desk:
        """Where corrections are understood and saved."""
        return Desk(self.output, self.corrections, self.clock)

    @cached_property
    def shelf(self) -> Shelf:
        """The tables and ready views, row by row."""
        return Shelf(self.output)

    def refresh(self) -> Review:
        """The pages of the current snapshot; read anew if it is another one than before."""
        with self._lock:
            now = current_snapshot(self.output)
            if self._review is None or now != self._shown:
                self._review = Review.read(
                    self.output, inputs=self.inputs, password=self.password, mode="server"
                )
                self._shown = now
                self._made.clear()
            return self._review

    def page(self, path: str) -> str | None:
        """A page or what it loads; made once for each snapshot."""
        review = self.refresh()
        found = self._made.get(path)
        if found is None:
            found = review.page(path)
            if found is not None:
                self._made[path] = found
        return found

    def picture(self, path: str) -> Path | None:
        """The picture of a page, drawn when it is looked at for the first time."""
        return self.pages / path if self.refresh().draw(path, self.pages) else None


class _Guard(BaseHTTPMiddleware):
    """Nobody but the person who started the server gets anything."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        server: ReviewServer = request.app.state.review
        # A page elsewhere may point its own name at this address; the name it asks for betrays it.
        if request.url.hostname not in (HOST, "localhost"):
            return PlainTextResponse("This server answers to its own name only.", 421)
        asked = request.query_params.get("token")
        if asked is not None and hmac.compare_digest(asked.encode(), server.token.encode()):
            answer: Response = RedirectResponse(request.url.path, 303)
            answer.set_cookie(_COOKIE, server.token, httponly=True, samesite="strict")
        elif not hmac.compare_digest(request.cookies.get(_COOKIE, "").encode(), server.token.encode()):
            return PlainTextResponse("Open the address that the command printed, with its token.", 403)
        elif request.method == "POST" and not _is_own(request):
            return PlainTextResponse("Writing is for the pages of this server.", 403)
        else:
            answer = await call_next(request)
        answer.headers.update(_HEADERS)
        return answer


def _is_own(request: Request) -> bool:
    own = f"{request.url.scheme}://{request.url.netloc}"
    return (
        request.headers.get("origin") == own
        and request.headers.get("content-type", "").split(";")[0] == "application/json"
    )


async def _start(request: Request) -> Response:
    return RedirectResponse("/index.html", 303)


async def _body(request: Request) -> dict[str, Any]:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST_BYTES:
            raise Refused("Das ist zu lang.", "too long", status=413)
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused("Das ist keine Anfrage dieser Seiten.", "not JSON, or nested too deeply") from error
    if not isinstance(data, dict):
        raise Refused("Das ist keine Anfrage dieser Seiten.", "not an object")
    return data


def _refusal(error: Exception) -> Response:
    """A reason in both languages; half characters that somebody sent are named, not repeated."""
    more: dict[str, Any] = {}
    status = 422
    if isinstance(error, Refused):
        german, english, status, more = error.german, error.english, error.status, error.more
    elif isinstance(error, BadCorrections):
        german, english = f"Die Korrekturen lassen sich so nicht speichern. {error}", str(error)
    elif isinstance(error, OSError):
        status = 500
        german = f"Die Datei lässt sich nicht schreiben: {error.strerror}."
        english = f"cannot be written: {error.strerror}"
    else:
        german, english = "Dieser Text lässt sich nicht speichern.", str(error)
    return JSONResponse({"error": printable(german), "error_en": printable(english), **more}, status)


async def _write(request: Request) -> Response:
    desk: Desk = request.app.state.review.desk
    kind, report_id = request.path_params["kind"], request.path_params["report_id"]
    actions: dict[str, Callable[[str, dict[str, Any]], object]] = {
        "correct": desk.correct,
        "accept": desk.accept,
        "withdraw": desk.withdraw,
    }
    if kind not in (*actions, "understand"):
        return JSONResponse({"error": "Das gibt es hier nicht.", "error_en": "there is no such action"}, 404)
    try:
        data = await _body(request)
        if kind == "understand":
            found = await run_in_threadpool(desk.understand, report_id, data)
            return JSONResponse(
                {
                    "new": found.new,
                    "shown": _both(found.shown),
                    "follows": [_both(one) for one in found.follows],
                    "warnings": [_both(one) for one in found.warnings],
                }
            )
        await run_in_threadpool(actions[kind], report_id, data)
    except (Refused, BadCorrections, OSError, ValueError) as error:
        return _refusal(error)
    return JSONResponse({"saved": True})


def _both(both: Both) -> dict[str, str]:
    return {"de": both.de, "en": both.en}


async def _pending(request: Request) -> Response:
    desk: Desk = request.app.state.review.desk
    try:
        return JSONResponse(await run_in_threadpool(desk.pending, request.path_params["report_id"]))
    except (Refused, BadCorrections, OSError, ValueError) as error:
        return _refusal(error)


async def _history(request: Request) -> Response:
    desk: Desk = request.app.state.review.desk
    try:
        found = await run_in_threadpool(
            desk.history, request.path_params["report_id"], request.query_params.get("value", "")
        )
    except (Refused, BadCorrections, OSError, ValueError) as error:
        return _refusal(error)
    return JSONResponse(found)


_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript"}


async def _page(request: Request) -> Response:
    server: ReviewServer = request.app.state.review
    path = request.path_params["path"]
    if path.endswith(".webp"):
        picture = await run_in_threadpool(server.picture, path)
        return PlainTextResponse("", 404) if picture is None else FileResponse(picture)
    found = await run_in_threadpool(server.page, path)
    if found is None:
        return PlainTextResponse("Diese Seite gibt es nicht. There is no such page.", 404)
    return Response(found, media_type=_TYPES.get(path.rpartition(".")[2], "text/plain"))


def application(server: ReviewServer) -> Starlette:
    """The application."""
    app = Starlette(
        routes=[
            Route("/", _start),
            Route("/api/pending/{report_id}", _pending),
            Route("/api/history/{report_id}", _history),
            Route("/api/{kind:str}/{report_id}", _write, methods=["POST"]),
            *table_routes(),
            Route("/{path:path}", _page),
        ],
        middleware=[Middleware(_Guard)],
    )
    app.state.review = server
    return app


def serve(
    output: Path,
    pages: Path,
    *,
    inputs: Sequence[Path],
    corrections: Path,
    clock: Callable[[], datetime],
    say: Callable[[str], None],
    password: str | None = None,
    port: int = 0,
) -> None:
    """Serve until interrupted.

    Args:
        output: the output folder with the snapshots.
        pages: folder for the pages.
        inputs: folders and files where the PDFs may lie.
        corrections: folder of the correction files.
        clock: gives the time of corrections, with zone.
        say: given the address to open.
        password: of encrypted PDFs.
        port: 0 takes a free one.

    Raises:
        OutputProblem: nothing was published yet, the folder cannot be written, or the port is taken.
    """
    from extract.publish.problems import OutputProblem

    server = ReviewServer(
        output, pages, inputs, corrections, password, token=secrets.token_urlsafe(24), clock=clock
    )
    server.refresh()
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        raise OutputProblem(f"Port {port} is taken. Choose another one with --port.") from error
    say(f"Open http://{HOST}:{listening.getsockname()[1]}/?token={server.token}")
    say("Corrections are written to " + str(corrections) + "; stop with Ctrl+C.")
    config = uvicorn.Config(application(server), log_level="warning", access_log=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[listening])
