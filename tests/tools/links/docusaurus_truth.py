"""Where the links of a Docusaurus site lead, according to its build: `npm install` in oracle/.

Nothing of docsgate is used here. A page is dead when the build reports one of its links, or when
one that the build does not look at (raw HTML, images by reference) leads nowhere on the built site.

The build knows the anchors of headings below the title and of the theme, but not the ids of other
elements nor the title, and reports links to those. Readers of such a link arrive all the same, so
it is alive unless the site is `strict`.
"""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from .truth import Page

ORACLE = Path(__file__).resolve().parents[2] / "links/oracle"
MODULES = ORACLE / "node_modules"
_SAID = re.compile(
    r"^- Broken (?P<kind>link|anchor) on source page path = (?P<page>.*):\n"
    r"(?P<links>(?:   -> linking to .*\n?)+)",
    re.MULTILINE,
)
_LINK = re.compile(
    r"   -> linking to (?P<written>.*?)(?: \(resolved as: (?P<full>.*)\))?$", re.MULTILINE
)
_BODY = re.compile(r'<div class="theme-doc-markdown markdown">(.*?)</article>', re.DOTALL)
_NUMBERED_LINK = re.compile(r'<a [^>]*?href="(?P<url>[^"]*)"[^>]*>L(?P<number>\d+)</a>')
_TITLE = re.compile(r"^# ([^{}\n]*)$", re.MULTILINE)
_HASH_LINK = re.compile(r'<a href="[^"]*" class="hash-link".*?</a>', re.DOTALL)


def missing():
    """Why no site can be built; empty when one can."""
    if shutil.which("node") is None:
        return "no `node` on the path"
    if not (MODULES / "@docusaurus/core").is_dir():
        return "no Docusaurus: run `npm install` in tests/links/oracle"
    return ""


def build(folder):
    """Build the site whose docusaurus.config.js is in `folder`, into `folder/build`.

    Returns what the build printed.
    """
    shutil.copy(ORACLE / "oracle.config.js", folder)
    (folder / "node_modules").symlink_to(MODULES)
    telling = {
        "DOCUSAURUS_NO_PERSISTENT_CACHE": "true",
        "NODE_OPTIONS": "--max-old-space-size=3000",
    }
    quiet = {"DO_NOT_TRACK": "1", "DISABLE_UPDATE_NOTIFIER": "true", "FORCE_COLOR": "0"}
    program = MODULES / "@docusaurus/core/bin/docusaurus.mjs"
    run = subprocess.run(
        ["node", program, "build", "--no-minify", "--config", "oracle.config.js"],
        cwd=folder, env={**os.environ, **telling, **quiet},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 0, (run.stdout + run.stderr)[-5000:]
    return run.stdout


class Site:
    """A built site."""

    def __init__(self, folder, base="/", *, strict=False):
        """`folder` is the folder of the site, and `base` is the path of its pages."""
        self.folder, self.base = folder, base
        printed = build(folder)
        self.addresses = {
            source.removeprefix("@site/"): address
            for source, address in json.loads((folder / "addresses.json").read_text()).items()
        }
        self.reported = set()
        self.broken = {}
        for found in _SAID.finditer(printed):
            anchors = [link["full"] or link["written"] for link in _LINK.finditer(found["links"])]
            for anchor in anchors:
                is_anchor = found["kind"] == "anchor" and not strict
                if not (is_anchor and self._arrives(found["page"], anchor)):
                    self.reported.add(found["page"])
                    self.broken.setdefault(found["page"], set()).add(anchor)
        said = folder / "said.jsonl"
        lines = said.read_text(encoding="utf-8").splitlines() if said.exists() else []
        said_links = [json.loads(line) for line in lines]
        self.unresolved = {one["sourceFilePath"] for one in said_links}
        self.said = {(one["sourceFilePath"], one["url"]) for one in said_links}

    def verdict(self, page):
        """Whether readers of `page` arrive: True, False, or None when it has no link."""
        address = self.addresses[page]
        if "/math-" in page or "pathname:" in (self.folder / page).read_text("utf-8"):
            return None  # It is not meant as a link, or not as one to the site.
        if page in self.unresolved or address in self.reported:
            return False
        html = _HASH_LINK.sub("", _BODY.search(self._file(address).read_text("utf-8"))[1])
        shown = Page(html)
        found = [self._arrives(address, link) for link in shown.links + shown.objects]
        known = [arrives for arrives in found if arrives is not None]
        return all(known) if known else None

    def link_verdicts(self, page):
        """Whether each link of `page` with the text `L1`, `L2` and so on is alive, by number."""
        address = self.addresses[page]
        body = _BODY.search(self._file(address).read_text("utf-8"))[1]
        broken = {_full(address, url) for url in self.broken.get(address, ())}
        links = _NUMBERED_LINK.finditer(body)
        urls = {int(one["number"]): unescape(one["url"]) for one in links}
        return {number: _full(address, url) not in broken for number, url in urls.items()}

    def _file(self, path):
        """The file that a web server sends for `path`; None for nothing."""
        if not path.startswith(self.base):
            return None
        place = self.folder / "build" / unquote(path.removeprefix(self.base))
        names = (place, place / "index.html", place.with_name(f"{place.name}.html"))
        return next((file for file in names if file.is_file()), None)

    def _arrives(self, address, link):
        if link.startswith(("file:", "C:")):
            return False
        if link.startswith("//") or urlsplit(link).scheme:
            return None
        target = urlsplit(urljoin(f"http://host{address}", link))
        file = self._file(target.path)
        if file is None or not target.fragment or file.suffix != ".html":
            return file is not None
        ids = {"top", self._title(target.path), *Page(file.read_text("utf-8")).ids}
        return unquote(target.fragment) in ids

    def _title(self, address):
        """The anchor that the title of a page would have if the theme gave it one."""
        pages = {unquote(place).rstrip("/"): page for page, place in self.addresses.items()}
        page = pages.get(unquote(address).rstrip("/"))
        text = (self.folder / page).read_text("utf-8-sig") if page else ""
        title = _TITLE.search(text)
        return re.sub(r"[^\w\- ]", "", title[1]).lower().replace(" ", "-") if title else "top"


def _full(address, url):
    """The whole `url` of a link on the page at `address`, as both the page and the build say it."""
    return unquote(urljoin(address, url)).removesuffix("#")
