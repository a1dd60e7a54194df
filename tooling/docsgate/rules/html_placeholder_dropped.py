r"""
A placeholder in angle brackets is taken for an HTML tag, so that readers see nothing of it.

`(-n <namespace>)` and `Split<TData>` are raw HTML to GitHub and to mkdocs. No browser knows such
elements, so GitHub shows `(-n )` and `Split`, and so does a site, without a word of warning. On a
site that mkdocs builds, `<my_name>`, `Map<K,V>` and `\<name>` are lost too, because Python-Markdown
takes them for tags, and a backslash for no escape.

A phrase of three words or more that is a whole line or item, such as `- <say what is new>`, is a
hint for whoever fills it in; the finding is a note then.

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

from typing import TYPE_CHECKING

from ..configuration.mkdocs_yml import MkdocsFile
from ..configuration.readers_there import mkdocs_of
from ..diagnostics import Diagnostic
from ..readers.dropped_tags import dropped_tags
from .shared.severities import of_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "html-placeholder-dropped"

_LENGTH_MAX = 60


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each placeholder that GitHub or mkdocs drop."""
    site = mkdocs_of(project.config, document.path, project.site) or MkdocsFile()
    for tag in dropped_tags(document, project.config, site.extensions):
        from ..proposals.placeholders import escape_placeholder

        written = " ".join(document.source.slice(tag.span).split())
        is_long = len(written) > _LENGTH_MAX
        shown = f"{written[: _LENGTH_MAX - 1]}…" if is_long else written
        right = "`&lt;` in place of `<`" if is_long else f"`&lt;{written.partition('<')[2]}`"
        place = " in mkdocs" if tag.is_text else ""
        yield Diagnostic(
            ID,
            document.path,
            tag.span,
            f"readers see nothing of `{shown}`{place}: it is taken for an HTML tag",
            f"write {right}, or put it in backticks",
            of_placeholder(document, tag.span, written),
            tuple(reader.value for reader in tag.readers),
            escape_placeholder(document, tag),
        )
