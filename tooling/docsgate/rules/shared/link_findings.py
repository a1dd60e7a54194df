"""Verdicts to findings: one for each link and reader, or one in all when it holds for everyone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...configuration.docusaurus_config import LEVELS
from ...configuration.readers_there import link_targets
from ...configuration.settings import Target
from ...diagnostics import Claim, Diagnostic, Edit, Fix, Severity
from ...readers.mkdocs.references import REFERENCES
from ...readers.verdicts import Outcome
from .site_elsewhere import Elsewhere, find_elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from ...configuration.docusaurus_config import DocusaurusFile
    from ...model.document import Document, Link
    from ...project import Project
    from ...readers.verdicts import Judged, Verdict
    from ...text import Span

PLACES = {
    Target.MKDOCS: " in mkdocs",
    Target.GITHUB: " on GitHub",
    Target.DOCUSAURUS: " in Docusaurus",
    None: "",
}
"""Where a finding holds that does not hold for all readers."""


def findings(  # noqa: PLR0913 - what all link rules share; they differ in these
    rule: str,
    document: Document,
    project: Project,
    outcomes: Container[Outcome],
    message: Callable[[Judged, Verdict, Target | None], str],
    *,
    otherwise: str,
) -> Iterator[tuple[Judged, Diagnostic]]:
    """Report, as `rule`, each link that has one of `outcomes` for some reader.

    `message` is called with the reader for whom it is meant, or with None when it holds for all;
    `otherwise` is the help where nothing better can be suggested.
    """
    dead_links = project.dead.get(document.path, ())
    everyone = len(link_targets(project.config, document.path)) if dead_links else 0
    site = project.config.docusaurus_of(document.path) if dead_links else None
    for judged in dead_links:
        dead = _dead_for(judged, outcomes)
        theirs = find_elsewhere(judged, document, project) if everyone == 1 else None
        readers = [None] if len(dead) == everyone and not theirs else [one for one, _ in dead]
        for target, (reader, verdict) in zip(readers, dead, strict=False):
            is_docusaurus = reader is Target.DOCUSAURUS and (target is reader or everyone == 1)
            level = _level(site, judged, verdict) if is_docusaurus else "throw"
            if level == "ignore":
                continue
            text = message(judged, verdict, target or _only_site(judged, reader, everyone))
            span, names = judged.link.target_span, (target.value,) if target else ()
            severity = _severity(level, theirs)
            finding = Diagnostic(rule, document.path, span, text, otherwise, severity, names)
            yield judged, _add_suggestion(finding, document, judged, is_theirs=theirs is not None)


def _dead_for(judged: Judged, outcomes: Container[Outcome]) -> list[tuple[Target, Verdict]]:
    """The readers for whom the link has one of `outcomes`, with their verdicts."""
    return [pair for pair in judged.verdicts if pair[1].outcome in outcomes]


def _severity(level: str, theirs: Elsewhere | None) -> Severity:
    if theirs is Elsewhere.ROUTE:
        return Severity.INFO
    return Severity.ERROR if level == "throw" else Severity.WARNING


def _only_site(judged: Judged, reader: Target, readers: int) -> Target | None:
    """`reader`, where it is the only one and a site, and the link is no path of a document.

    Other links are addresses of the site, which the message names.
    """
    is_document = judged.address.path.endswith((".md", ".mdx"))
    is_site = reader is not Target.GITHUB and readers == 1
    return reader if is_site and not is_document else None


def _level(file: DocusaurusFile | None, judged: Judged, verdict: Verdict) -> str:
    """What a build of the Docusaurus site does about the dead link: the strictest of what is set.

    A link to a Markdown file that is not found is then looked for as a route; an empty one is not.
    """
    if judged.link.is_image:
        return "throw"
    if not judged.link.target:
        return (file.on_markdown if file else "") or "warn"
    if file is None:
        return "throw"
    levels = [file.on_anchors if verdict.outcome is Outcome.ANCHOR else file.on_links]
    if judged.address.path.endswith((".md", ".mdx")) and verdict.outcome is not Outcome.ANCHOR:
        levels.append(file.on_markdown or "warn")
    return max((level or "throw" for level in levels), key=LEVELS.index)


def _add_suggestion(
    finding: Diagnostic, document: Document, judged: Judged, *, is_theirs: bool
) -> Diagnostic:
    """`finding` with what is suggested in place of its help, and with a fix.

    What may be right on a site that lives elsewhere has none.
    """
    help_, fix = finding.help, None
    suggestion = judged.suggestion
    if suggestion is not None and suggestion.target:
        help_ = f"write `{suggestion.target}`"
        where = find_target_span(document, judged.link)
        if where is not None and not is_theirs:
            fix = Fix((Edit(where, suggestion.target),), Claim.LINK, safe=suggestion.is_sure)
    elif suggestion is not None and suggestion.near:
        help_ = "did you mean " + " or ".join(f"`{name}`" for name in suggestion.near)
    return replace(finding, help=help_, fix=fix)


def find_target_span(document: Document, link: Link) -> Span | None:
    """Where the target of `link` is written: in the link, or in the definition that it uses."""
    if link.kind not in REFERENCES:
        return link.target_span
    label = " ".join(link.label.split()).casefold()
    for definition in document.definitions:
        if " ".join(definition.label.split()).casefold() == label:
            return definition.target_span
    return None
