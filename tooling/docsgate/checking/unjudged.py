"""What a run did not judge, because hooks and plugins that it does not run make it: a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..configuration.readers_there import sites_that_show
from ..configuration.settings import Target
from ..readers.mkdocs.plugins import find_file_makers, find_rewriters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..configuration.mkdocs_yml import MkdocsFile
    from ..configuration.settings import Config
    from ..project import LoadedProject


def find_unjudged(project: LoadedProject, paths: Iterable[str]) -> Iterator[str]:
    """One line for each site that shows documents at `paths` and is not judged as a whole."""
    yield from _left_over(project.config, paths)
    yield from _of_docusaurus_2(project.config, paths)
    for file, site in _sites(project, paths):
        rewriters, makers = list(find_rewriters(site)), find_file_makers(site)
        if rewriters:
            yield (
                f"{file} runs {_join(rewriters)}, which docsgate does not: "
                "anchors and labels of this site were not judged"
            )
        if makers:
            yield (
                f"{file} runs {_join(makers)}, which docsgate does not: "
                "links to missing files of this site were not judged"
            )


def _left_over(config: Config, paths: Iterable[str]) -> Iterator[str]:
    """One line for each configuration of mkdocs whose documents are written for Hugo by now."""
    for site in sites_that_show(config, paths) if config.finds_targets else ():
        if site.instead_of:
            yield (
                f"{site.instead_of} seems to be left over: {site.file} is a page of Hugo, and "
                "nothing here calls mkdocs; --target mkdocs judges for it"
            )


def _of_docusaurus_2(config: Config, paths: Iterable[str]) -> Iterator[str]:
    """One line for each site of Docusaurus 2."""
    for site in sites_that_show(config, paths) if Target.DOCUSAURUS in config.targets else ():
        if site.docusaurus is not None and site.docusaurus.reads_mdx1:
            yield (
                f"{site.file} is of Docusaurus 2, which reads MDX 1: what MDX makes of its "
                "documents was not judged"
            )


def _sites(project: LoadedProject, paths: Iterable[str]) -> Iterator[tuple[str, MkdocsFile]]:
    """The mkdocs sites that show the documents at `paths` to a reader, each with its file."""
    config = project.config
    if config.finds_targets:
        for shown in sites_that_show(config, paths):
            if shown.mkdocs is not None:
                yield shown.file, shown.mkdocs
    elif project.site is not None and Target.MKDOCS in config.targets:
        yield config.site, project.site


def _join(names: list[str]) -> str:
    last = f" and {names[-1]}" if len(names) > 1 else ""
    return ", ".join(names[:-1] if last else names) + last
