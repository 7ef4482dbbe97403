"""The pages of the tables on the server: catalogue, rows with filter and sort, downloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from extract.publish.problems import OutputProblem
from extract.review.pages.rendering import template
from extract.review.pages.site import file_name, outside_file
from extract.review.shelf import Answer, Question, Shelf, UnknownTable, row_place

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_routes() -> list[Route]:
    """Routes of the table pages; ``app.state.review.shelf`` has the tables."""
    return [
        Route("/tables.html", _catalogue),
        Route("/tables/{name:str}.csv", _csv),
        Route("/tables/{name:str}.xlsx", _xlsx),
        Route("/tables/{name:str}.html", _table),
    ]


def question_of(parameters: Mapping[str, str]) -> Question:
    """A question from the parameters of an address: ``q``, ``f.<column>``, ``sort``, ``page``, ``all``."""
    sort = parameters.get("sort", "")
    page = parameters.get("page", "1")
    return Question(
        search=parameters.get("q", "")[:400],
        filters={
            name.removeprefix("f."): wanted[:400]
            for name, wanted in parameters.items()
            if name.startswith("f.") and wanted.strip()
        },
        sort=sort.removeprefix("-") or None,
        descending=sort.startswith("-"),
        page=int(page) if page.isdecimal() and len(page) < 8 else 1,
        all_columns=parameters.get("all") == "1",
    )


def address_of(question: Question) -> str:
    """The parameters of a question, for links."""
    pairs = [("q", question.search)] if question.search else []
    pairs += [(f"f.{name}", wanted) for name, wanted in question.filters.items()]
    if question.sort:
        pairs.append(("sort", ("-" if question.descending else "") + question.sort))
    if question.page > 1:
        pairs.append(("page", str(question.page)))
    if question.all_columns:
        pairs.append(("all", "1"))
    return "?" + urlencode(pairs) if pairs else "?"


def place_link(name: str, row: Mapping[str, Any]) -> str | None:
    """The page on which a row stands, from the folder of the table pages."""
    place = row_place(name, row)
    if place is None:
        return None
    report_id, key, page, anchor = place
    mark = f"#{anchor}" if anchor else ""
    if key is not None:
        return f"../{report_id}/{file_name(key)}{mark}"
    if name == "findings":
        return f"../index.html#{report_id}-{anchor}"
    return f"../{report_id}/{outside_file(page)}{mark}" if page is not None else None


async def _catalogue(request: Request) -> Response:
    shelf: Shelf = request.app.state.review.shelf
    try:
        listed = await run_in_threadpool(shelf.catalogue)
    except OutputProblem as problem:
        # DuckDB is not installed: all other pages do without it.
        return PlainTextResponse(f"Die Tabellen lassen sich nicht zeigen. {problem}", 503)
    content = template("catalogue.html").render(root="", mode="server", here="tables", listed=listed)
    return Response(content, media_type="text/html")


async def _table(request: Request) -> Response:
    shelf: Shelf = request.app.state.review.shelf
    question = question_of(request.query_params)
    name = request.path_params["name"]
    try:
        answer = await run_in_threadpool(shelf.look, name, question)
    except UnknownTable:
        return _missing()
    return Response(await run_in_threadpool(_rendered, answer, question), media_type="text/html")


def _rendered(answer: Answer, question: Question) -> str:
    def sorted_by(column: str) -> str:
        # The first click sorts upwards, the second downwards.
        down = question.sort == column and not question.descending
        return address_of(replace(question, sort=column, descending=down, page=1))

    page = min(question.page, answer.pages)
    return str(
        template("table.html").render(
            root="../",
            mode="server",
            here="tables",
            answer=answer,
            question=question,
            page=page,
            sorted_by=sorted_by,
            this=address_of(replace(question, page=1)),
            previous=address_of(replace(question, page=page - 1)) if page > 1 else None,
            next=address_of(replace(question, page=page + 1)) if page < answer.pages else None,
            other_columns=address_of(replace(question, all_columns=not question.all_columns)),
            links=[place_link(answer.name, row) for row in answer.rows],
            places=[row_place(answer.name, row) for row in answer.rows],
        )
    )


async def _csv(request: Request) -> Response:
    return await _file(request, "csv", "text/csv; charset=utf-8")


async def _xlsx(request: Request) -> Response:
    return await _file(request, "xlsx", _XLSX)


async def _file(request: Request, form: Literal["csv", "xlsx"], kind: str) -> Response:
    shelf: Shelf = request.app.state.review.shelf
    name = request.path_params["name"]
    german = request.query_params.get("lang") != "en"
    question = question_of(request.query_params)
    try:
        content = await run_in_threadpool(shelf.download, name, question, form, german=german)
    except UnknownTable:
        return _missing()
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(content, media_type=kind, headers=headers)


def _missing() -> Response:
    return PlainTextResponse("Diese Tabelle gibt es nicht. There is no such table.", 404)
