"""Which readers a document has, by what is in the project: GitHub, and the sites that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..files.disk import is_folder
from ..files.named_files import remotes
from .generators import Generator
from .known_layouts import is_own_layout
from .settings import Readership, Target
from .sites import nearest_sites

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..files.disk import Files
    from .mkdocs_yml import MkdocsFile
    from .settings import Config
    from .sites import Site

_TARGETS = {Generator.MKDOCS: Target.MKDOCS, Generator.DOCUSAURUS: Target.DOCUSAURUS}
_OTHER_FORGES = ("gitlab", "bitbucket", "codeberg", "gitea", "forgejo", "sr.ht", "dev.azure")


def targets_there(files: Files, sites: Iterable[Site]) -> tuple[Target, ...]:
    """The readers of the project `files` that is made into `sites`.

    GitHub is one where the project has a remote that is not on another forge, or a folder
    `.github`, and where nobody else is.
    """
    found = {_TARGETS[site.generator] for site in sites if site.generator.is_judged}
    if not found or is_folder(files, ".github") or any(map(_may_be_github, remotes(files))):
        found.add(Target.GITHUB)
    return tuple(target for target in Target if target in found)


def targets_of(config: Config, path: str) -> tuple[Target, ...]:
    """The readers of the document at `path`: those that are configured, or that were found."""
    return _readership(config, path).targets if config.finds_targets else config.targets


def link_targets(config: Config, path: str) -> tuple[Target, ...]:
    """The readers of the document at `path` who follow links: MDX judges none."""
    found = tuple(one for one in targets_of(config, path) if one is not Target.MDX)
    return found or (Target.GITHUB,)


def generator_of(config: Config, path: str) -> Generator | None:
    """The generator that shows the document at `path` and whose routes are not judged, if any.

    One that may be of a program counts only where no site whose links are judged is as near.
    """
    return _readership(config, path).unjudged if config.finds_targets else None


def mkdocs_site_of(config: Config, path: str) -> Site | None:
    """The mkdocs site that shows the document at `path`, if any."""
    near = _readership(config, path).sites
    return next((site for site in near if site.mkdocs is not None), None)


def mkdocs_of(config: Config, path: str, usual: MkdocsFile | None) -> MkdocsFile | None:
    """The settings of the mkdocs site that shows the document at `path`.

    `usual` are those of the site that is built; they count where nobody else shows the document,
    and for all documents where the readers are configured.
    """
    site = mkdocs_site_of(config, path) if config.finds_targets else None
    return site.mkdocs if site else usual


def reads_gfm_lists(config: Config, path: str) -> bool:
    """Whether the mkdocs site of the document at `path` uses the extension `docsgate.gfm_lists`."""
    site = mkdocs_site_of(config, path) if config.finds_targets else None
    return site.reads_gfm_lists if site else config.site_reads_gfm_lists


def reads_lists_otherwise(config: Config, path: str) -> bool:
    """Whether a mkdocs site reads lists of the document at `path` otherwise than GitHub does."""
    return Target.MKDOCS in targets_of(config, path) and not reads_gfm_lists(config, path)


def has_live_site(config: Config) -> bool:
    """Whether the mkdocs.yml at hand, if there is one, is not left over from earlier."""
    replaced = {site.instead_of for site in config.sites}
    return not config.finds_targets or not config.site or config.site not in replaced


def sites_that_show(config: Config, paths: Iterable[str]) -> tuple[Site, ...]:
    """The sites that show some of the documents at `paths`, each once."""
    shown = dict.fromkeys(site for path in paths for site in _readership(config, path).sites)
    return tuple(shown)


def judged_for(config: Config, paths: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The names of the readers for whom the documents at `paths` are judged, each with a file.

    The file is the configuration of a site, and empty for GitHub and MDX.
    """
    targets = {target for path in paths for target in targets_of(config, path)}
    sites = [site for site in sites_that_show(config, paths) if site.generator.is_judged]
    has_mdx = any(is_own_layout(path) or path.lower().endswith(".mdx") for path in paths)
    found = [(Target.GITHUB.label, "")] if Target.GITHUB in targets else []
    found += [(site.generator.value, site.file) for site in sites]
    if has_mdx and Target.DOCUSAURUS not in targets:
        found.append((Target.MDX.label, ""))
    return tuple(found)


def describe_readers(config: Config, paths: Sequence[str]) -> str:
    """One line about the readers that were found; empty where they are configured."""
    if not config.finds_targets or not paths:
        return ""
    named = [f"{name} ({file})" if file else name for name, file in judged_for(config, paths)]
    last = f" and {named[-1]}" if len(named) > 1 else ""
    line = f"judged for {', '.join(named[:-1] if last else named)}{last}"
    others = [site for site in sites_that_show(config, paths) if not site.generator.is_judged]
    if others:
        left = ", ".join(f"{site.generator} ({site.file})" for site in others)
        line += f"; routes of {left} are not judged"
    return f"{line}; --target chooses others"


def _readership(config: Config, path: str) -> Readership:
    """Who reads the document at `path` where readers are found. Each document is looked at once."""
    known = config.readerships.get(path)
    if known is None:
        near = nearest_sites(config.sites, path)
        generators = [site.generator for site in near]
        known = Readership(near, _targets(config, generators), _unjudged(generators))
        config.readerships[path] = known
    return known


def _targets(config: Config, generators: Iterable[Generator]) -> tuple[Target, ...]:
    found = {_TARGETS[generator] for generator in generators if generator.is_judged}
    if Target.GITHUB in config.targets or not found:
        found.add(Target.GITHUB)
    return tuple(target for target in Target if target in found)


def _unjudged(generators: Sequence[Generator]) -> Generator | None:
    is_judged = any(generator.is_judged for generator in generators)
    others = (generator for generator in generators if not generator.is_judged)
    return next((one for one in others if not (is_judged and one.makes_programs)), None)


def _may_be_github(remote: str) -> bool:
    return not any(forge in remote.lower() for forge in _OTHER_FORGES)
