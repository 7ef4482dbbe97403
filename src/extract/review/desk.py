"""What people do at the desk: understand a typed value, save it, take it back, see who was there before.

Everything is checked against the published edition before it is written, so that no correction waits for a
project or value that does not exist. Each sentence for people is in German and in English.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from extract.publish.snapshots import current_manifest
from extract.review.amend.applying import apply_steps, find_target
from extract.review.amend.files import (
    Acceptance,
    Address,
    Correction,
    CorrectionFile,
    correction_path,
    read_corrections,
    write_corrections,
)
from extract.review.amend.following import Step
from extract.review.amend.resting import printed_of
from extract.review.amend.values import UnfitValue, correctable, to_text, to_value
from extract.review.editions import Edition, read_editions
from extract.review.pages.forms import Both, column_title, shown, table_title
from extract.tables.contract import TABLES

Row = dict[str, Any]
Action = Literal["corrected", "withdrawn"]


class Refused(Exception):
    """Something that is not saved, with the reason in both languages.

    ``status`` is that of HTTP: 404 no such thing, 409 somebody else was there, 422 it does not fit.
    """

    def __init__(
        self, german: str, english: str, *, status: int = 422, more: Mapping[str, Any] | None = None
    ) -> None:
        self.german, self.english, self.status = german, english, status
        self.more = dict(more or {})
        super().__init__(english)


@dataclass(frozen=True, slots=True)
class Understood:
    """A typed value as it would be saved, and what follows from it."""

    new: str | None
    value: Any
    shown: Both
    follows: tuple[Both, ...]
    warnings: tuple[Both, ...]


@dataclass
class Desk:
    """The corrections of all editions of an output folder.

    Args:
        output: the output folder with the snapshots.
        folder: of the correction files.
        clock: gives the time of what is saved, with zone.
    """

    output: Path
    folder: Path
    clock: Callable[[], datetime]
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _edition: Edition | None = None

    def understand(self, report_id: str, data: Mapping[str, Any]) -> Understood:
        """What a typed value means in its column, and what follows from it; nothing is saved.

        Args:
            report_id: the edition.
            data: ``value`` (the address), ``new`` as typed, and ``old`` and ``printed`` as shown; where these
                two are left out, those of the row at the address are meant.

        Raises:
            Refused: it cannot be saved.
        """
        edition = self._of(report_id)
        address = self._address(edition, data.get("value"))
        data = _completed(edition, address, data)
        new = self._canonical(address, data.get("new"))
        value = to_value(address.table, address.column, new)
        correction = self._correction(data, new, who="–", when="–")
        rows = {name: [dict(row) for row in group] for name, group in edition.extracted.items()}
        row = self._row(edition, rows, correction)
        applied = apply_steps(rows, [(correction, row)])
        if applied.refused:
            raise Refused(
                "So widerspricht die Zeile sich selbst: Der Anfang läge nach dem Ende.",
                f"The row would contradict itself: {applied.refused[0][1]}.",
            )
        return Understood(
            new=new,
            value=value,
            shown=shown(address.table, address.column, value, row=row),
            follows=tuple(_follows(step) for step, _ in applied.followed),
            warnings=tuple(_warning(one) for one in applied.contradictions),
        )

    def correct(self, report_id: str, data: Mapping[str, Any]) -> Correction:
        """Save a correction; it takes the place of the author's own earlier one for the same value.

        Args:
            report_id: the edition.
            data: as for `understand`, with ``who``, ``why``, and ``seen``: the time of the pending
                correction that the author has seen and wants to replace.

        Raises:
            Refused: it does not fit (422), or somebody else's correction waits that was not seen (409).
        """
        understood = self.understand(report_id, data)
        given_names = {"value", "printed", "old", "new", "who", "why", "seen"}
        if unknown := sorted(set(data) - given_names):
            raise Refused(f"Unbekannte Angabe: {', '.join(unknown)}.", f"Extra inputs: {', '.join(unknown)}.")
        with self._lock:
            given = read_corrections(self.folder, report_id)
            when = self.clock().isoformat(timespec="seconds")
            edition = self._of(report_id)
            whole = _completed(edition, self._address(edition, data.get("value")), data)
            correction = self._correction(whole, understood.new, who=data.get("who"), when=when)
            before = next((one for one in given.corrections if one.value == correction.value), None)
            self._check_seen(before, correction, data.get("seen"))
            others = tuple(one for one in given.corrections if one.value != correction.value)
            write_corrections(
                self.folder,
                report_id,
                CorrectionFile(corrections=(*others, correction), accepted=given.accepted),
            )
            if before is not None and not self._noted(report_id, before):
                self._note(report_id, "corrected", before)
            self._note(report_id, "corrected", correction)
        return correction

    def withdraw(self, report_id: str, data: Mapping[str, Any]) -> None:
        """Take a correction back: the next run gives the value as extracted.

        Raises:
            Refused: none waits for this value (404), or it is another one than was seen (409).
        """
        who = _required(data.get("who"))
        with self._lock:
            given = read_corrections(self.folder, report_id)
            before = next((one for one in given.corrections if one.value == data.get("value")), None)
            if before is None:
                raise Refused("Für diesen Wert gibt es keine Korrektur.", "No correction waits.", status=404)
            seen = data.get("seen")
            if seen is not None and seen != before.when:
                raise _conflict(before)
            rest = tuple(one for one in given.corrections if one is not before)
            write_corrections(
                self.folder, report_id, CorrectionFile(corrections=rest, accepted=given.accepted)
            )
            if not self._noted(report_id, before):
                self._note(report_id, "corrected", before)
            when = self.clock().isoformat(timespec="seconds")
            self._note(report_id, "withdrawn", before.model_copy(update={"who": who, "when": when}))

    def accept(self, report_id: str, data: Mapping[str, Any]) -> Acceptance:
        """Save that a finding was looked at and accepted.

        Raises:
            Refused: there is no such finding or the entry is not complete.
        """
        edition = self._of(report_id)
        when = self.clock().isoformat(timespec="seconds")
        try:
            accepted = Acceptance.model_validate({**data, "when": when})
        except ValidationError as error:
            raise _invalid(error) from error
        _required(accepted.who)
        known = any(
            (row["code"], row["message"], row["project_key"])
            == (accepted.finding, accepted.message, accepted.project)
            for row in edition.table("findings")
        )
        if not known:
            raise Refused(
                "Diesen Hinweis gibt es nicht (mehr). Bitte die Seite neu laden.",
                "There is no such finding any more. Load the page anew.",
                status=404,
            )
        with self._lock:
            given = read_corrections(self.folder, report_id)
            rest = [
                one
                for one in given.accepted
                if (one.finding, one.project, one.message)
                != (accepted.finding, accepted.project, accepted.message)
            ]
            write_corrections(
                self.folder,
                report_id,
                CorrectionFile(corrections=given.corrections, accepted=(*rest, accepted)),
            )
        return accepted

    def pending(self, report_id: str) -> dict[str, Any]:
        """What waits for the next run, for the marks on the pages."""
        edition = self._of(report_id)
        given = read_corrections(self.folder, report_id)
        in_force = _in_force(edition)
        waiting = {one.value: self._said(edition, one) for one in given.corrections}
        return {
            "values": list(waiting),
            "corrections": waiting,
            "in_force": sorted(one.value for one in given.corrections if (one.value, one.when) in in_force),
            "accepted": [one.message for one in given.accepted],
        }

    def history(self, report_id: str, value: str) -> dict[str, Any]:
        """A value as extracted and all that people did to it, newest first."""
        edition = self._of(report_id)
        address = self._address(edition, value)
        steps = [one for one in self._notes(report_id) if one["value"] == value]
        given = read_corrections(self.folder, report_id)
        pending = next((one for one in given.corrections if one.value == value), None)
        known = {(one["when"], one["who"]) for one in steps}
        if pending is not None and (pending.when, pending.who) not in known:
            steps.append(_as_note("corrected", pending))
        for line in edition.table("corrections_applied"):
            place = (line["table"], line["project_key"], line["row"], line["column"])
            here = (address.table, address.project, address.row, address.column)
            same_row = place == here or (address.row is None and place[:2] + place[3:] == here[:2] + here[3:])
            if same_row and (line["when"], line["who"]) not in known | {
                (one["when"], one["who"]) for one in steps
            }:
                steps.append({"action": "corrected", "value": value, **_said_by(line)})
        steps.sort(key=lambda one: str(one["when"]), reverse=True)
        in_force = _in_force(edition)
        return {
            "pending": None if pending is None else self._said(edition, pending),
            "steps": [
                {
                    **one,
                    "old": self._form(address, one["old"]),
                    "new": self._form(address, one["new"]),
                    "time": _time(str(one["when"])),
                    "in_force": (value, one["when"]) in in_force,
                }
                for one in steps
            ],
        }

    def _of(self, report_id: str) -> Edition:
        """The published edition; read anew when another snapshot is current."""
        manifest = current_manifest(self.output)
        if manifest is None or report_id not in manifest.reports:
            raise Refused(
                f"Es gibt keinen Bericht {report_id}.", f"there is no report {report_id}", status=404
            )
        known = self._edition
        if known is None or (known.report_id, known.snapshot) != (report_id, manifest.snapshot):
            (known,) = read_editions(self.output, only=[report_id])
            self._edition = known
        return known

    def _address(self, edition: Edition, written: object) -> Address:
        try:
            address = Address.parse(str(written or ""))
        except ValueError as error:
            raise Refused("Dieser Wert lässt sich nicht korrigieren.", str(error)) from error
        if address.table not in TABLES or not correctable(address.table, address.column):
            raise Refused("Dieser Wert lässt sich nicht korrigieren.", f"{written} cannot be corrected.")
        if address.project is not None and address.project not in edition.projects:
            raise Refused(
                f"Ein Projekt {address.project} gibt es in {edition.report_id} nicht.",
                f"There is no project {address.project} in {edition.report_id}.",
                status=404,
            )
        return address

    def _canonical(self, address: Address, typed: object) -> str | None:
        """A typed value in the notation of correction files."""
        known = TABLES[address.table].column(address.column)
        if typed is not None and not isinstance(typed, str | int | float | bool):
            raise Refused("Das ist kein Wert.", "This is no value.")
        written = None if typed is None else str(typed)
        if known.values and written not in known.values:
            # The words of the pages are as good as those of the data.
            said = {shown(address.table, address.column, one).de.casefold(): one for one in known.values}
            written = said.get((written or "").strip().casefold(), written)
        try:
            return to_text(to_value(address.table, address.column, written))
        except UnfitValue as error:
            raise Refused(error.german, str(error)) from error

    def _correction(self, data: Mapping[str, Any], new: str | None, *, who: object, when: str) -> Correction:
        try:
            return Correction.model_validate(
                {
                    "value": data.get("value"),
                    "printed": data.get("printed") or "",
                    "old": data.get("old"),
                    "new": new,
                    "who": _required(who),
                    "when": when,
                    "why": data.get("why"),
                }
            )
        except ValidationError as error:
            raise _invalid(error) from error

    def _row(self, edition: Edition, rows: Mapping[str, list[Row]], correction: Correction) -> Row:
        row, doubt = find_target(rows, correction)
        if row is None:
            raise Refused(
                "Diesen Wert gibt es so nicht (mehr): Zeile, Text oder gelesener Wert sind andere. "
                "Bitte die Seite neu laden.",
                f"There is no such value in {edition.report_id} ({doubt}). Load the page anew.",
                status=404 if "no such row" in doubt else 422,
            )
        return row

    def _check_seen(self, before: Correction | None, fresh: Correction, seen: object) -> None:
        if before is None or seen == before.when:
            return
        if seen is not None or before.who != fresh.who:
            raise _conflict(before, self._said(None, before))

    def _said(self, edition: Edition | None, one: Correction) -> dict[str, Any]:
        address = one.address
        return {
            "new": self._form(address, one.new),
            "who": one.who,
            "when": one.when,
            "time": _time(one.when),
            "why": one.why,
        }

    def _form(self, address: Address, written: object) -> dict[str, str]:
        try:
            value = to_value(address.table, address.column, written)
        except UnfitValue:
            value = written
        both = shown(address.table, address.column, value)
        return {"de": both.de, "en": both.en}

    def _notes_path(self, report_id: str) -> Path:
        return correction_path(self.folder, report_id).with_suffix(".history.jsonl")

    def _notes(self, report_id: str) -> list[dict[str, Any]]:
        try:
            lines = self._notes_path(report_id).read_text(encoding="utf-8").splitlines()
        except OSError:
            return []
        found = []
        for line in lines:
            try:
                one = json.loads(line)
            except ValueError:
                continue  # a line cut off by a full disk is no reason to show no history
            if isinstance(one, dict) and {"action", "value", "old", "new", "who", "when"} <= one.keys():
                found.append(one)
        return found

    def _noted(self, report_id: str, one: Correction) -> bool:
        return any(
            (note["value"], note["when"], note["who"]) == (one.value, one.when, one.who)
            for note in self._notes(report_id)
        )

    def _note(self, report_id: str, action: Action, one: Correction) -> None:
        """Append to the history; the correction file itself keeps the last word only."""
        path = self._notes_path(report_id)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(_as_note(action, one), ensure_ascii=False) + "\n")


def _completed(edition: Edition, address: Address, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The request with the value and the printed text of the row at its address, where it left them out."""
    if "old" in data:
        return data
    rows = [
        row
        for row in edition.extracted.get(address.table, ())
        if row.get("project_key") == address.project
        and (address.table == "projects" or address.row == row["position"])
    ]
    if len(rows) != 1:
        return data
    (row,) = rows
    printed = data.get("printed") or printed_of(address.table, row, address.column)
    return {**data, "old": to_text(row[address.column]), "printed": printed}


def _as_note(action: Action, one: Correction) -> dict[str, Any]:
    return {
        "action": action,
        "value": one.value,
        "old": one.old,
        "new": one.new,
        "who": one.who,
        "when": one.when,
        "why": one.why,
    }


def _said_by(line: Mapping[str, Any]) -> dict[str, Any]:
    return {name: line[name] for name in ("old", "new", "who", "when", "why")}


def _in_force(edition: Edition) -> frozenset[tuple[str, str]]:
    """(address, time) of all corrections that the published tables have."""
    found = set()
    for line in edition.table("corrections_applied"):
        parts = [line["table"], line["project_key"] or "-", line["column"]]
        found.add(("/".join(parts), line["when"]))
        parts.insert(2, str(line["row"]))
        found.add(("/".join(parts), line["when"]))
    return frozenset(found)


def _required(who: object) -> str:
    if not isinstance(who, str) or not who.strip():
        raise Refused("Bitte angeben, wer korrigiert.", "Say who corrects.")
    return who.strip()


def _conflict(before: Correction, said: Mapping[str, Any] | None = None) -> Refused:
    return Refused(
        f"{before.who} hat diesen Wert am {_time(before.when)['de']} schon korrigiert. "
        "Noch einmal speichern ersetzt diese Korrektur.",
        f"{before.who} corrected this value on {_time(before.when)['en']}. Save again to replace it.",
        status=409,
        more={"seen": before.when, "pending": said},
    )


def _invalid(error: ValidationError) -> Refused:
    first = error.errors()[0]
    return Refused("Die Angaben sind nicht vollständig oder passen nicht.", str(first["msg"]))


def _time(when: str) -> dict[str, str]:
    """A time as people read it; what is none stays as it is written."""
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return {"de": when, "en": when}
    if moment.tzinfo is not None:
        moment = moment.astimezone()  # people read the clock on their wall
    if len(when) <= 10:
        return {"de": f"{moment:%d.%m.%Y}", "en": f"{moment:%Y-%m-%d}"}
    return {"de": f"{moment:%d.%m.%Y, %H:%M} Uhr", "en": f"{moment:%Y-%m-%d %H:%M}"}


def _follows(step: Step) -> Both:
    old = shown(step.table, step.column, step.old, row=step.row)
    new = shown(step.table, step.column, step.new, row=step.row)
    table, column = table_title(step.table), column_title(step.table, step.column)
    return Both(
        f"{table.de}, {column.de}: {old.de} → {new.de}", f"{table.en}, {column.en}: {old.en} → {new.en}"
    )


def _warning(finding: Mapping[str, Any]) -> Both:
    return shown("findings", "message", finding["message"], row=finding)
