"""What the plugins and hooks of a site may do to it, as far as that is known without running them.

A hook, or a plugin that is in none of the tables, may rewrite Markdown before it is rendered. Then
labels and anchors may be there that no document defines. Some plugins are known to make files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .notations import is_known_by_notation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...configuration.mkdocs_yml import MkdocsFile

_READS_NO_MARKDOWN = frozenset({
    "autorefs", "awesome-nav", "awesome-pages", "blog", "exclude", "exclude-search", "file-filter",
    "gen-files", "git-authors", "git-committers", "git-committers-2",
    "git-revision-date", "git-revision-date-localized", "glightbox", "group", "i18n", "info",
    "kroki", "literate-nav", "llmstxt", "mermaid2", "meta", "meta-descriptions", "mike",
    "mike-versions", "minify", "minify_html", "monorepo", "multirepo", "nav-weight",
    "no-sorted-nav", "offline", "open-in-new-tab", "optimize", "panzoom", "privacy", "projects",
    "redirects", "rss", "same-dir", "search", "section-index", "sitemap", "social", "static-i18n",
    "swagger-ui-tag", "tags", "techdocs-core", "typeset", "with-pdf",
})  # fmt: skip
"""Plugins that make pages, change the navigation or the built HTML, and read no Markdown but code
in fences and reference links, which a fix leaves as they are."""

_MAKES_FILES = frozenset({
    "api-autonav", "autoapi", "coverage", "gallery", "gen-files", "mkdocs-autoapi", "mkdoxy",
    "monorepo", "multirepo", "projects", "simple", "techdocs-core",
})  # fmt: skip
"""Plugins that make pages and files which are not in the docs folder."""

_FINDS_FILES = frozenset({"autolinks", "ezlinks", "i18n", "roamlinks", "static-i18n"})
"""Plugins by which a link finds a file in another folder, or of another name."""

HOOKS = "hooks"


def find_rewriters(site: MkdocsFile) -> Iterator[str]:
    """The plugins of `site` that may rewrite Markdown, each as `plugin name`, after `HOOKS`."""
    if site.has_hooks:
        yield HOOKS
    for name in _names_in_use(site):
        short = _short(name)
        if short not in _READS_NO_MARKDOWN and not is_known_by_notation(f"plugin {short}"):
            yield f"plugin {name}"


def find_file_makers(site: MkdocsFile) -> list[str]:
    """The plugins of `site`, each as `plugin name`, by which links lead to what is not there."""
    known = _MAKES_FILES | _FINDS_FILES
    return [f"plugin {name}" for name in _names_in_use(site) if _short(name) in known]


def redirected_pages(site: MkdocsFile) -> Iterator[str]:
    """The paths of pages that the plugin `redirects` makes, as of documents in the docs folder."""
    for plugin in site.plugins:
        maps: Mapping[str, Any] | object = plugin.options.get("redirect_maps")
        if plugin.name == "redirects" and isinstance(maps, dict):
            yield from (path for path in maps if isinstance(path, str))


def _names_in_use(site: MkdocsFile) -> Iterator[str]:
    for plugin in site.plugins:
        if plugin.options.get("enabled") is not False:
            yield plugin.name


def _short(name: str) -> str:
    return name.removeprefix("material/")
