"""Tabs behind fences, which pymdownx.superfences read before version 8."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...configuration.readers_there import mkdocs_site_of
from ...readers.mkdocs.fence_infos import takes_tabs
from ...readers.mkdocs.fences import Cause

if TYPE_CHECKING:
    from ...configuration.mkdocs_yml import FenceStyle
    from ...diagnostics import Diagnostic
    from ...model.document import Document
    from ...project import Project
    from ...readers.mkdocs.fences import Misreading

_TABS = "`tab=` behind fences: superfences 8 opens no block, and `{file}` pins no older one"


def tabs_once(
    finding: Diagnostic, found: Misreading, style: FenceStyle, document: Document, project: Project
) -> Diagnostic:
    """`finding`, or what is said once of a site that pins no version, for a fence with a tab."""
    if style.reads_tabs is not None or found.cause is not Cause.INFO or not _has_tab(found):
        return finding
    shown = mkdocs_site_of(project.config, document.path)
    message = _TABS.format(file=shown.file if shown else project.config.site)
    return replace(finding, message=message, once=True)


def _has_tab(found: Misreading) -> bool:
    """Whether superfences opened a block at the fence before version 8, and made it a tab."""
    return "tab=" in found.fence.info and takes_tabs(found.fence.info)
