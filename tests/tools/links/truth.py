"""Where the link of a page really leads: on the site as mkdocs builds it, on GitHub by cmark-gfm.

Nothing of docsgate is used here. A verdict is True (the reader arrives), False, or None when the
page has no link to judge.
"""

import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname
from urllib.parse import unquote, urljoin, urlsplit

import cmarkgfm
from cmarkgfm.cmark import Options

THEME = "{{ page.content }}"
ATTRIBUTES = {"href", "src"}


class Page(HTMLParser):
    """Collects the links, ids and headings of an HTML page."""

    def __init__(self, html):
        super().__init__()
        self.links, self.ids, self.headings = [], set(), []
        self.objects = []  # GitHub shows no objects.
        self._heading = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "headerlink" in (attributes.get("class") or ""):
            return
        self.links += [v for k, v in attrs if k in ATTRIBUTES and not _is_note(attributes)]
        self.objects += [v for k, v in attrs if k == "data" and tag == "object"]
        sets = [v.split(",") for k, v in attrs if k == "srcset"]
        self.links += [candidate.split()[0] for candidates in sets for candidate in candidates]
        self.ids.update(v for k, v in attrs if k == "id" or (k == "name" and tag == "a"))
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self._heading = ""

    def handle_endtag(self, tag):
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"} and self._heading is not None:
            self.headings.append(self._heading)
            self._heading = None

    def handle_data(self, data):
        if self._heading is not None:
            self._heading += data


def _is_note(attributes):
    return "footnote" in (attributes.get("class") or "")


def build(folder, *, own_theme=False):
    """Build the site of `folder` with mkdocs into `folder/site`.

    Its pages are shown as they are, unless they have the theme of the project's own mkdocs.yml.
    """
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    if own_theme:
        mkdocs_build(load_config(str(folder / "mkdocs.yml")))
        return
    (folder / "theme").mkdir()
    (folder / "theme/main.html").write_text(THEME)
    (folder / "theme/404.html").write_text("404")
    theme = {"custom_dir": str(folder / "theme"), "static_templates": ["404.html"]}
    config = load_config(str(folder / "mkdocs.yml"), theme={"name": None, **theme})
    mkdocs_build(config)


def on_site(folder, page, *, directory_urls=True, base="/"):
    """The verdict for the built page of the document `page`, below `docs/`."""
    if "/math-" in page:
        return None  # It is not meant as a link, whether or not the site shows one.
    relative = page.removeprefix("docs/").removesuffix(".md")
    stem = relative.rpartition("/")[2]
    if stem in {"index", "README"}:
        url = f"{relative[: -len(stem)]}index.html"
    else:
        url = f"{relative}/index.html" if directory_urls else f"{relative}.html"
    built = folder / "site" / url
    if not built.is_file():
        return None
    shown = url.removesuffix("index.html") if directory_urls else url
    return _all(_arrives(folder / "site", f"{base}{shown}", link, base) for link in _own(built))


def _own(built):
    page = Page(built.read_text(encoding="utf-8"))
    return page.links + page.objects


def _all(verdicts):
    known = [verdict for verdict in verdicts if verdict is not None]
    return all(known) if known else None


def _arrives(site, url, link, base):
    """Whether a browser at `url` that follows `link` finds a file, and the fragment in it."""
    if link.startswith(("file:", "C:")):
        return False
    if link.startswith("//") or urlsplit(link).scheme:
        return None
    target = urlsplit(urljoin(f"http://host{url}", link.replace("\\", "/")))
    path = unquote(target.path)
    if not path.startswith(base):
        return False
    file = site / path.removeprefix(base)
    if file.is_dir():
        file /= "index.html"
    if not file.is_file() or (path.endswith("/") and file.name != "index.html"):
        return False
    fragment = unquote(target.fragment)
    if fragment in {"", "top"} or file.suffix != ".html":
        return True
    return fragment in Page(file.read_text(encoding="utf-8")).ids


def on_github(folder, page):
    """The verdict for the document `page` of the repository `folder`."""
    if "/math-" in page:
        return None  # cmark-gfm knows no mathematics, in which GitHub shows no link.
    links = Page(_github_html(folder / page)).links
    return _all(_found(folder, page, link) for link in links)


def _github_html(file):
    text = file.read_text(encoding="utf-8")
    if text.startswith("---\n"):
        text = text.partition("\n---\n")[2]
    return cmarkgfm.github_flavored_markdown_to_html(
        text, options=Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    )


def _found(folder, page, link):
    if link.startswith(("#fn-", "#fnref-")) or link in {"#fn-n", "#fnref-n"}:
        return True
    if link.startswith(("file:", "C:")):
        return False
    if link.startswith("//") or urlsplit(link).scheme:
        return None
    target = urlsplit(link)
    path = unquote(target.path)
    start = folder if path.startswith("/") else folder / dirname(page)
    file = _climb(folder, start, path.lstrip("/")) if path else folder / page
    if file is None or not file.exists():
        return False
    if path.endswith("/") and not file.is_dir():
        return False
    is_plain = "plain=1" in target.query
    return not target.fragment or _has(file, unquote(target.fragment), is_plain=is_plain)


def _climb(folder, start, path):
    """The file at `path`, unless it leaves the repository or passes a linked folder."""
    place = start
    for part in path.split("/"):
        if part == "..":
            if place == folder:
                return None
            place = place.parent
        elif part not in {"", "."}:
            if place.is_symlink():
                return None
            place /= part
    return place


def _has(file, fragment, *, is_plain):
    if file.is_dir():
        file /= "README.md"
        if not file.is_file():
            return False
    if is_plain or file.suffix.lower() not in {".md", ".markdown", ".mdx"}:
        lines = file.read_text(encoding="utf-8").count("\n")
        numbers = [part.removeprefix("L") for part in fragment.split("-")]
        if not is_plain and file.suffix not in {".py", ".json"}:
            return True
        return all(n.isdigit() and 1 <= int(n) <= lines for n in numbers)
    page = Page(_github_html(file))
    seen, slugs = {}, set()
    for heading in page.headings:
        slug = unique = github_slug(heading)
        while unique in seen:
            seen[slug] += 1
            unique = f"{slug}-{seen[slug]}"
        seen[unique] = 0
        slugs.add(unique)
    name = fragment.removeprefix("user-content-")
    return not {name, name.lower()}.isdisjoint(slugs | page.ids | {"", "top"})


def github_slug(heading):
    """The anchor by the published rule, which keeps letters, marks, digits, connectors and `-`."""
    kept = ("L", "M", "Nd", "Nl", "Pc")
    return "".join(
        "-" if mark == " " else mark
        for mark in heading.strip().lower()
        if mark in " -" or unicodedata.category(mark).startswith(kept)
    )


def write(folder: Path, files, links):
    """Write `files` and the symbolic `links` below `folder`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, target in links.items():
        (folder / name).symlink_to(target)
