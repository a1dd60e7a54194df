"""What mkdocs.yml says about links, read without running anything.

Keys are those of MkDocs 1.6: `docs_dir`, `use_directory_urls`, `site_url`, `exclude_docs`,
`draft_docs`, `nav`, `validation`, `plugins` and `markdown_extensions`. What is absent has the
default of MkDocs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from .slugs import DEFAULT_STYLE, Form, SlugStyle
from .yaml_values import Tagged, read_yaml

_EXTRA = ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables")
_PYMDOWNX_EXTRA = ("attr_list", "def_list", "footnotes", "md_in_html", "tables",
                   "pymdownx.betterem", "pymdownx.superfences")  # fmt: skip
_BUNDLES = {"extra": _EXTRA, "pymdownx.extra": _PYMDOWNX_EXTRA}
_FORMS: dict[str, Form] = {"NFC": "NFC", "NFD": "NFD", "NFKC": "NFKC", "NFKD": "NFKD"}
_CASES = ("none", "lower", "lower-ascii", "fold")


@dataclass(frozen=True)
class SiteSettings:
    """How the site is built, as far as links are concerned.

    `base` is the path that the site has on its host, `/` or `/name/`. `nav` holds the documents
    that the navigation lists, or None when MkDocs makes it from the files. `extensions` are the
    Markdown extensions in use, in short names. With `is_staged`, `docs` is the authored folder
    that `extra.docsgate.docs` names, and `docs_dir` a copy of it with links rewritten.
    """

    docs: str = "docs"
    is_staged: bool = False
    has_repository: bool = False
    directory_urls: bool = True
    base: str = "/"
    absolute_is_docs: bool = False
    excluded: str = ""
    drafts: str = ""
    nav: frozenset[str] | None = None
    has_search: bool = True
    extensions: frozenset[str] = frozenset({"toc", "tables", "fenced_code"})
    slug: SlugStyle = DEFAULT_STYLE


def inherited(text: str) -> str:
    """The file that the settings in `text` build upon, relative to theirs; or nothing."""
    if "INHERIT" not in text:
        return ""
    parent = _mapping(_values(text)).get("INHERIT")
    return parent if isinstance(parent, str) else ""


def read_settings(texts: tuple[str, ...]) -> SiteSettings:
    """Read mkdocs.yml; `texts` holds it and, after it, the files that it inherits from.

    What cannot be read counts as absent: that the site does not build is another rule's finding.
    """
    values: dict[str, Any] = {}
    for text in reversed(texts):
        values = _merged(values, _mapping(_values(text)))
    names, options = _extensions(values.get("markdown_extensions"))
    nav = values.get("nav")
    staging = _mapping(_mapping(values.get("extra")).get("docsgate"))
    authored = _string(staging.get("docs"), "")
    return SiteSettings(
        docs=authored or _string(values.get("docs_dir"), "docs"),
        is_staged=bool(authored),
        has_repository=bool(_string(staging.get("repository"), "")),
        directory_urls=values.get("use_directory_urls", True) is not False,
        base=_base(_string(values.get("site_url"), "")),
        absolute_is_docs=_absolute_links(values) == "relative_to_docs",
        excluded=_string(values.get("exclude_docs"), ""),
        drafts=_string(values.get("draft_docs"), ""),
        nav=frozenset(_nav(nav, 0)) if isinstance(nav, list) and nav else None,
        has_search=_has_search(values.get("plugins")),
        extensions=frozenset({"toc", "tables", "fenced_code", *names}),
        slug=_slug(options.get("toc", {})),
    )


def _values(text: str) -> object:
    try:
        return read_yaml(text)
    except ValueError:
        return None


def _merged(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """As MkDocs merges a file into the one that it inherits from: mappings are joined."""
    result = dict(base)
    for key, value in changes.items():
        both = isinstance(result.get(key), dict) and isinstance(value, dict)
        result[key] = _merged(result[key], value) if both else value
    return result


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _string(value: object, default: str) -> str:
    if isinstance(value, Tagged) and isinstance(value.value, list) and value.value:
        value = value.value[-1]  # `!ENV [NAME, default]`
    return value if isinstance(value, str) else default


def _base(url: str) -> str:
    try:
        path = urlsplit(url).path
    except ValueError:
        path = ""
    return f"/{path.strip('/')}/" if path.strip("/") else "/"


def _absolute_links(values: dict[str, Any]) -> object:
    validation = _mapping(values.get("validation"))
    links = _mapping(validation.get("links"))
    return links.get("absolute_links", validation.get("absolute_links"))


def _nav(entry: object, depth: int) -> list[str]:
    """The paths in a part of the navigation."""
    if depth > 20:
        return []
    if isinstance(entry, str):
        return [entry.removeprefix("./")]
    members = entry if isinstance(entry, list) else list(_mapping(entry).values())
    return [path for member in members for path in _nav(member, depth + 1)]


def _has_search(plugins: object) -> bool:
    if plugins is None:
        return True
    names = _extensions(plugins)[0]
    return bool({"search", "material/search"} & set(names))


def _extensions(value: object) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """Names of extensions and the options of those that have some; a list or a mapping."""
    pairs = _mapping(value).items()
    entries = list(value) if isinstance(value, list) else [{name: given} for name, given in pairs]
    names: list[str] = []
    options: dict[str, dict[str, Any]] = {}
    for entry in entries:
        named = dict(entry) if isinstance(entry, dict) else {entry: None}
        for name, given in named.items():
            if isinstance(name, str):
                short = name.removeprefix("markdown.extensions.")
                names += [short, *_BUNDLES.get(short, ())]
                options[short] = _mapping(given)
    return names, options


def _slug(toc: dict[str, Any]) -> SlugStyle:
    """The style that the options of `toc` ask for: a name of a function, or a call of one."""
    separator = _string(toc.get("separator"), "-")
    slugify = toc.get("slugify")
    if not isinstance(slugify, Tagged):
        return SlugStyle(separator=separator)
    if "pymdownx" in slugify.tag and "slug" in slugify.tag:
        options = _mapping(_mapping(slugify.value).get("kwds"))
        if ":pymdownx.slugs.slugify" not in slugify.tag:  # The older names with fixed options.
            name = slugify.tag.rpartition(".")[2]
            case = "none" if "cased" in name else "lower"
            return SlugStyle("pymdownx", separator, case, percent_encode="encoded" in name)
        case = _string(options.get("case"), "none")
        form = _string(options.get("normalize"), "NFC")
        return SlugStyle(
            "pymdownx",
            separator,
            case if case in _CASES else "none",
            _FORMS.get(form, "NFC"),
            percent_encode=options.get("percent_encode") is True,
        )
    if slugify.tag.endswith("toc.slugify_unicode"):
        return SlugStyle("toc-unicode", separator)
    return SlugStyle(separator=separator)
