"""Mend documents: what is safe to mend, or all that can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fixing.mending import mend as mend_in_memory
from ..fixing.write import write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..configuration.settings import Config
    from ..fixing.mending import Found
    from .request import Request


def mend(
    request: Request,
    config: Config,
    documents: Sequence[str],
    progress: Callable[[str, str], None] = lambda _path, _stage: None,
    *,
    whole: bool = False,
) -> Found:
    """Mend `documents`, and write them unless `request` only asks for the differences.

    `progress` is called with each document and what was done with it: `read`, or `mended`. Unless
    `whole`, the project of the report may be without its documents. Raises WriteError.
    """
    found = mend_in_memory(config, documents, progress, unsafe=request.unsafe_fixes, whole=whole)
    if not request.diff:
        write(config, found.mended.changes)
    return found
