"""Which Markdown extensions of a site may be loaded, and with which options.

A repository may be hostile, so nothing is imported because its mkdocs.yml says so: only extensions
of the tables below are, which come with Python-Markdown, pymdown-extensions and docsgate. Options
that name Python objects (`!!python/name:`) count only where the object is in the table `_OBJECTS`.
An extension that reads a notation of its own and nothing else is left out; `notations` knows where
it reads. Any other extension might read every line, so nothing can be proved where it is in use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from ...configuration.yaml_values import Tagged
from .notations import is_known_by_notation

if TYPE_CHECKING:
    from ...configuration.extension_lists import Listed
    from ...configuration.mkdocs_yml import MkdocsFile

SNIPPETS = "pymdownx.snippets"
_FENCES = "pymdownx.superfences"
_HIGHLIGHT = "pymdownx.highlight"

_BUILT_IN = ("toc", "tables", "fenced_code")
"""The extensions that MkDocs loads before those of its mkdocs.yml."""

_LOADED = frozenset({
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
    "footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists",
    "smarty", "tables", "toc", "wikilinks", "docsgate.gfm_lists",
    *(f"pymdownx.{name}" for name in (
        "arithmatex", "betterem", "blocks.admonition", "blocks.caption", "blocks.definition",
        "blocks.details", "blocks.html", "blocks.tab", "bracketspan", "caret", "critic", "details",
        "emoji", "escapeall", "extra", "fancylists", "highlight", "inlinehilite", "keys",
        "magiclink", "mark", "progressbar", "quotes", "saneheaders", "smartsymbols", "snippets",
        "striphtml", "superfences", "tabbed", "tasklist", "tilde",
    )),
})  # fmt: skip
_ACROSS_PARTS = (SNIPPETS, "pymdownx.blocks.", "pymdownx.critic")
"""Extensions, or the beginnings of their names, that put in text, or whose blocks and marks end
where they are closed and not at the next heading at the margin."""

_WITHOUT_EFFECT = frozenset({
    "material.extensions.preview", "mdx_gh_links", "pymdownx.b64", "pymdownx.pathconverter",
    "zensical.extensions.preview",
})  # fmt: skip
"""Extensions that change attributes of links and images alone, or add links to names and numbers.
They read files or need MkDocs, so they are left out."""

_OBJECTS = frozenset({
    "markdown.extensions.toc.slugify", "markdown.extensions.toc.slugify_unicode",
    "material.extensions.emoji.to_svg", "material.extensions.emoji.twemoji",
    "pymdownx.arithmatex.arithmatex_fenced_format", "pymdownx.arithmatex.arithmatex_inline_format",
    "pymdownx.arithmatex.fence_generic_format", "pymdownx.arithmatex.fence_mathjax_format",
    "pymdownx.arithmatex.inline_generic_format", "pymdownx.arithmatex.inline_mathjax_format",
    "pymdownx.emoji.emojione", "pymdownx.emoji.gemoji", "pymdownx.emoji.to_alt",
    "pymdownx.emoji.to_png", "pymdownx.emoji.to_png_sprite", "pymdownx.emoji.to_svg",
    "pymdownx.emoji.to_svg_sprite", "pymdownx.emoji.twemoji", "pymdownx.slugs.slugify",
    "pymdownx.superfences.default_validator", "pymdownx.superfences.fence_code_format",
    "pymdownx.superfences.fence_div_format", "pymdownx.superfences.highlight_validator",
})  # fmt: skip
_SHOWN_AS_CODE = "pymdownx.superfences.fence_code_format"
"""What shows the code of a custom fence whose own function is not in the table. No fix changes
code, so whatever that function shows stays the same."""


class Loadable(NamedTuple):
    """The extensions to load, in order, with the options of each; `unknown` names the others."""

    names: tuple[str, ...]
    options: dict[str, dict[str, Any]]
    unknown: tuple[str, ...]

    @property
    def reads_parts_alike(self) -> bool:
        """Whether a part of a page between headings at the margin is shown alike by itself."""
        return not self.unknown and not any(name.startswith(_ACROSS_PARTS) for name in self.names)


def choose_extensions(site: MkdocsFile, *, has_colours: bool = False) -> Loadable:
    """The extensions of `site` that can be loaded, as for a proof. Raises nothing.

    With `has_colours`, code is shown as on the site, with the colours and the anchors of its lines.
    """
    names, unknown = list(_BUILT_IN), []
    options: dict[str, dict[str, Any]] = {}
    for listed in site.listed:
        name = listed.name
        if name in _LOADED:
            try:
                options[name] = _make_options(listed)
            except LookupError as error:
                unknown.append(f"{name} ({error.args[0]})")
                continue
            names.append(name)
        elif name not in _WITHOUT_EFFECT and not is_known_by_notation(f"extension {name}"):
            unknown.append(name)
    if not has_colours:
        _use_no_pygments(names, options)
    return Loadable(tuple(dict.fromkeys(names)), options, tuple(unknown))


def _use_no_pygments(names: list[str], options: dict[str, dict[str, Any]]) -> None:
    """Leave out the colours of code, which take time and change nothing that is compared."""
    for highlighter in ("codehilite", _HIGHLIGHT):
        if highlighter in names:
            options[highlighter]["use_pygments"] = False
    if _FENCES in names:
        if _HIGHLIGHT not in names:
            names.insert(0, _HIGHLIGHT)  # As superfences does: for fences alone.
            options[_HIGHLIGHT] = {"_enabled": False, "use_pygments": False}
        fences = options[_FENCES].setdefault("custom_fences", [])
        fences.append({"name": "*", "class": "", "validator": _takes_options})


def _takes_options(
    _language: str, inputs: dict[str, str], _options: object, attributes: dict[str, str], _: object
) -> bool:
    """As with Pygments: without it superfences would take no options, and leave the block text."""
    attributes.update({name: inputs[name] for name in inputs if name not in _PYGMENTS_OPTIONS})
    return True


_PYGMENTS_OPTIONS = frozenset({"hl_lines", "linenums", "title", "title_mode"})


def _make_options(listed: Listed) -> dict[str, Any]:
    """The options of `listed` as Python values. Raises LookupError for an unknown object."""
    options = {
        key: _value(value) for key, value in listed.options.items() if key != "custom_fences"
    }
    fences = listed.options.get("custom_fences")
    if isinstance(fences, list):
        options["custom_fences"] = [_custom_fence(fence) for fence in fences]
    if listed.name == SNIPPETS:
        options |= {"url_download": False, "check_paths": False, "restrict_base_path": True}
    return options


def _custom_fence(written: object) -> dict[str, Any]:
    fence = dict(written) if isinstance(written, dict) else {}
    form = fence.pop("format", None)
    made = {key: _value(value) for key, value in fence.items()}
    try:
        made["format"] = _value(form)
    except LookupError:
        made["format"] = _import_object(_SHOWN_AS_CODE)
    return {"name": "", "class": "", **made}


def _value(written: object) -> Any:
    if isinstance(written, dict):
        return {key: _value(value) for key, value in written.items()}
    if isinstance(written, list):
        return [_value(value) for value in written]
    if not isinstance(written, Tagged):
        return written
    kind, _, name = written.tag.partition(":")
    if kind == "python/name":
        return _import_object(name)
    if kind == "python/object/apply":
        given = written.value if isinstance(written.value, dict) else {"args": written.value}
        called = _import_object(name)
        try:
            return called(*_value(given.get("args") or ()), **_value(given.get("kwds") or {}))
        except TypeError:
            raise LookupError(f"`{name}` with these arguments") from None
    if written.tag == "!ENV":  # `!ENV [NAME, default]`
        return written.value[-1] if isinstance(written.value, list) and written.value else None
    return written.value


def _import_object(name: str) -> Any:
    """The object of the table with the dotted `name`. Raises LookupError where there is none."""
    module, _, own = name.rpartition(".")
    if name in _OBJECTS:
        try:
            return getattr(import_module(module), own)
        except (ImportError, AttributeError):
            pass
    raise LookupError(f"`{name}`, which is not known here")
