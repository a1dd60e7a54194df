"""How much the findings of a rule weigh where nobody has said so."""

from __future__ import annotations

from enum import StrEnum


class Weight(StrEnum):
    """Whether the findings of a rule fail a run; the values are the words of the table of rules.

    What a reader meets is a FAULT, which a module need not say. What only an author sees is STYLE:
    it is a note, and weighs what the finding says where a project is strict. A NOTE informs and
    never fails a run. A severity that is configured for a rule goes before all of these.
    """

    FAULT = "yes"
    STYLE = "if strict"
    NOTE = "no"
