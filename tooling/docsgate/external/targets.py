"""What to ask another site for, as a link's target names it."""

from __future__ import annotations

import re

_LINES = re.compile(r"L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?")
"""Lines of code, as forges name them: scripts of the page find them."""


def address_and_fragment(target: str) -> tuple[str, str]:
    """A link's target as an address to ask and a fragment; both empty when it is not the web's."""
    if not target.lower().startswith(("http://", "https://")):
        return "", ""
    address, _, fragment = target.partition("#")
    is_local = fragment.startswith((":~:", "!", "/"))  # Text fragments, routes of a script.
    return address, "" if is_local or _LINES.fullmatch(fragment) else fragment
