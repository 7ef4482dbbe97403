"""Sentence spans of German text: where a full stop ends a sentence and where it does not.

Full stops of abbreviations ("z. B.", "Mio.", "Nov."), ordinals ("3. Quartal") and dates ("27.11.") end
nothing. A line break ends a sentence, because list items and paragraphs of a section stand on lines of
their own, unless the line obviously runs on (the next begins in lower case or with a unit of money, or this
one ends with a word that cannot end a sentence).
"""

from __future__ import annotations

import re
from functools import lru_cache

# Never the end of a sentence: something must follow.
_ABBREVIATIONS = frozenset(
    """abb abs abt allg anl anm art aufl ausg bd bez betr bspw bzgl bzw ca dez dipl dr ebd einschl evtl exkl
    apr aug feb febr jan jul jun mrz nov okt sep sept fr gem ges ggf ggü hbf hr hrsg ing inkl insb insbes
    jährl kap kfm lfd lt max mill mind min mio monatl mrd bio mtl nr o.g od pos prof prov rd reg resp s sog
    st std stellv städt str tab tel tsd tds vgl vorl vors wg ziff zit zzgl zzt abzgl abgek akad bes ehem engl
    erg gegr geb gest jg jh mia mod phil rer röm sen jun techn univ urspr versch zw
    z u d i o v p e h b a m n c""".split()  # noqa: SIM905 - a table of words reads better as a paragraph
)
# Abbreviations that often close a sentence; it ends when a typical first word follows.
_MAY_END = frozenset(
    ["a", "v", "usw", "etc", "ff", "f", "ä", "dgl", "mio", "mrd", "tsd", "str", "chr", "jh", "z", "j"]
)
_FIRST_WORDS = frozenset(
    """Der Die Das Dem Den Des Ein Eine Einer Einem Eines Er Sie Es Wir Ihr Ich Man Im In Am An Auf Aus Bei
    Beim Bis Durch Für Mit Nach Ohne Seit Um Unter Von Vom Vor Zu Zum Zur Über Ab Hier Hierfür
    Hierzu Dabei Dadurch Dafür Daher Damit Danach Dann Darüber Darunter Davon Dazu Diese Dieser
    Dieses Diesem Diesen Derzeit Zudem Außerdem Auch Aber Alle Als Wenn Weil Da Doch Jedoch
    Insgesamt So Somit Sowohl Weitere Weiterhin Zusätzlich Zurzeit Zunächst Bisher Darin
    Gleichzeitig Ferner Nicht Noch Nun Nur Ob Wie Was Wer Wo Jede Jeder Jedes Kein Keine Mehr Viele
    Seine Ihre Unser Unsere""".split()  # noqa: SIM905
)
_CANDIDATE = re.compile(r"[.!?…]+[\"“”»«’')\]]*(?=\s|\Z)|\n")
_TOKEN_BEFORE = re.compile(r"[^\W_]+\Z")
_NEXT = re.compile(r"\s*([\"„“»«'(\[]*)([^\W_]+|[^\s\w])?")
_NO_END_OF_LINE = re.compile(
    r"(?:[,\-–/(]|\b(?:und|oder|sowie|der|die|das|dem|den|des|ein|eine|einer|einem|einen|im|in|am|an|auf|aus|bei"
    r"|bis|durch|für|mit|nach|ohne|rund|ca\.|circa|etwa|seit|über|um|unter|von|vom|vor|zu|zum|zur|je|jeweils"
    r"|insgesamt|ab|pro|Mio\.|Mrd\.|Tsd\.|Nr\.|z\. ?B\.))[ \t]*\Z"
)
_UNIT_OF_MONEY = re.compile(
    r"\s*(?:€|%|Prozent\b|Euro\b|EUR\b|Mio\b|Mrd\b|Tsd\b|Millionen\b|Milliarden\b|TEUR\b|T€)"
)
_NUMBER_AT_END = re.compile(r"[\d.,–-]*\d(?:,[-–]+)?[ \t]*\Z|\b(?:Mio|Mrd|Tsd)\.?[ \t]*\Z")


@lru_cache(maxsize=64)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the sentences of `text`, without the white space around them, in order.

    Every character that is not white space lies in exactly one span.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _CANDIDATE.finditer(text):
        end = match.end()
        ends = _line_ends(text, start, match.start()) if match.group() == "\n" else _stop_ends(text, match)
        if ends:
            _add(spans, text, start, end)
            start = end
    _add(spans, text, start, len(text))
    return tuple(spans)


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _line_ends(text: str, start: int, position: int) -> bool:
    following = text[position + 1 : position + 40]
    if not following.strip() or following[0] == "\n":
        return True
    first = following.lstrip()[:1]
    line = text[max(start, position - 40) : position]
    if first.islower() or _NO_END_OF_LINE.search(line):
        return False
    return not (_UNIT_OF_MONEY.match(following) and _NUMBER_AT_END.search(line))


def _stop_ends(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    following = _NEXT.match(text, end)
    word = (following[2] or "") if following is not None else ""
    if not word:
        return True
    if word[0].islower():
        return False
    if text[start] != "." or (end - start > 1 and text[start + 1] == "."):
        return True
    before = _TOKEN_BEFORE.search(text, max(0, start - 30), start)
    if before is None:
        return True
    token = before.group()
    if token.isdigit():
        return _number_ends(text, before.start(), token, word)
    lowered = token.lower()
    if lowered in _MAY_END:
        return word in _FIRST_WORDS or text[end : end + 1] == "\n"
    # A single letter or a known abbreviation; "S." and "Nr." always have something after them.
    return not (lowered in _ABBREVIATIONS or len(token) == 1)


def _number_ends(text: str, start: int, token: str, word: str) -> bool:
    if len(token) > 2:
        return True
    line_start = text.rfind("\n", 0, start) + 1
    if not text[line_start:start].strip(" \t•-–("):
        return False  # "1. Die Stadt": a numbered item
    # "3. Quartal", "01. Mai", "27.11. Auftakt" go on; "am 27.11. Die Stadt" does not
    return word in _FIRST_WORDS
