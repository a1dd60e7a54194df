"""Anchors from the text of headings, for each renderer, and how each makes them unique.

- MkDocs uses `slugify` of Python-Markdown's `toc` extension, or what the option `slugify`
  configures, and appends `_1` to an anchor that exists already.
- GitHub and Docusaurus use the published rules of github-slugger, and append `-1`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..configuration.mkdocs_yml import DEFAULT_STYLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..configuration.mkdocs_yml import SlugStyle

_NUMBERED = re.compile(r"(.*)_([0-9]+)")
_TAGS = re.compile(r"</?[^>]*>")
_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_PLAIN = re.compile(r"[a-z0-9 _-]*")


@lru_cache(maxsize=4096)
def site_slug(text: str, style: SlugStyle = DEFAULT_STYLE) -> str:
    """The anchor that the site makes of a heading's `text`."""
    if style.name == "pymdownx":
        return _pymdownx_slug(text, style)
    if style.name == "toc" and not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    separator = style.separator
    kept = re.sub(r"[^\w\s-]", "", text).strip().lower()
    spaces = rf"[{re.escape(separator)}\s]+" if separator else r"\s+"
    return re.sub(spaces, lambda _: separator, kept)


def _pymdownx_slug(text: str, style: SlugStyle) -> str:
    slug = _TAGS.sub("", unicodedata.normalize(style.normalize, text)).strip()
    if style.case == "lower":
        slug = slug.lower()
    elif style.case == "lower-ascii":
        slug = re.sub(r"[A-Z]", lambda letter: letter[0].lower(), slug)
    elif style.case == "fold":
        slug = slug.casefold()
    slug = re.sub(r"[^\w\- ]", "", slug).replace(" ", style.separator)
    return quote(slug) if style.percent_encode else slug


@lru_cache(maxsize=4096)
def github_slug(text: str) -> str:
    """The anchor that GitHub makes of a heading's `text`.

    It is in lower case, without punctuation and symbols, with letters of any script, and with `-`
    for each space.
    """
    lower = text.lower()
    if not _PLAIN.fullmatch(lower):
        lower = "".join(mark for mark in lower if mark in " -" or _is_word(mark))
    return lower.replace(" ", "-")


def _is_word(mark: str) -> bool:
    """Whether `mark` is a letter, a combining mark, a digit or a connector, by its category."""
    is_circled = "\u24b6" <= mark <= "\u24e9" or "\U0001f130" <= mark <= "\U0001f189"
    return unicodedata.category(mark) in _CATEGORIES or is_circled


def site_unique(taken: set[str]) -> Callable[[str], str]:
    """A function that makes slugs unique as `toc.unique` of Python-Markdown does.

    It appends `_1` to a slug that is `taken`, or counts on where the slug ends in a number.
    """
    counted: dict[str, int] = {}

    def unique(slug: str) -> str:
        if slug in taken or not slug:
            match = _NUMBERED.fullmatch(slug)
            base, number = (match[1], int(match[2])) if match else (slug, 0)
            known = counted.get(base, 0)
            if skip := number <= known or number == known + 1:
                number = max(number, known)
            number += 1
            while f"{base}_{number}" in taken:
                number += 1
            if skip:
                counted[base] = number
            slug = f"{base}_{number}"
        taken.add(slug)
        return slug

    return unique


def github_unique() -> Callable[[str], str]:
    """A function that makes slugs unique as `BananaSlug.slug` of github-slugger does.

    It appends `-1`, `-2` and so on to a slug that it has seen before.
    """
    seen: dict[str, int] = {}

    def unique(slug: str) -> str:
        result = slug
        while result in seen:
            seen[slug] += 1
            result = f"{slug}-{seen[slug]}"
        seen[result] = 0
        return result

    return unique
