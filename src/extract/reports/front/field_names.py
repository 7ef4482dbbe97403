"""Whether a text names an action field, but for setting and small slips."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from extract.reports.names.heading_names import squeeze

_ALIKE = 92.0
"""Names are the same when rapidfuzz finds them as alike as this, of 100."""
_SHORT_NAME = 5
"""Names of so few letters must be the same in each."""
_COMPARED_EXACTLY = 64
"""Up to so many letters rapidfuzz looks at every stretch of a text; beyond, only at likely ones."""


@dataclass(frozen=True, slots=True)
class ActionField:
    no: int | None
    name: str
    place: tuple[int, int] | None
    """PDF page of the divider and half of the sheet; None when only the contents name the field."""


def same_name(one: str, two: str) -> bool:
    """Whether two names are the same but for setting and small slips."""
    first, second = squeeze(one), squeeze(two)
    return first == second or (
        min(len(first), len(second)) > _SHORT_NAME
        and fuzz.ratio(first, second, score_cutoff=_ALIKE) >= _ALIKE
    )


class FieldNames:
    """Tells cheaply which text cannot name any of the action fields, so that it need not be joined.

    A text that names a field but for a few letters shares at least one of the parts that the name is cut
    into with it, when there is one part more than letters that may differ. And a stretch of it as long as
    the name is then like the name.
    """

    def __init__(self, fields: Iterable[ActionField]) -> None:
        names = {squeeze(field.name) for field in fields}
        self._names = tuple((name, _slips(name), tuple(_parts(name))) for name in sorted(names))

    def may_be_in(self, letters: str) -> bool:
        """Whether a text with these squeezed letters may name a field somewhere in it."""
        for name, slips, parts in self._names:
            for part in parts:
                if part in letters:
                    if _may_hold(letters, name, slips):
                        return True
                    break
        return False


def _slips(name: str) -> int:
    """How many letters may be put in or left out of a name that is still the same."""
    if len(name) <= _SHORT_NAME:
        return 0
    # fuzz.ratio is 1 - d / (len(name) + len(other)), d letters put in or left out: so len(other) is bound.
    slack = 1 - _ALIKE / 100
    return int(2 * len(name) * slack / (1 - slack) + 1e-9)


def _may_hold(letters: str, name: str, slips: int) -> bool:
    """Whether some stretch of the letters may be the name but for so many slips."""
    if len(letters) < len(name):
        return len(letters) >= len(name) - slips
    if len(name) > _COMPARED_EXACTLY:
        return True
    # What is put in or left out changes the length as well, so a stretch as long as the name has at most
    # twice as many slips.
    least = 100 * (1 - slips / len(name)) - 1e-6
    return fuzz.partial_ratio(name, letters, score_cutoff=least) > 0 or least <= 0


def _parts(name: str) -> list[str]:
    if len(name) <= _SHORT_NAME:
        return [name]
    count = _slips(name) + 1
    edges = [len(name) * number // count for number in range(count + 1)]
    return [name[low:high] for low, high in pairwise(edges)]


def find_field(texts: Iterable[str], fields: Sequence[ActionField]) -> ActionField | None:
    """The first action field that one of the texts names."""
    for text in texts:
        for field in fields:
            if same_name(text, field.name):
                return field
    return None
