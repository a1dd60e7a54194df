"""Every output format. A reporter is a pure function from a report to text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from . import concise, github, gitlab, json_v1, junit, sarif, text

if TYPE_CHECKING:
    from ..report import Report


class Reporter(Protocol):
    """Renders `report` as text that ends with a newline."""

    def __call__(self, report: Report, *, colour: bool, verbose: bool) -> str:
        """`colour` allows terminal escapes; `verbose` adds what passed."""


REPORTERS: dict[str, Reporter] = {
    "text": text.render,
    "concise": concise.render,
    "json": json_v1.render,
    "sarif": sarif.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "junit": junit.render,
}
