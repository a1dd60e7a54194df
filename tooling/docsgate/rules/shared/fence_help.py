"""What to write where fences are inverted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...model.document import Document, Inversion

_NESTING = frozenset({"md", "markdown", "mdx"})


def help_of(document: Document, inversion: Inversion) -> str:
    """The help for a block that is turned inside out by the fence of `inversion`."""
    marker = inversion.fence.marker
    if inversion.effect == "closes":
        return f"add {marker} where the code ends, above"
    if inversion.effect == "swallowed" and inversion.fence.language in _NESTING:
        return f"fence the outer block with {marker}{marker[0]}"
    if inversion.effect == "swallowed" and inversion.fence.closed:
        from ...parsing.swallowed_prose import holds_prose

        text, above = document.source.text, inversion.fence.content.start
        if holds_prose(text, above, inversion.span.start):
            return f"add {marker} where the code ends, above"
    return f"write {marker} alone to close"
