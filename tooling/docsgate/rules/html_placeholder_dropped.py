r"""
A placeholder in angle brackets is taken for an HTML tag, so that readers see nothing of it.

`(-n <namespace>)` and `Split<TData>` are raw HTML to GitHub and to mkdocs. No browser knows such
elements, so GitHub shows `(-n )` and `Split`, and so does a site, without a word of warning. On a
site that mkdocs builds, `<my_name>`, `Map<K,V>` and `\<name>` are lost too, because Python-Markdown
takes them for tags, and a backslash for no escape.

Write `&lt;namespace>`, or put it in backticks. `--fix` writes `&lt;`, which all readers show as
`<`. In a heading, and where the tag begins a line of its own, that needs `--unsafe-fixes`: the
anchor of the heading changes, or the lines below are read as Markdown. Elements of HTML, SVG and
MathML, tags with `name=value` or `/>`, elements that the page closes, and the names under
`components` in the configuration are no placeholders. Where MDX is read, it has rules of its own.

Before:

    Watch it with (-n <namespace>), or use Split<TData>.

After:

    Watch it with (-n &lt;namespace>), or use Split&lt;TData>.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..configuration.mkdocs_yml import MkdocsFile
from ..configuration.settings import Target
from ..diagnostics import Claim, Diagnostic, Edit, Fix, Severity
from ..readers.dropped_tags import dropped_tags
from ..text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project
    from ..readers.dropped_tags import DroppedTag

ID = "html-placeholder-dropped"

_LENGTH_MAX = 60
_OPEN_BEFORE = re.compile(r"(?:<[\w.,:?-]*)+\Z")
"""`Foo<Bar` in `Foo<Bar<Baz>>`, of which only `<Baz>` is a tag to CommonMark."""


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each placeholder that GitHub or mkdocs drop."""
    extensions = (project.site or MkdocsFile()).extensions
    for tag in dropped_tags(document, project.config, extensions):
        written = " ".join(document.source.slice(tag.span).split())
        shown = written if len(written) <= _LENGTH_MAX else f"{written[: _LENGTH_MAX - 1]}…"
        place = " on the site" if tag.readers == (Target.MKDOCS,) else ""
        is_only = len(tag.readers) == 1 and len(project.config.targets) > 1
        yield Diagnostic(
            ID,
            document.path,
            tag.span,
            f"readers see nothing of `{shown}`{place}: it is taken for an HTML tag",
            f"write `&lt;{shown.lstrip(chr(92))[1:]}`, or put it in backticks",
            Severity.WARNING,
            tag.readers[0].value if is_only else "",
            _fix(document, tag),
        )


def _fix(document: Document, tag: DroppedTag) -> Fix:
    """The fix that writes `&lt;`, also for what is open right before the tag."""
    text, start = document.source.text, tag.span.start
    line = document.source.line(document.source.position(start)[0]).start
    before = _OPEN_BEFORE.search(text, line, start)
    places = [at for at in range(before.start(), start) if text[at] == "<"] if before else []
    end = text.index("<", start) + 1
    edits = [*(Edit(Span(at, at + 1), "&lt;") for at in places), Edit(Span(start, end), "&lt;")]
    in_heading = any(one.span.start <= start < one.span.end for one in document.headings)
    claim = Claim.SAME if tag.is_text else Claim.SHOWN
    return Fix(tuple(edits), claim, safe=not (in_heading or tag.in_block))
