"""Bare URLs and mail addresses: how much of the text they take.

GitHub Flavored Markdown, section 6.9, as micromark-extension-gfm-autolink-literal tokenizes it.
A brace in the path of a bare URL belongs to the URL; `<` ends it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

from ...entities import unescape
from ..docusaurus.directives import name_end

_PROTOCOL = re.compile("https?://", re.IGNORECASE)
_WWW = re.compile("www\\.", re.IGNORECASE)
_EMAIL = re.compile(r"[A-Za-z0-9+._-]+@(?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9]))+")
_PATH_RUN = re.compile(r"[^(!\"&')*,.:;<?\]_~\s\ufeff]+")
_LATE = re.compile(r"(https?://|www(?=\.))([\w-]*\.[\w.-]*)([^\t\n\r ]*)", re.IGNORECASE | re.ASCII)
_LATE_STOP = re.compile(r"[\t\n\r ]|(?<!\\)[<{`]|\\(?=[\r\n])|(?<!:):(?=[A-Za-z])")
_CHARACTER = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z0-9]+);")
_LATE_TRAIL = re.compile(r"[!\"&'),.:;<>?\]}]+\Z")
_ATEXT = re.compile(r"[A-Za-z0-9+._-]")
_WWW_BEFORE = "(*_[]~ \t\n"


@lru_cache(maxsize=4096)
def character_class(character: str) -> int:
    """1 for white space and the ends of the text, 2 for punctuation and symbols, 0 for others."""
    if not character or character in " \t\n\r\x0b\x0c\ufeff":
        return 1
    if character > "\uffff":
        return 0
    kind = category(character)
    if kind in ("Zs", "Zl", "Zp"):
        return 1
    return 2 if kind[0] in "PS" else 0


def autolink_end(text: str, start: int) -> int:
    """After the URL or the address at `start`, or -1. No label may be open before it."""
    before = text[start - 1 : start] if start else ""
    if not (before == "/" or (before and _ATEXT.match(before))):
        end = _email_end(text, start)
        if end >= 0:
            return end
    character = text[start]
    if character in "hH" and not (before.isascii() and before.isalpha()):
        return _protocol_end(text, start)
    if character in "wW" and (not before or before in _WWW_BEFORE):
        found = _WWW.match(text, start)
        return _url_end(text, start) if found and found.end() < len(text) else -1
    return -1


def _protocol_end(text: str, start: int) -> int:
    """After the URL whose protocol begins at `start`, or -1."""
    found = _PROTOCOL.match(text, start)
    following = text[found.end() : found.end() + 1] if found else ""
    if found is None or following <= "\x1f" or following == "\x7f" or character_class(following):
        return -1
    return _url_end(text, found.end())


def _email_end(text: str, start: int) -> int:
    found = _EMAIL.match(text, start)
    if found is None:
        return -1
    domain = found.group().rpartition("@")[2]
    if "." in domain and domain[-1].isalpha() and domain[-1].isascii():
        return found.end()
    return -1


def _url_end(text: str, start: int) -> int:
    end = _domain_end(text, start)
    return _path_end(text, end) if end >= 0 else -1


def _domain_end(text: str, start: int) -> int:
    position, seen = start, False
    last = before_last = False
    while True:
        character = text[position : position + 1]
        if character and character in "._":
            if _at_trail(text, position):
                break
            if character == "_":
                last = True
            else:
                last, before_last = False, last
        elif character != "-" and character_class(character):
            break
        else:
            seen = True
        position += 1
    return -1 if last or before_last or not seen else position


def _path_end(text: str, start: int) -> int:
    position = start
    opened = closed = 0
    while True:
        found = _PATH_RUN.match(text, position)
        if found:
            position = found.end()
        character = text[position : position + 1]
        if character == "(":
            opened += 1
        elif character == ")" and closed < opened:
            closed += 1
        elif not character or character_class(character) == 1:
            return position
        elif character in "!\"&')*,.:;<?]_~":
            if _at_trail(text, position):
                return position
            closed += character == ")"
        position += 1


def _at_trail(text: str, start: int) -> bool:
    """Whether only punctuation is between `start` and the end of the URL."""
    position = start
    while True:
        character = text[position : position + 1]
        if character and character in "!\"')*,.:;?_~":
            position += 1
        elif character == "&":
            end = position + 1
            while end < len(text) and text[end].isascii() and text[end].isalpha():
                end += 1
            if end == position + 1 or not text.startswith(";", end):
                return False
            position = end + 1
        elif character == "]":
            position += 1
            following = text[position : position + 1]
            if not following or following in "([" or character_class(following) == 1:
                return True
        else:
            return character == "<" or character_class(character) == 1


def late_autolink(text: str, start: int, limit: int) -> str:
    """The URL that a later pass over plain text still finds at `start`, or nothing.

    (mdast-util-gfm-autolink-literal.) It looks at text nodes, where escapes are resolved, so plain
    text up to the next tag, brace, code, emphasis or directive is taken, and what is before
    `limit`. A bracket is text there.
    """
    if start and not character_class(text[start - 1]):
        return ""
    end = _late_end(text, start, limit)
    found = _LATE.match(_CHARACTER.sub(_resolved, text[start:end]))
    if found is None:
        return ""
    protocol, domain, path = found.groups()
    www = protocol[0] in "wW"
    domain = protocol + domain if www else domain
    parts = domain.split(".")[-2:]
    if character_class(domain[0]) or any(map(_is_bad_part, parts)):
        return ""
    return ("http://" if www else protocol) + _LATE_TRAIL.sub("", domain + path)


def _late_end(text: str, start: int, limit: int) -> int:
    """Where the text node that holds `start` ends, as far as a URL cares."""
    position = start
    while True:
        stop = _LATE_STOP.search(text, position, limit)
        if stop is None:
            return limit
        end = name_end(text, stop.end()) if stop.group() == ":" else stop.end()
        if end >= 0 and not text.startswith(":", end):
            return stop.start()
        position = stop.end()


def _resolved(found: re.Match[str]) -> str:
    return found[1] or unescape(found.group())


def _is_bad_part(part: str) -> bool:
    """Whether one of the last two parts of a domain makes it none."""
    return bool(part) and ("_" in part or not any(map(str.isalnum, part)))
