"""Static files of the theme are on the site as MkDocs builds it, and on GitHub they are not."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.configuration.site_settings import read_site_settings
from docsgate.configuration.theme_choice import ThemeChoice
from docsgate.diagnostics import Severity
from docsgate.files.installed_themes import theme_folder
from docsgate.readers.mkdocs.theme_files import ThemeFiles
from tools.configured import configured
from tools.links import truth

THEMES = {
    "none": "",
    "mkdocs": "theme: mkdocs\n",
    "readthedocs": "theme: {name: readthedocs}\n",
    "material": "theme: {name: material, font: false, custom_dir: own}\n",
}
LINKS = (
    "![a](img/favicon.ico)", "![a](../img/favicon.ico)", "![a](/img/favicon.ico)",
    "[a](css/fonts/Roboto-Slab-Bold.woff2)", "[a](js/theme.js)", "[a](js/darkmode.js)",
    "![a](assets/images/favicon.png)", '<img src="../assets/images/favicon.png">',
    "[a](assets/images/)", "[a](base.html)", "[a](main.html)", "[a](mkdocs_theme.yml)",
    "[a](__init__.py)", "[a](js/none.js)", "![a](IMG/favicon.ico)",
    "![a](own.svg)", "[a](.hidden.svg)", "[a](own.html)", "[a](own.md)", "[a](Readme.svg)",
    "[a](locales/own.svg)", "[a](sub/own.svg)", "[a](sub/.hidden.svg)", "[a](../own.svg)",
    "![a](sub/../own.svg)", "[a](../../own/own.svg)",
)  # fmt: skip
OWN = (
    "own.svg", ".hidden.svg", "own.html", "own.md", "Readme.svg", "locales/own.svg",
    "sub/own.svg", "sub/.hidden.svg",
)  # fmt: skip


def errors(folder):
    config = configured([folder], targets=())
    found = check(config, documents_of(config, [folder / "docs"])).findings
    return {one.path for one in found if one.severity is Severity.ERROR}


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_links_to_files_of_the_theme_are_judged_by_the_built_site(tmp_path, theme):
    pages = {f"docs/a{number}.md": f"{link}\n" for number, link in enumerate(LINKS)}
    settings = f"site_name: x\nplugins: []\n{theme}"
    files = {"mkdocs.yml": settings, ".github/CODEOWNERS": "", **{f"own/{n}": "x" for n in OWN}}
    truth.write(tmp_path, {**files, **pages}, {})
    truth.build(tmp_path, own_theme=True)
    wrong = {path for path in pages if not arrives(tmp_path, path, pages[path])}

    assert len(wrong) < len(pages)
    assert errors(tmp_path) == wrong


def arrives(folder, path, written):
    """Whether the one link of the built page that the author wrote arrives."""
    url = f"/{path.removeprefix('docs/').removesuffix('.md')}/"
    html = (folder / f"site{url}index.html").read_text()
    name = written.strip().rstrip(')">').rpartition("/")[2].rpartition("(")[2]
    written_links = [link for link in truth.Page(main_of(html)).links if link.endswith(name)]
    assert written_links, written
    return all(truth._arrives(folder / "site", url, link, "/") for link in written_links)


def main_of(html):
    """The part of the built page that its document makes."""
    for start in ('<div class="col-md-9" role="main">', 'itemprop="articleBody"', "<article"):
        if start in html:
            return html.partition(start)[2].partition("<footer")[0]
    raise AssertionError("no theme is built like this")


@pytest.mark.parametrize(
    ("file", "written", "expected"),
    [
        ("mkdocs.yml", "", ThemeChoice()),
        ("mkdocs.yml", "theme: [1]", ThemeChoice()),
        ("mkdocs.yml", "theme: {name: }", ThemeChoice("")),
        ("mkdocs.yml", "theme: {name: x, custom_dir: a/b}", ThemeChoice("x", "a/b")),
        ("site/mkdocs.yml", "theme: {custom_dir: ../a}", ThemeChoice("mkdocs", "a")),
        ("mkdocs.yml", "theme: {custom_dir: ../a}", ThemeChoice()),
        ("mkdocs.yml", "theme: {custom_dir: /etc}", ThemeChoice()),
        ("zensical.toml", "[project]\ntheme.custom_dir = 'a'", ThemeChoice("material", "a")),
    ],
)
def test_the_theme_is_read_as_written(tmp_path, file, written, expected):
    truth.write(tmp_path, {file: written}, {})

    assert read_site_settings(tmp_path, file).theme == expected


@pytest.mark.parametrize("name", ["os", "mkdocs.themes", "material.templates", "../x", "\0", ""])
def test_nothing_is_looked_for_that_is_no_installed_theme(name):
    assert theme_folder(name) is None


def test_a_theme_has_the_files_of_the_theme_that_it_extends(tmp_path, monkeypatch):
    """It is found without being imported, and takes no other theme's name."""
    names = "[mkdocs.themes]\nchild = child.theme\nmkdocs = child\n"
    truth.write(tmp_path, {
        "child/__init__.py": "raise SystemExit\n",
        "child-1.dist-info/METADATA": "Name: child\nVersion: 1\n",
        "child-1.dist-info/entry_points.txt": names,
        "child/theme/mkdocs_theme.yml": "extends: mkdocs\n",
        "child/theme/own.svg": "x",
        "child/other.svg": "x",
    }, {})  # fmt: skip
    monkeypatch.syspath_prepend(tmp_path)
    child = ThemeFiles(tmp_path, ThemeChoice("child"))

    assert [child.has(place) for place in ("own.svg", "img/favicon.ico", "other.svg")] == [
        True, True, False,
    ]  # fmt: skip
