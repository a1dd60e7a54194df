"""Every output format. A reporter is a pure function from a report to text."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ..checking.report import Report


class Reporter(Protocol):
    """Renders a report as text that ends with a newline."""

    def __call__(self, report: Report, *, colour: bool, verbose: bool) -> str:
        """`colour` allows terminal escapes; `verbose` adds the documents that passed."""


FORMATS = {
    "text": "docsgate.reporters.text",
    "concise": "docsgate.reporters.concise",
    "json": "docsgate.reporters.json_v1",
    "sarif": "docsgate.reporters.sarif",
    "github": "docsgate.reporters.github",
    "gitlab": "docsgate.reporters.gitlab",
    "junit": "docsgate.reporters.junit",
}
"""The formats, in the order in which they are shown, and the module whose `render` writes each."""


def reporter(format_: str) -> Reporter:
    """The reporter of `format_`, one of the `FORMATS`. Only this one is loaded."""
    render: Reporter = import_module(FORMATS[format_]).render
    return render
