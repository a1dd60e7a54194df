"""The address and the fragment for which a link asks another site."""

from __future__ import annotations

from ..late_pattern import LatePattern

_LINES = LatePattern(r"L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?")
"""The fragments for lines of code on GitHub and the like. Scripts of the page resolve them, so the
page has no such id."""


def address_and_fragment(target: str) -> tuple[str, str]:
    """The address and the fragment of `target`; both are empty when it is no web address."""
    if not target.lower().startswith(("http://", "https://")):
        return "", ""
    address, _, fragment = target.partition("#")
    # Text fragments and the routes of scripts are no ids of the page.
    is_local = fragment.startswith((":~:", "!", "/"))
    return address, "" if is_local or _LINES.compiled.fullmatch(fragment) else fragment
