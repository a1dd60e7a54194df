"""Keep a repository of engineering documents true.

    import docsgate

    report = docsgate.check("docs-cms")
    for finding in report.findings:
        (line, column), _ = report.positions(finding)
        print(f"{finding.path}:{line}:{column}: {finding.rule} {finding.message}")

The rooms of the package, in the order in which data flows through them, are a list in
CONTRIBUTING.md. What is in `__all__` is promised; everything else may change.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .api import check, mend, render, scan_mdx
    from .checking.report import Report
    from .commands.workspace import Workspace
    from .diagnostics import Claim, Diagnostic, Edit, Fix, Severity
    from .errors import ConfigError, Trouble, UsageError, WriteError
    from .fixing.change import Change, Mended, Refusal
    from .mdx.finding import Finding
    from .rules import RULES, manual
    from .text import Source, Span

__version__ = "0.1.0"

__all__ = [
    "RULES",
    "Change",
    "Claim",
    "ConfigError",
    "Diagnostic",
    "Edit",
    "Finding",
    "Fix",
    "Mended",
    "Refusal",
    "Report",
    "Severity",
    "Source",
    "Span",
    "Trouble",
    "UsageError",
    "Workspace",
    "WriteError",
    "__version__",
    "check",
    "manual",
    "mend",
    "render",
    "scan_mdx",
]

_MODULES = {
    "api": ("check", "mend", "render", "scan_mdx"),
    "checking.report": ("Report",),
    "commands.workspace": ("Workspace",),
    "diagnostics": ("Claim", "Diagnostic", "Edit", "Fix", "Severity"),
    "errors": ("ConfigError", "Trouble", "UsageError", "WriteError"),
    "fixing.change": ("Change", "Mended", "Refusal"),
    "mdx.finding": ("Finding",),
    "rules": ("RULES", "manual"),
    "text": ("Source", "Span"),
}


def __getattr__(name: str) -> object:
    """Load what is asked for when it is asked for (PEP 562): the command line pays for no more."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f".{module}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
