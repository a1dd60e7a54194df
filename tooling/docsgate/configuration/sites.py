"""The sites that a project is made into, recognised by the configuration files of generators.

MkDocs (or Zensical) and Docusaurus are readers whose links are judged. Of the other generators only
the folders are known whose documents they show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from posixpath import basename, dirname
from typing import TYPE_CHECKING

from ..files.disk import is_file, list_folder, read_site_file
from ..files.named_files import files_named
from ..late_pattern import LatePattern
from .docusaurus_config import DOCUSAURUS_FILES, DocusaurusFile, read_docusaurus_file
from .generators import OTHER_PATHS, Generator, inside, read_other
from .mdx_components import site_components
from .package_versions import major_version
from .site_settings import read_site_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..files.disk import Files
    from .mkdocs_yml import MkdocsFile

SITE_FILES = ("site-config/mkdocs.yml", "mkdocs.yml", "mkdocs.yaml")
"""Where the mkdocs.yml of a project usually is."""

_DOCSIFY_FILES = ("index.html", "docs/index.html")
"""Pages in which docsify reads the documents beside them (docsify.js.org, "Quick start")."""

_SECTION = "_index.md"
_ARCHETYPE = "archetypes/default.md"
_PLACES_OF_SETTINGS = frozenset({"doc", "docs", "site", "website"})
_NAMES_SITE = LatePattern(r"^(?:site_name|INHERIT)\s*[:=]", re.MULTILINE)
_GFM_LISTS = "docsgate.gfm_lists"
_NOT_MAIN = frozenset({"test", "tests", "testdata", "fixtures", "example", "examples", "templates"})
_FOLDERS_ABOVE_MAX = 2

_READS_MDX3 = 3
"""The first version of Docusaurus that reads MDX 3 (docusaurus.io, "Upgrading to v3")."""

_CHARACTERS_MAX = 1_000_000
_SITES_MAX = 50
"""So many configuration files are read. A repository with more of them holds tests of a generator
or is hostile."""


@dataclass(frozen=True, eq=False)
class Site:
    """A site with its configuration `file` and the folders of documents that it shows.

    `docs` hold its documentation, `others` its blog, single pages and old versions. `instead_of` is
    the configuration of an older site that it has replaced.
    """

    generator: Generator
    file: str
    docs: tuple[str, ...]
    others: tuple[str, ...] = ()
    mkdocs: MkdocsFile | None = None
    docusaurus: DocusaurusFile | None = None
    instead_of: str = ""

    @property
    def reads_gfm_lists(self) -> bool:
        """Whether the site uses the Markdown extension `docsgate.gfm_lists`."""
        return self.mkdocs is not None and _GFM_LISTS in self.mkdocs.extensions

    def nearness(self, path: str) -> int:
        """How near the site is to the document at `path`: 0 where it does not show it."""
        contents = (*self.docs, *self.others)
        fitting = [1 + len(folder) for folder in contents if _is_below(path, folder)]
        return max(fitting, default=0)


def find_sites(files: Files, named: str = "", *, chosen: bool = False) -> tuple[Site, ...]:
    """The sites below `files`, the usual places first; `named` is a mkdocs.yml at such a place.

    Files that cannot be read, or say nothing, count with the defaults of their generator. Unless it
    was `chosen`, what is left over of mkdocs is none of them, and the site that took its place is.
    """
    places = (*SITE_FILES, "zensical.toml", *DOCUSAURUS_FILES, *_DOCSIFY_FILES)
    usual = _existing(files, places)
    anywhere = files_named(files, lambda path: _PATHS.fullmatch(path) is not None)
    sections = [path for path in anywhere if path.endswith(_SECTION)]
    paths = dict.fromkeys([*([named] if named else []), *usual, *_judged_first(anywhere)])
    read = (_site(files, path) for path in list(paths)[:_SITES_MAX] if is_file(files, path))
    found = _without_variants([site for site in read if site is not None])
    if not any(site.mkdocs for site in found):
        found += _sites_of_commands(files)
    return _with_successors(files, found, sections, named if chosen else "")


def _sites_of_commands(files: Files) -> list[Site]:
    """The sites whose configurations have names of their own, which only a command knows.

    They are at the top or in a usual folder, and name a site.
    """
    top = list_folder(files, "")
    places = [name for name, is_folder in top if is_folder and name in _PLACES_OF_SETTINGS]
    paths = [name for name, _ in top]
    paths += [f"{place}/{name}" for place in places for name, _ in list_folder(files, place)]
    wanted = sorted(path for path in paths if path.endswith((".yml", ".yaml", ".toml")))
    named = [path for path in wanted if _NAMES_SITE.compiled.search(read_site_file(files, path))]
    if not named:
        return []
    from .automation import given_to_mkdocs  # noqa: PLC0415 - few projects have such files

    return [mkdocs_site(files, path) for path in given_to_mkdocs(files, named)]


def _judged_first(paths: Iterable[str]) -> list[str]:
    """`paths` of configurations: first those of generators whose links are judged."""
    wanted = (path for path in paths if not path.endswith(_SECTION))
    return sorted(wanted, key=lambda path: OTHER_PATHS.compiled.fullmatch(path) is not None)


def _without_variants(sites: list[Site]) -> list[Site]:
    """`sites` without further configurations of mkdocs or Hugo for the same folder.

    Of `mkdocs.yml`, `mkdocs.de.yml` and `mkdocs-draft.yml` the first counts.
    """
    plain = {site.docs for site in sites if site.mkdocs and not _is_variant(site.file)}
    configured = {site.docs for site in sites if not site.file.endswith(_ARCHETYPE)}
    found: list[Site] = []
    for site in sites:
        if site.file.endswith(_ARCHETYPE) and site.docs in configured:
            continue
        if site.mkdocs and _is_variant(site.file):
            if site.docs in plain:
                continue
            plain.add(site.docs)
        found.append(site)
    return found


def _with_successors(
    files: Files, sites: list[Site], sections: list[str], kept: str
) -> tuple[Site, ...]:
    """`sites`, with that of Hugo where what mkdocs would show is written for Hugo by now.

    `kept` is the configuration of one that counts in any case.
    """
    if not sections:
        return tuple(sites)
    from .left_over import page_of_hugo  # noqa: PLC0415 - few projects have both

    found: list[Site] = []
    for site in sites:
        is_in_doubt = site.mkdocs and site.file != kept
        page = is_in_doubt and page_of_hugo(files, site.file, site.docs, sections)
        new = Site(Generator.HUGO, page, site.docs, instead_of=site.file) if page else site
        found.append(new)
    return tuple(found)


def _existing(files: Files, paths: Sequence[str]) -> list[str]:
    """Those of `paths` at which something is, in their order."""
    folders = dict.fromkeys(map(dirname, paths))
    names = {folder: {name for name, _ in list_folder(files, folder)} for folder in folders}
    return [path for path in paths if basename(path) in names[dirname(path)]]


def nearest_sites(sites: Iterable[Site], path: str) -> tuple[Site, ...]:
    """Those of `sites` that show the document at `path` and are the nearest to it."""
    near = [(site.nearness(path), site) for site in sites]
    best = max((nearness for nearness, _ in near), default=0)
    return tuple(site for nearness, site in near if best and nearness == best)


def main_docs(site: Site) -> tuple[str, ...]:
    """The folders of documentation of `site`, unless it seems to be an example or a test."""
    folders = dirname(site.file).split("/")
    is_main = len(folders) <= _FOLDERS_ABOVE_MAX and _NOT_MAIN.isdisjoint(folders)
    return site.docs if is_main else ()


def mkdocs_site(files: Files, path: str) -> Site:
    """The site of the mkdocs.yml or zensical.toml at `path`."""
    settings = read_site_settings(files, path)
    return Site(Generator.MKDOCS, path, inside(dirname(path), settings.docs), mkdocs=settings)


def _site(files: Files, path: str) -> Site | None:
    """The site that the file at `path` configures; None when it configures none."""
    if OTHER_PATHS.compiled.fullmatch(path):
        generator, shown = read_other(files, path)
        return Site(generator, path, *shown) if any(shown) else None
    if path in _DOCSIFY_FILES:
        is_docsify = "$docsify" in read_site_file(files, path)[:_CHARACTERS_MAX]
        return Site(Generator.DOCSIFY, path, (dirname(path),)) if is_docsify else None
    if path.rpartition("/")[2].startswith("docusaurus.config."):
        return _docusaurus_site(files, path)
    if _is_variant(path) and not _NAMES_SITE.compiled.search(read_site_file(files, path)):
        return None
    return mkdocs_site(files, path)


def _is_variant(path: str) -> bool:
    """Whether a configuration of mkdocs has a name of its own, such as `mkdocs.de.yml`."""
    return path.rpartition("/")[2].startswith(("mkdocs.", "mkdocs-", "mkdocs_")) and (
        not path.endswith(("mkdocs.yml", "mkdocs.yaml"))
    )


def _docusaurus_site(files: Files, path: str) -> Site:
    from .docusaurus_routes import plugin_routes  # noqa: PLC0415 - only Docusaurus has them

    folder = dirname(path)
    text = read_site_file(files, path)[:_CHARACTERS_MAX]
    components = site_components(files, folder)
    major = major_version(files, folder, "@docusaurus/core")
    settings = read_docusaurus_file(text, folder)
    settings = settings._replace(
        components=components,
        reads_mdx1=major is not None and major < _READS_MDX3,
        routes=settings.routes | plugin_routes(files, folder),
    )
    shown = [plugin.path for plugin in settings.docs] or ["docs", "../docs", "../docs-cms"]
    docs, others = (
        tuple(place for name in names for place in inside(folder, name))
        for names in (shown, ("blog", "src/pages", "versioned_docs"))
    )
    return Site(Generator.DOCUSAURUS, path, docs, others, docusaurus=settings)


def _is_below(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder}/")


_PATHS = re.compile(
    r"(?:.*/)?(?:_index\.md|mkdocs(?:[._-][\w.-]+)?\.ya?ml|zensical\.(?:toml|ya?ml)"
    r"|docusaurus\.config\.(?:js|ts|mjs|mts|cjs|cts))|" + OTHER_PATHS.text
)
