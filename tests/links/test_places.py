"""Which folder is the site, which is the repository, and who reads a document."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.reporters.summary import summarise
from tools.configured import configured


def findings(folder, *paths, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_md", ".md").replace("_yml", ".yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    named = [folder / path for path in paths] or [folder]
    config = configured(named, select=["link-*", "anchor-*", "image-*"])
    report = check(config, documents_of(config, named))
    return [(one.path, target) for one in report.findings for target in one.targets or ("",)]


def test_a_readme_beside_the_docs_is_read_on_github_alone(tmp_path):
    found = findings(tmp_path, README_md="[x](docs/) [y](none.md)", docs__a_md="# A\n")

    assert found == [("README.md", "github")]


def test_a_readme_alone_is_no_page_of_the_site(tmp_path):
    found = findings(tmp_path, "README.md", README_md="[x](docs/)", docs__a_md="# A\n")

    assert found == []


def test_without_a_docs_folder_everything_is_the_site(tmp_path):
    found = findings(tmp_path, a_md="[x](none.md)", b__c_md="[x](../a.md)")

    assert found == [("a.md", "")]


def test_a_nearer_mkdocs_yml_counts(tmp_path):
    (tmp_path / ".git").mkdir()
    found = findings(
        tmp_path, "part/text", mkdocs_yml="site_name: x\n", part__text__b_md="# B\n",
        part__mkdocs_yml="site_name: x\ndocs_dir: text\nuse_directory_urls: false\n",
        part__text__a_md='<a href="b.html">x</a>',
    )  # fmt: skip

    assert {target for _, target in found} == {"github", "docusaurus"}


def test_the_root_of_the_repository_is_that_of_git(tmp_path):
    (tmp_path / ".git").mkdir()
    found = findings(
        tmp_path, "part/docs", part__docs__a_md="[x](/src/x.md) [y](../../src/x.md)",
        src__x_md="# X\n",
    )  # fmt: skip

    assert "github" not in {target for _, target in found}


@pytest.mark.parametrize("staged", [True, False])
def test_staging_turns_links_out_of_the_docs_into_addresses(tmp_path, staged):
    docs = "docs_dir: build\nextra: {docsgate: {docs: text, repository: https://x.org/a/b}}\n"
    found = findings(
        tmp_path, "text", mkdocs_yml=docs if staged else "docs_dir: text\n",
        text__a_md="[x](../src/x.md) [y](sub/)", text__sub__b_md="# B\n", src__x_md="# X\n",
    )  # fmt: skip

    assert ("text/a.md", "mkdocs") in found or staged
    assert ("text/a.md", "github") not in found


def test_a_link_loop_of_folders_ends(tmp_path):
    (tmp_path / "docs/a").mkdir(parents=True)
    (tmp_path / "docs/a/loop").symlink_to(tmp_path / "docs")
    (tmp_path / "docs/out").symlink_to("/etc")

    found = findings(tmp_path, docs__i_md="[x](out/passwd) [y](a/loop/i.md) [z](a/none/)")

    assert [path for path, _ in found].count("docs/i.md") >= 2


def test_a_link_that_one_reader_alone_sees_is_counted(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("[x](no page.md)\n")
    config = configured([tmp_path], targets=["mkdocs", "github"])

    summary = summarise(check(config, documents_of(config, [tmp_path])))

    assert (summary.links_total, summary.links_broken, summary.links_valid) == (1, 1, 0)
