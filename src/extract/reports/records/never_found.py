"""Labels of a profile that no record of the file has, each with the label of the file most like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from extract.reports.names.heading_names import squeeze
from extract.reports.names.lexicon import Lexicon, items_of
from extract.reports.profile.model import LabelRule
from extract.reports.report import Finding

_LIKE = 66.0
"""Labels less like one another (0..100) are other labels, not other spellings."""


@dataclass(frozen=True, slots=True)
class NeverFound:
    """A rule of the profile none of whose labels was found."""

    rule: LabelRule
    nearest: str | None
    """The label of the file that is most like one of the rule's and that no other rule knows."""

    @property
    def finding(self) -> Finding:
        """What a run says about it."""
        like = f'; "{self.nearest}" is like it' if self.nearest is not None else ""
        message = f'Label "{self.rule.labels[0]}" of the profile was found nowhere{like}.'
        return Finding("label-never-found", message)


def labels_never_found(rules: Sequence[LabelRule], seen: Iterable[str]) -> Iterator[NeverFound]:
    """The rules of a profile that nothing in the file answers to.

    Args:
        rules: the labels of the profile.
        seen: labels and heads of columns of the file as printed; where no record was found, its short lines.
    """
    spellings = {squeeze(label): " ".join(label.split()) for label in seen}
    # One rule at a time: a label that two rules have would count for the first of them only.
    own = [(rule, Lexicon(items_of([rule]))) for rule in rules]
    unknown = {
        key: label
        for key, label in spellings.items()
        if key and not any(names.find(label) for _, names in own)
    }
    for rule, names in own:
        if any(names.find(label) for label in spellings.values()):
            continue
        near = [
            found
            for label in rule.labels
            if (
                found := process.extractOne(
                    squeeze(label), list(unknown), scorer=fuzz.ratio, score_cutoff=_LIKE
                )
            )
        ]
        best = max(near, key=lambda found: found[1], default=None)
        yield NeverFound(rule, unknown[best[0]] if best is not None else None)
