"""
A link leads to nothing.

A reader who follows it meets a 404, and a strict site build fails.

Write the path of an existing file, relative to the document that links, with its extension.

GitHub, the site that MkDocs builds and a Docusaurus site each resolve links in their own way, so a
link may live for one and be dead for another; the finding then names the reader. On GitHub a path
names a file or a folder of the repository. On the site, Markdown links name files of the docs
folder, and everything else, raw HTML too, is resolved against the URL of the built page. In
Docusaurus a link names a file or a route; which routes there are is read from docusaurus.config
where that says it in plain literals, and guessed otherwise. Its `onBrokenLinks` decides how much a
finding for Docusaurus alone weighs. Its build reports empty links, too, and links to files of the
static folder that look like pages (`/a.html`), which only `pathname:///a.html` reaches. A link
without the extension (`./adr-002-storage`) is dead on GitHub and may live on the site by the web
server's redirect only; the finding says so.

`--fix` writes the new path when exactly one file can be meant and every reader arrives there: the
file moved, is found by another reader, or is the only one of that name or number.

Links to other sites and links in code are left alone, and so are relative links to what git ignores
by a `.gitignore`: something makes those files, and the run says how many such links there are.

Before:

    See [ADR-002](./adr-002-store.md).

After:

    See [ADR-002](./adr-002-storage.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..configuration.settings import Target
from ..readers.verdicts import Outcome
from .shared.link_findings import findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project
    from ..readers.verdicts import Judged, Verdict

ID = "link-target-missing"

_OUTCOMES = frozenset({Outcome.MISSING, Outcome.EXCLUDED})


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each link, other than an image, that leads to nothing."""
    for judged, finding in findings(
        ID, document, project, _OUTCOMES, describe, otherwise="correct the path"
    ):
        if not judged.link.is_image:
            yield finding


def describe(judged: Judged, verdict: Verdict, target: Target | None) -> str:
    """What is wrong, for the reader `target` or for all."""
    written = judged.address.written
    if verdict.outcome is Outcome.EXCLUDED:  # Only mkdocs leaves out what exists.
        return f"`{written}` is left out of the mkdocs site"
    if target is Target.MKDOCS:
        return f"nothing on the mkdocs site at `{verdict.place}`"
    if not written:  # The others go to the page itself.
        return "an empty link, which Docusaurus reports as broken"
    if target is Target.DOCUSAURUS:
        return f"no route `{verdict.place}` in Docusaurus"
    if target is Target.GITHUB:
        others = {other.outcome for _, other in judged.verdicts}
        redirected = Outcome.REDIRECTED in others
        by_redirect = "; the mkdocs site finds it by a redirect only" if redirected else ""
        return f"no file `{written}` on GitHub{by_redirect}"
    return f"no file `{written}`"
