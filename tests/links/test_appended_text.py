"""What `pymdownx.snippets` appends to every page counts on the site, and only there."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.appended_text import AppendedText
from docsgate.configuration.discovery import documents_of
from docsgate.configuration.site_settings import read_site_settings
from docsgate.diagnostics import Severity
from tools.configured import configured
from tools.links import truth

CONFIG = """\
site_name: x
plugins: []
markdown_extensions:
  - abbr
  - attr_list
  - footnotes
  - pymdownx.snippets: {auto_append: [parts/terms.md], check_paths: true}
"""
TERMS = """\
  [queue]: https://example.org/queue
[here]: two.md
[lost]: three.md
[own]: https://example.org/own

*[API]: a word

[^why]: Because.

## Terms

Text with a [name](two.md){ #given } and <span id="raw"></span>
"""
PAGES = {
    "defined": "A [b][queue].",
    "collapsed": "A [queue][] here.",
    "undefined": "A [b][stack].",
    "to-a-page": "A [b][here].",
    "to-nothing": "A [b][lost].",
    "own-is-hidden": "A [b][own].\n\n[own]: three.md",
    "own-is-better": "A [b][lost].\n\n[lost]: two.md",
    "heading": "A [b](#terms).",
    "second-heading": "# Terms\n\nA [b](#terms_1).",
    "other-heading": "A [b](#words).",
    "id": "A [b](#given) and [c](#raw).",
    "elsewhere": "A [b](two.md#terms).",
    "note": "A[^why] [b](#fn:why).",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("appended")
    files = {f"docs/{name}.md": f"{text}\n" for name, text in PAGES.items()}
    files |= {"docs/two.md": "# Two\n", "parts/terms.md": TERMS, "mkdocs.yml": CONFIG}
    truth.write(folder, {**files, ".github/CODEOWNERS": ""}, {})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        truth.build(folder)
    return folder


def errors(folder):
    config = configured([folder], targets=())
    found = check(config, documents_of(config, [folder / "docs"])).findings
    return {one.path for one in found if one.severity is Severity.ERROR}


def is_right(folder, name):
    """Whether the built page shows no brackets, and its links arrive; those of TERMS do."""
    html = (folder / "site" / name / "index.html").read_text()
    own = html.partition('<h2 id="terms')[0]
    links = [link for link in truth.Page(own).links if not link.startswith("https://example.org/")]
    arrives = [truth._arrives(folder / "site", f"/{name}/", link, "/") for link in links]
    return "][" not in own and all(arrives)


def test_the_verdicts_are_those_of_the_built_site(folder):
    wrong = {f"docs/{name}.md" for name in PAGES if not is_right(folder, name)}

    assert wrong == {
        f"docs/{name}.md" for name in ("undefined", "to-nothing", "own-is-better", "other-heading")
    }
    assert errors(folder) == wrong


def test_github_alone_lacks_what_is_appended(folder):
    config = configured([folder], targets=())
    found = check(config, documents_of(config, [folder / "docs/defined.md"])).findings

    assert [(one.rule, one.targets, one.severity) for one in found if "link" in one.rule] == [
        ("link-reference-undefined", ("github",), Severity.INFO)
    ]


def test_no_fix_writes_into_a_page_what_is_appended(folder):
    """The lost page is surely the one in another folder."""
    truth.write(folder, {"docs/more/three.md": "# Three\n"}, {})
    config = configured([folder], targets=())
    pages = [folder / f"docs/{name}.md" for name in ("to-nothing", "own-is-better")]
    found = check(config, documents_of(config, pages)).findings

    fixes = [(one.help, one.fix) for one in found if one.rule == "link-target-missing"]
    assert fixes == [("write `more/three.md`", None)] * 2


WHERE = {
    "beside mkdocs.yml": ("site/mkdocs.yml", "[m.md]", "", "site/m.md"),
    "in the project root": ("site/mkdocs.yml", "[m.md]", "", "m.md"),
    "in a base": ("mkdocs.yml", "[m.md]", ", base_path: [a, b]", "b/m.md"),
    "in one base": ("mkdocs.yml", "[m.md]", ", base_path: b", "b/m.md"),
    "a base that is a file": ("mkdocs.yml", "[m.md]", ", base_path: [b/m.md]", "b/m.md"),
    "at a variable": ("site/mkdocs.yml", "[m.md]", ", base_path: $config_dir/b", "site/b/m.md"),
    "at a tag": ("mkdocs.yml", "[m.md]", ", base_path: !relative $docs_dir", "docs/m.md"),
    "a part": ("mkdocs.yml", '["m.md:1:2"]', "", "m.md"),
}


@pytest.mark.parametrize(("file", "names", "more", "place"), WHERE.values(), ids=WHERE)
def test_an_appended_file_is_found(tmp_path, file, names, more, place):
    truth.write(tmp_path, {file: option(names, more), place: "text"}, {})

    assert read_site_settings(tmp_path, file).appended == AppendedText("text")


NOT_READ = {
    "outside": ("[../secret.md]", "", True),
    "outside by its base": ("[secret.md]", ", base_path: ..", False),
    "at the root of the disk": ("[/etc/hostname]", "", True),
    "behind a symbolic link": ("[link.md]", "", True),
    "an address": ("['https://example.org/m.md']", "", True),
    "an address that is loaded": ("['https://example.org/m.md']", ", url_download: true", False),
    "a comment": ("[';m.md']", "", True),
    "no name": ("[3, '', \"\\0\"]", "", True),
    "a long name": (f"[{'x' * 9000}]", f", base_path: {'y' * 9000}", True),
    "no list": ("m.md", "", True),
    "of another base": ("[m.md]", ", base_path: other", True),
    "where a page is": ("[m.md]", ", base_path: !relative ''", False),
}


@pytest.mark.parametrize(("names", "more", "is_whole"), NOT_READ.values(), ids=NOT_READ)
def test_a_file_outside_of_the_project_is_not_read(tmp_path, names, more, is_whole):
    project = tmp_path / "project"
    truth.write(tmp_path, {"secret.md": "secret"}, {})
    truth.write(project, {"mkdocs.yml": option(names, more), "m.md": "text"}, {})
    (project / "link.md").symlink_to(tmp_path / "secret.md")

    assert read_site_settings(project, "mkdocs.yml").appended == AppendedText("", is_whole)


@pytest.mark.parametrize(
    "text", ["--8<-- 'more.md'\n", "x" * 300_000], ids=["includes more", "is very long"]
)
def test_nothing_is_judged_that_appended_text_may_define(tmp_path, text):
    page = "A [b][c] and [d](#e).\n"
    files = {"mkdocs.yml": option("[m.md]", ""), "m.md": text, "docs/a.md": page}
    truth.write(tmp_path, files, {})

    assert errors(tmp_path) == set()
    assert len(read_site_settings(tmp_path, "mkdocs.yml").appended.text) <= 200_000


def option(names, more):
    return f"markdown_extensions:\n  - pymdownx.snippets: {{auto_append: {names}{more}}}\n"
