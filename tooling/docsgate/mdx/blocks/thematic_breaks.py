"""Thematic breaks.

CommonMark 0.31, section 4.1, with any indent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .block_events import frame
from .container_prefixes import is_thematic_break

if TYPE_CHECKING:
    from .flow_line import FlowLine
    from .state import Blocks, FlowState


def read_thematic_break(state: FlowState, line: FlowLine, *, interrupts: bool) -> Blocks | None:
    """Read a thematic break, which begins with `*`, `-` or `_`."""
    if not is_thematic_break(line.text, 0):
        return None
    wanted = state.document.mode.every_block and not interrupts
    return frame("thematicBreak", line) if wanted else ()
