"""Reports to render, made of one document and of findings that a test chooses."""

from dataclasses import replace

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.diagnostics import Diagnostic
from docsgate.text import Span
from tools.configured import configured


def report_on(folder, content, *findings, name="docs/a.md"):
    """A report on one document, with `findings` in place of what the rules say."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(content.encode())
    config = configured([folder])
    report = check(config, documents_of(config, [folder]))
    return replace(report, findings=findings, elapsed_seconds=0.25)


def finding(start, end, message="wrong `a`", help_="write `b`", **kwargs):
    return Diagnostic("file-empty", "docs/a.md", Span(start, end), message, help_, **kwargs)
