"""The review on a local server: the same pages, on which accept and correct write correction files.

It listens on the loopback only. Whoever asks must have the token of this start, either in the address
(once, it becomes a cookie) or in that cookie; the name of the host must be that of this machine, so that no
page elsewhere can talk to it; and what writes must come from a page of its own.
"""

from __future__ import annotations

import hmac
import secrets
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import uvicorn
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from extract.base.names import printable
from extract.publish.snapshots import current_manifest, current_snapshot
from extract.review.amend.files import (
    Acceptance,
    BadCorrections,
    Correction,
    CorrectionFile,
    read_corrections,
    write_corrections,
)
from extract.review.pages.site import write_site

HOST = "127.0.0.1"
_COOKIE = "fortschritt_review"
_MOST_BYTES = 200_000
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self' data:; style-src 'self'; "
    "script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}

Entry = TypeVar("Entry", Correction, Acceptance)


@dataclass
class ReviewServer:
    """What the server works on. ``refresh`` writes the pages anew when another snapshot is current."""

    output: Path
    pages: Path
    inputs: Sequence[Path]
    corrections: Path
    password: str | None
    token: str
    clock: Callable[[], datetime]
    _shown: str | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def refresh(self) -> None:
        """Write the pages if the tables are others than those shown."""
        with self._lock:
            now = current_snapshot(self.output)
            if now != self._shown:
                write_site(self.output, self.pages, inputs=self.inputs, password=self.password, mode="server")
                self._shown = now

    def add(self, report_id: str, kind: str, data: dict[str, Any]) -> None:
        """Write a correction or an acceptance; it takes the place of an earlier one for the same value.

        Raises:
            ValueError: it cannot be applied as it is; the message says why.
            BadCorrections: the file there cannot be read.
        """
        manifest = current_manifest(self.output)
        if manifest is None or report_id not in manifest.reports:
            raise ValueError(f"there is no report {report_id}")
        when = self.clock().isoformat(timespec="seconds")
        with self._lock:
            given = read_corrections(self.corrections, report_id)
            if kind == "correct":
                correction = Correction.model_validate({**data, "when": when})
                others = [one for one in given.corrections if one.value != correction.value]
                given = CorrectionFile(corrections=(*others, correction), accepted=given.accepted)
            else:
                accepted = Acceptance.model_validate({**data, "when": when})
                rest = [
                    one
                    for one in given.accepted
                    if (one.finding, one.project, one.message)
                    != (accepted.finding, accepted.project, accepted.message)
                ]
                given = CorrectionFile(corrections=given.corrections, accepted=(*rest, accepted))
            write_corrections(self.corrections, report_id, given)


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


async def _write(request: Request) -> Response:
    server: ReviewServer = request.app.state.review
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST_BYTES:
            return JSONResponse({"error": "too long"}, 413)
    import json

    try:
        data = json.loads(body)
        if not isinstance(data, dict):
            raise ValueError("not an object")
        await run_in_threadpool(
            server.add, request.path_params["report_id"], request.path_params["kind"], data
        )
    except ValidationError as error:
        return JSONResponse({"error": printable(error.errors()[0]["msg"])}, 422)
    except (ValueError, BadCorrections) as error:
        return JSONResponse({"error": printable(str(error))}, 422)
    except RecursionError:
        return JSONResponse({"error": "nested too deeply"}, 422)
    except OSError as error:
        return JSONResponse({"error": f"cannot be written: {error.strerror}"}, 500)
    return JSONResponse({"saved": True})


async def _pending(request: Request) -> Response:
    server: ReviewServer = request.app.state.review
    try:
        given = read_corrections(server.corrections, request.path_params["report_id"])
    except (ValueError, BadCorrections) as error:
        return JSONResponse({"error": str(error)}, 422)
    return JSONResponse(
        {
            "values": [one.value for one in given.corrections],
            "accepted": [one.message for one in given.accepted],
        }
    )


class _Pages(StaticFiles):
    """The pages, written anew before a page of HTML is given if a run has published since."""

    def __init__(self, server: ReviewServer) -> None:
        super().__init__(directory=server.pages)
        self._server = server

    async def get_response(self, path: str, scope: Any) -> Response:
        if path.endswith(".html"):
            await run_in_threadpool(self._server.refresh)
        return await super().get_response(path, scope)


def application(server: ReviewServer) -> Starlette:
    """The application; the pages must have been written once."""
    app = Starlette(
        routes=[
            Route("/", _start),
            Route("/api/{kind:str}/{report_id}", _write, methods=["POST"]),
            Route("/api/pending/{report_id}", _pending),
            Mount("/", _Pages(server)),
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
        say: told the address to open.
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
