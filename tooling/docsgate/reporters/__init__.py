"""Every output format. A reporter is a pure function from a report to text."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ..checking.report import Report


class Reporter(Protocol):
    """Renders `report` as text that ends with a newline."""

    def __call__(self, report: Report, *, colour: bool, verbose: bool) -> str:
        """`colour` allows terminal escapes; `verbose` adds what passed."""


FORMATS = {
    "text": "docsgate.reporters.text",
    "concise": "docsgate.reporters.concise",
    "json": "docsgate.reporters.json_v1",
    "sarif": "docsgate.reporters.sarif",
    "github": "docsgate.reporters.github",
    "gitlab": "docsgate.reporters.gitlab",
    "junit": "docsgate.reporters.junit",
}
"""Formats in the order shown, and the module whose `render` makes each."""


def reporter(format_: str) -> Reporter:
    """The reporter of one of the `FORMATS`, loaded now: a run needs one of them."""
    render: Reporter = import_module(FORMATS[format_]).render
    return render
