"""Web and mail addresses that a line end cuts: which line ends belong to the address."""

from __future__ import annotations

import re

from extract.german.hyphenation.words import word_lists

_URL = re.compile(
    r"""
    (?: https?://? | ftp:// | www\. ) \S* $                      # says itself that it is one
    | (?<![\w@.-]) (?:[a-z0-9-]+\.)+ [a-z]{2,12} / \S* $         # bare domain with a path begun
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAIL_BEGUN = re.compile(r"[\w.+-]+@[\w.-]*$")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_DOMAIN_END = re.compile(
    r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:[a-z]{2,3}|info|ruhr|berlin|hamburg|bayern|koeln|online|digital)(?:/\S*)?[.,;:)]*$"
)
_SLUG = re.compile(
    r"[\w~%=&?#+.-]+(?:[-_/=][\w~%=&?#+.-]*)+[.,;:)]*$|[\w-]+\.(?:html?|php|pdf|aspx?|jsp|de|com|org|nrw|eu)[.,;:)]*$"
)
_OPEN_END = ("/", ".", "_", "=", "&", "?", "%", "#", "~", ":")
_OPEN_START = ("/", "?", "=", "&", "#", "_", "%", "~")
_TRAILING = ".,;:!?)]}>»“”\"'"


def in_address(left: str) -> bool:
    """Whether the token at a line's end is (the begin of) an address: a hyphen at its end belongs to it.

    Args:
        left: the text since the last space, with all lines before it already joined.
    """
    return bool(_URL.search(left) or _MAIL_BEGUN.search(left))


def completes_address(left: str, right: str) -> bool:
    """Whether the halves on both sides of a line-end hyphen are an address only together.

    ``ruhr-|fussball.de`` and ``vor-|name@stadt.de``: the second half shows it.
    """
    if not left[:1].islower():
        return False
    return bool(
        _MAIL.match(right)
        or (right[:1].islower() and _DOMAIN_END.match(right) and re.fullmatch(r"[\w.-]+", left))
    )


def continues_address(left: str, right: str) -> bool:
    """Whether an address broken without a hyphen goes on in the next line.

    Args:
        left: the text since the last space, with all lines before it already joined.
        right: the next line's first token.
    """
    if not left or not right:
        return False
    if _MAIL_BEGUN.search(left) and "." not in left.rpartition("@")[2]:
        return bool(re.match(r"[\w-]+\.\w|\.\w", right))
    if not _URL.search(left):
        return False
    if right.startswith(("http:", "https:", "www.")):
        return bool(re.search(r"://?$", left))
    if right.startswith(_OPEN_START):
        return len(right) > 1
    bare = right.rstrip(_TRAILING)
    if left.endswith(_OPEN_END):
        if left.endswith("."):
            return (
                bool(re.match(r"[a-z0-9-]+(?:[./][\w./-]+)?$", bare))
                and bare.lower() not in word_lists().function_words
            )
        if _SLUG.match(right):
            return True
        return bool(re.match(r"[a-z0-9]", bare)) and bare not in word_lists().function_words
    if re.match(r"\.[a-z]{2,}", right):
        return True
    # "www.stadt.de/unter|seite-name.html": both the path has begun and the rest can be nothing else.
    return (
        "/" in left.removeprefix("https://").removeprefix("http://")
        and bare[:1].islower()
        and bool(_SLUG.match(right))
        and not re.search(r"/(?:in|r|n|s)?$|^\w+-$", bare)
    )
