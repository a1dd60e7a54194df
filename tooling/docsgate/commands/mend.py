"""Mend documents: what is safe to mend, or all that can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fixing.rounds import mend as mend_in_memory
from ..fixing.write import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..configuration.settings import Config
    from ..fixing.change import Mended
    from .request import Request


def mend(request: Request, config: Config, documents: Sequence[str]) -> Mended:
    """Mend `documents`, and write them unless `request` only asks for the differences.

    Raises WriteError.
    """
    mended = mend_in_memory(config, documents, unsafe=request.unsafe_fixes)
    if not request.diff:
        write(config, mended.changes)
    return mended
