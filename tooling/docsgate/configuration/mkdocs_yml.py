"""The settings that docsgate reads from a project's mkdocs.yml. No other module reads that file.

Nothing is run or built, and no object is made of the `!!python/name:` tags that the file may hold.
A setting that is absent or cannot be read has the default of MkDocs 1.6. A broken file is not
reported here, because MkDocs reports it when the site is built.
"""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from .appended_text import NOTHING, AppendedText
from .extension_lists import Listed, read_bundles, read_list
from .theme_choice import USUAL_THEME, ThemeChoice, read_theme
from .yaml_values import Tagged, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

_ALWAYS = frozenset({"toc", "tables", "fenced_code"})
_SUPERFENCES = "pymdownx.superfences"
_FENCE_READERS = (_SUPERFENCES, "pymdownx.extra", "extra")
_GFM_LISTS = "docsgate.gfm_lists"
_PARENTS_MAX = 5
"""How many files may inherit from each other. Without a limit, two files that name each other would
be read for ever."""

Form: TypeAlias = Literal["NFC", "NFD", "NFKC", "NFKD"]
_FORMS: dict[str, Form] = {"NFC": "NFC", "NFD": "NFD", "NFKC": "NFKC", "NFKD": "NFKD"}
_CASES = ("none", "lower", "lower-ascii", "fold")


class SlugStyle(NamedTuple):
    """How the site turns a heading into an anchor.

    `name` is `toc` (fold to ASCII), `toc-unicode`, or `pymdownx`; the others are the options
    of `pymdownx.slugs.slugify`, and the separator of `toc`.
    """

    name: str = "toc"
    separator: str = "-"
    case: str = "none"
    normalize: Form = "NFC"
    percent_encode: bool = False


DEFAULT_STYLE = SlugStyle()


class FenceStyle(NamedTuple):
    """How the site reads fenced code: by `pymdownx.superfences`, or by `fenced_code`.

    With `relaxed_headers`, superfences accepts any info string; without `uses_pygments`, it accepts
    no option. `own_options` are the languages whose options a function of the site checks. With
    `gfm_lists`, the extension `docsgate.gfm_lists` rewrites fences before they are read. Where it
    `reads_tabs`, superfences is older than version 8, and None where nobody says how old it is.
    """

    superfences: bool = False
    relaxed_headers: bool = False
    uses_pygments: bool = True
    own_options: frozenset[str] = frozenset()
    gfm_lists: bool = False
    reads_tabs: bool | None = False


PLAIN_FENCES = FenceStyle()
USUAL_FENCES = FenceStyle(superfences=True)
"""The style that is assumed for a site without a mkdocs.yml."""


class MkdocsFile(NamedTuple):
    """Settings as written; paths are relative to the file's folder.

    `sources` is `extra.docsgate.docs`: the folder of authored documents that are staged, with
    links rewritten, into `docs_dir` before a build. When it is empty, `docs_dir` is built as it
    is. `repository` is `extra.docsgate.repository`, an address like
    https://github.com/owner/name.

    `base` is the path that the site has on its host, `/` or `/name/`. `nav` holds the documents
    that the navigation lists, or None when MkDocs makes it from the files. `extensions` are the
    Markdown extensions in use, in short names, and `listed` are those that are written, with their
    options. `plugins` are the plugins, and `has_hooks` tells whether there are hooks beside them.
    `theme` is the one that is chosen. `appended` is the text at the end of each page, which is read
    from files that the options name. `folder` is the folder of the file in the project.
    """

    docs_dir: str = "docs"
    site_dir: str = "site"
    sources: str = ""
    repository: str = ""
    branch: str = "main"
    directory_urls: bool = True
    base: str = "/"
    absolute_is_docs: bool = False
    excluded: str = ""
    drafts: str = ""
    nav: frozenset[str] | None = None
    has_search: bool = True
    extensions: frozenset[str] = _ALWAYS
    listed: tuple[Listed, ...] = ()
    plugins: tuple[Listed, ...] = ()
    has_hooks: bool = False
    slug: SlugStyle = DEFAULT_STYLE
    fences: FenceStyle = PLAIN_FENCES
    theme: ThemeChoice = USUAL_THEME
    appended: AppendedText = NOTHING
    folder: str = ""

    @property
    def docs(self) -> str:
        """The folder in which authors write the pages."""
        return self.sources or self.docs_dir

    @property
    def is_staged(self) -> bool:
        """Whether what is built is a copy of what authors write."""
        return bool(self.sources)

    @property
    def has_nav(self) -> bool:
        """Whether the file says what the navigation lists."""
        return self.nav is not None


def with_parents(path: str, read: Callable[[str], str]) -> tuple[str, ...]:
    """The text of the mkdocs.yml at `path` and, after it, of the files that it inherits from.

    `read` returns the text of the file at a path.
    """
    texts: list[str] = []
    place = normpath(path)
    while place and len(texts) < _PARENTS_MAX:
        texts.append(read(place))
        parent = _read_parent_path(texts[-1])
        place = normpath(join(dirname(place), parent)) if parent else ""
    return tuple(texts)


def read_mkdocs_file(*texts: str) -> MkdocsFile:
    """Read a mkdocs.yml; `texts` holds it and the files that it inherits from. Raises nothing."""
    values: dict[str, Any] = {}
    for text in reversed(texts):
        values = _merge(values, _mapping(_values(text)))
    return settings_in(values)


def settings_in(values: dict[str, Any]) -> MkdocsFile:
    """The settings in the `values` of a mkdocs.yml."""
    listed = read_list(values.get("markdown_extensions"))
    names, options = read_bundles(listed), dict(listed)
    nav = values.get("nav")
    staging = _mapping(_mapping(values.get("extra")).get("docsgate"))
    return MkdocsFile(
        docs_dir=_string(values.get("docs_dir"), "docs"),
        site_dir=_string(values.get("site_dir"), "site"),
        sources=_string(staging.get("docs"), ""),
        repository=_string(staging.get("repository"), "").rstrip("/"),
        branch=_string(staging.get("branch"), "main"),
        directory_urls=values.get("use_directory_urls", True) is not False,
        base=_base(_string(values.get("site_url"), "")),
        absolute_is_docs=_absolute_links(values) == "relative_to_docs",
        excluded=_string(values.get("exclude_docs"), ""),
        drafts=_string(values.get("draft_docs"), ""),
        nav=frozenset(_nav(nav, 0)) if isinstance(nav, list) and nav else None,
        has_search=_has_search(values.get("plugins")),
        extensions=frozenset({*_ALWAYS, *names}),
        listed=listed,
        plugins=read_list(values.get("plugins")),
        has_hooks=bool(values.get("hooks")),
        slug=_slug(options.get("toc", {})),
        fences=_fences(names, options),
        theme=read_theme(values.get("theme")),
    )


def _read_parent_path(text: str) -> str:
    """The path under `INHERIT` in `text`, relative to the folder of that file; empty without."""
    if "INHERIT" not in text:
        return ""
    parent = _mapping(_values(text)).get("INHERIT")
    return parent if isinstance(parent, str) else ""


def _values(text: str) -> object:
    try:
        return read_yaml(text)
    except ValueError:
        return None


def _merge(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """`changes` merged into `base`, the file that they inherit from, as MkDocs does it.

    Mappings are joined; any other value replaces that of `base`.
    """
    result = dict(base)
    for key, value in changes.items():
        both = isinstance(result.get(key), dict) and isinstance(value, dict)
        result[key] = _merge(result[key], value) if both else value
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
    names = {plugin.name for plugin in read_list(plugins)}
    return bool({"search", "material/search"} & names)


def _slug(toc: dict[str, Any]) -> SlugStyle:
    """The style that the options of `toc` choose, which name a function or call one."""
    separator = _string(toc.get("separator"), "-")
    slugify = toc.get("slugify")
    if not isinstance(slugify, Tagged):
        return SlugStyle(separator=separator)
    if "pymdownx" in slugify.tag and "slug" in slugify.tag:
        options = _mapping(_mapping(slugify.value).get("kwds"))
        if ":pymdownx.slugs.slugify" not in slugify.tag:  # The older functions take no options.
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


def _fences(names: list[str], options: dict[str, dict[str, Any]]) -> FenceStyle:
    """How the extensions `names` read fences.

    Of several that read them, the last one counts; `fenced_code` counts only where it is alone.
    """
    readers = [name for name in names if name in _FENCE_READERS]
    given = options.get(_SUPERFENCES) or _mapping(
        options.get("pymdownx.extra", {}).get(_SUPERFENCES)
    )
    custom = given.get("custom_fences")
    fences = [_mapping(fence) for fence in custom] if isinstance(custom, list) else []
    own = [fence.get("name") for fence in fences if "validator" in fence]
    return FenceStyle(
        superfences=readers[-1:] not in ([], ["extra"]),
        relaxed_headers=given.get("relaxed_headers") is True,
        uses_pygments=options.get("pymdownx.highlight", {}).get("use_pygments") is not False,
        own_options=frozenset(name for name in own if isinstance(name, str)),
        gfm_lists=_GFM_LISTS in names,
    )
