"""A mkdocs.yml may be left over beside Hugo's pages, or have a name that only a command knows."""

import pytest

from docsgate.__main__ import run
from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.configuration.sites import find_sites
from tools.configured import configured

HUGO = {
    "mkdocs.yml": "site_name: x\n",
    "docs/_index.md": "---\ntitle: A\n---\n\n# A\n",
    "docs/b.md": "# B\n\nText:\n- one\n- two\n\n[x](/c/)\n",
    ".github/CODEOWNERS": "",
}
NOTE = (
    "mkdocs.yml seems to be left over: docs/_index.md is a page of Hugo, and nothing here calls "
    "mkdocs; --target mkdocs judges for it"
)


def written(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def report_of(root, files, targets=()):
    config = configured([written(root, files)], targets=targets)
    return check(config, documents_of(config, [root]))


def rules_of(report):
    return [one.rule for one in report.findings]


def sites_in(root, files):
    return [(site.file, site.docs) for site in find_sites(written(root, files)) if site.mkdocs]


def test_what_is_left_over_is_no_reader_and_said_once(tmp_path):
    report = report_of(tmp_path, HUGO)

    assert (rules_of(report), report.notes) == ([], (NOTE,))


def test_what_is_left_over_is_judged_where_it_is_chosen(tmp_path):
    report = report_of(tmp_path, HUGO, ["mkdocs"])

    assert (rules_of(report), report.notes) == (["list-flattened", "link-target-missing"], ())
    report = report_of(tmp_path, {"docsgate.toml": 'site = "mkdocs.yml"\n'})
    assert (rules_of(report)[:1], report.notes) == (["list-flattened"], ())


def test_what_is_left_over_is_not_built(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(written(tmp_path, HUGO))
    run(["validate"])

    assert "site built" not in capsys.readouterr().out
    (tmp_path / "Makefile").write_text("docs:\n\tmkdocs build\n")
    run(["validate"])
    assert "site " in capsys.readouterr().out


@pytest.mark.parametrize(
    "files",
    [
        {".github/workflows/docs.yml": "run: mkdocs gh-deploy\n"},
        {"docs/requirements.txt": "mkdocs==1.6\n"},
        {"tox.ini": "deps = mkdocs-material\n"},
        {"justfile": "docs:\n  zensical serve\n"},
        {"docs/_index.md": "# A\n"},
    ],
)
def test_a_site_that_something_builds_is_not_left_over(tmp_path, files):
    report = report_of(tmp_path, {**HUGO, **files})

    assert ("list-flattened" in rules_of(report), report.notes) == (True, ())


@pytest.mark.parametrize("text", ["paths: [mkdocs.yml]\n", "files: zensical.toml\n", "run: hugo\n"])
def test_the_name_of_the_file_is_no_call(tmp_path, text):
    assert NOTE in report_of(tmp_path, {**HUGO, ".github/workflows/a.yml": text}).notes


@pytest.mark.parametrize("name", ["zensical.yml", "mkdocs.public.yml", "mkdocs-en.yaml"])
def test_a_configuration_with_a_known_name_is_a_site(tmp_path, name):
    assert sites_in(tmp_path, {name: "site_name: x\n"}) == [(name, ("docs",))]


def test_a_variant_for_the_same_folder_is_no_further_site(tmp_path):
    files = {
        "mkdocs-a.yml": "site_name: x\n",
        "mkdocs.yml": "site_name: x\n",
        "mkdocs.b.yml": "site_name: x\ndocs_dir: b\n",
        "mkdocs.c.yml": "INHERIT: mkdocs.yml\ndocs_dir: b\n",
        "mkdocs.plugins.yml": "plugins: []\ndocs_dir: d\n",
    }

    assert sites_in(tmp_path, files) == [("mkdocs.yml", ("docs",)), ("mkdocs.b.yml", ("b",))]


@pytest.mark.parametrize(
    ("file", "text", "is_site"),
    [
        (".github/workflows/a.yml", "run: zensical build --clean -f book.yml\n", True),
        ("Makefile", "\tmkdocs build --config-file=./book.yml\n", True),
        ("justfile", "  python -m mkdocs serve -f 'book.yml'\n", True),
        ("Makefile", "\tmkdocs build -f book.yml.in\n", False),
        ("Makefile", "\tkubectl apply -f book.yml\n", False),
    ],
)
def test_a_configuration_that_a_command_names_is_a_site(tmp_path, file, text, is_site):
    files = {"book.yml": "site_name: x\n", "other.yml": "site_name: x\n", file: text}

    assert sites_in(tmp_path, files) == ([("book.yml", ("docs",))] if is_site else [])


def test_a_configuration_with_another_name_names_a_site(tmp_path):
    assert sites_in(tmp_path, {"b.yml": "nav: []\n", "Makefile": "\tmkdocs build -f b.yml\n"}) == []
