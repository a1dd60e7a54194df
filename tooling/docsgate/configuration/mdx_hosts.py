"""What compiles `.mdx` files that no Docusaurus site shows, and which rules hold there.

All of them read MDX by the same syntax. What a page needs when it is rendered depends on them:

    Astro            supplies `frontmatter` and more, and is not React (docs.astro.build, "MDX")
    Next.js, Gatsby  are React; components come from a file of the site, frontmatter may be a name
    others           do not render MDX themselves
"""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING

from .generators import Generator
from .known_layouts import is_own_layout
from .readers_there import generator_of

if TYPE_CHECKING:
    from .settings import Config

_REACT = frozenset({Generator.NEXT, Generator.GATSBY})
_HOSTS = _REACT | {Generator.ASTRO, Generator.NUXT, Generator.LUME}
_ANYTHING = "mdx-render-"
_SUPPLIED = "mdx-render-component"
_UNDEFINED = "mdx-render-undefined"
_NAMES = ("`frontmatter`", "`frontMatter`", "`metadata`")


def host_of(config: Config, path: str) -> Generator | None:
    """The generator that compiles the `.mdx` file at `path`, if it is known.

    Where none shows it, something of the site in the nearest folder above imports it.
    """
    if not config.finds_targets or is_own_layout(path) or not path.lower().endswith(".mdx"):
        return None
    above = [
        (len(dirname(site.file)), site.generator)
        for site in config.sites
        if site.generator in _HOSTS
        and f"/{path}".startswith(f"/{dirname(site.file)}".rstrip("/") + "/")
    ]
    return generator_of(config, path) or max(above, default=(0, None))[1]


def is_rendered_elsewhere(config: Config, path: str) -> bool:
    """Whether nothing in the project compiles the `.mdx` file at `path`.

    Then the site that supplies its components is in another repository, and only the syntax of MDX
    is known to hold.
    """
    if not config.finds_targets or is_own_layout(path) or config.docusaurus_of(path) is not None:
        return False
    return host_of(config, path) is None


def holds(rule: str, message: str, host: Generator | None) -> bool:
    """Whether a finding of an MDX rule holds where `host` compiles the document."""
    if host is None or not rule.startswith(_ANYTHING):
        return True
    if host not in _REACT or rule == _SUPPLIED:
        return False
    return rule != _UNDEFINED or not message.startswith(_NAMES)
