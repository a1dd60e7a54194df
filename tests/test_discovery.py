"""The project of a path, the documents of the project, and the collection of each document."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from docsgate.configuration.discovery import collection_of, documents_of, find_config, load_config
from docsgate.configuration.known_layouts import COLLECTIONS
from docsgate.configuration.settings import Collection, Config
from docsgate.errors import ConfigError, UsageError
from docsgate.files.git_objects import GitFiles
from tools.configured import configured


def build(root, *names, **texts):
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(texts.get(name, ""))


def find(start):
    return find_config(start, ["file-empty"])


@pytest.mark.parametrize("start", ["", "docs", "docs/adr", "docs/adr/a.md", "docs/adr/gone.md"])
def test_the_configuration_is_looked_up_from_the_path_upwards(tmp_path, start):
    build(tmp_path, "docs/adr/a.md")
    (tmp_path / "docsgate.toml").write_text('docs = "docs"')

    config = find(tmp_path / start)

    assert (config.root, config.file, config.docs) == (tmp_path, "docsgate.toml", ("docs",))


def test_the_nearest_configuration_holds(tmp_path):
    build(tmp_path, "a/docs/b.md", "docsgate.toml", "a/docsgate.toml")

    assert find(tmp_path / "a/docs/b.md").root == tmp_path / "a"


def test_docsgate_toml_goes_before_pyproject(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.docsgate]\ndocs = "a"')
    assert find(tmp_path).docs == ("a",)

    (tmp_path / "docsgate.toml").write_text('docs = "b"')
    assert find(tmp_path).docs == ("b",)


def test_a_pyproject_of_others_is_passed_by(tmp_path):
    build(tmp_path, "a/b.md")
    (tmp_path / "pyproject.toml").write_text('[tool.docsgate]\ndocs = "a"')
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'")

    assert find(tmp_path / "a").root == tmp_path


def test_the_look_up_ends_at_the_top_of_the_repository(tmp_path):
    build(tmp_path, "docsgate.toml", "repository/docs/a.md", "repository/.git/HEAD")

    config = find(tmp_path / "repository/docs")

    assert (config.root, config.file) == (tmp_path / "repository", "")


def test_a_worktree_has_a_file_for_git(tmp_path):
    build(tmp_path, "docsgate.toml", "repository/.git", "repository/docs/a.md")

    assert find(tmp_path / "repository/docs").root == tmp_path / "repository"


def test_the_current_directory_does_not_count_for_a_path_elsewhere(tmp_path, monkeypatch):
    build(tmp_path, "here/a.md", "there/b.md")
    (tmp_path / "here" / "docsgate.toml").write_text('docs = "x"')
    monkeypatch.chdir(tmp_path / "here")

    assert configured([tmp_path / "there"]).docs == ()
    assert configured([Path("../there")]).root == tmp_path / "there"
    assert configured([]).docs == ("x",)


@pytest.mark.parametrize(
    ("start", "root"),
    [("docs-cms/adr", ""), ("docs", ""), ("a/doc/adr", "a"), ("a/b", "a/b"), ("a/b/c.md", "a/b")],
)
def test_without_configuration_the_root_holds_the_docs_folder(tmp_path, start, root):
    for folder in ("docs-cms/adr", "docs", "a/doc/adr", "a/b"):
        (tmp_path / folder).mkdir(parents=True)

    assert find(tmp_path / start).root == tmp_path / root


def test_dots_in_a_path_are_resolved_before_the_look_up(tmp_path):
    build(tmp_path, "a/docsgate.toml", "a/b/c.md", "d.md")

    assert find(tmp_path / "a" / "b" / ".." / ".." / "d.md").root != tmp_path / "a"
    assert find(tmp_path / "a" / "b" / "..").root == tmp_path / "a"


def test_a_configuration_may_start_with_a_byte_order_mark(tmp_path):
    (tmp_path / "docsgate.toml").write_bytes(b"\xef\xbb\xbfdocs = 'a'\r\n")

    assert find(tmp_path).docs == ("a",)


def test_a_configuration_that_cannot_be_read_is_an_error(tmp_path):
    (tmp_path / "docsgate.toml").write_bytes(b"\xff")

    with pytest.raises(ConfigError, match=r"docsgate.toml:1:1: cannot be read: .*utf-8"):
        find(tmp_path)


def test_a_folder_in_place_of_the_configuration_is_an_error(tmp_path):
    (tmp_path / "docsgate.toml").mkdir()

    with pytest.raises(ConfigError, match=r"docsgate.toml:1:1: cannot be read"):
        find(tmp_path)


def test_a_named_configuration_makes_its_folder_the_root(tmp_path):
    build(tmp_path, "a/docsgate.toml")

    assert load_config(tmp_path / "a" / "docsgate.toml", []).root == tmp_path / "a"


def test_a_named_configuration_must_be_one(tmp_path):
    (tmp_path / "pyproject.toml").touch()

    with pytest.raises(ConfigError, match=r"gone.toml:1:1: no such file"):
        load_config(tmp_path / "gone.toml", [])
    with pytest.raises(ConfigError, match=r"no table `\[tool.docsgate\]`"):
        load_config(tmp_path / "pyproject.toml", [])


def test_paths_of_several_projects_are_refused(tmp_path):
    build(tmp_path, "a/docsgate.toml", "a/x.md", "b/docsgate.toml", "b/y.md")

    with pytest.raises(UsageError, match="several projects"):
        configured([tmp_path / "a", tmp_path / "b"])


@pytest.mark.parametrize(
    ("files", "docs", "expected"),
    [
        (["docs/a.md", "b.md"], (), ["docs/a.md"]),
        (["docs-cms/a.md", "docs/b.md", "rfcs/c.md", "d/e.md"], (),
         ["docs-cms/a.md", "docs/b.md", "rfcs/c.md"]),
        (["a.md", "b/c.md"], (), ["a.md", "b/c.md"]),
        (["a/b.md", "c/d.md", "docs/e.md"], ("c", "a"), ["a/b.md", "c/d.md"]),
        (["a/b.md"], ("a", "a"), ["a/b.md"]),
        (["a/b.md", "c.md"], ("",), ["a/b.md", "c.md"]),
    ],
)  # fmt: skip
def test_without_paths_the_documents_are_those_of_the_docs_folders(tmp_path, files, docs, expected):
    build(tmp_path, *files)

    assert documents_of(Config(root=tmp_path, docs=docs), []) == expected


def test_paths_name_files_and_folders_relative_to_the_root(tmp_path, monkeypatch):
    build(tmp_path, "a/b.md", "a/c/d.md", ".github/e.md", "f.md", "g/H.MD")
    config = Config(root=tmp_path)
    monkeypatch.chdir(tmp_path / "a")

    assert documents_of(config, [tmp_path]) == ["a/b.md", "a/c/d.md", "f.md", "g/H.MD"]
    assert documents_of(config, [Path()]) == ["a/b.md", "a/c/d.md"]
    assert documents_of(config, [Path("..")]) == ["a/b.md", "a/c/d.md", "f.md", "g/H.MD"]
    assert documents_of(config, [tmp_path / "g/H.MD"]) == ["g/H.MD"]
    assert documents_of(config, [Path("c/../b.md"), Path("b.md")]) == ["a/b.md"]
    assert documents_of(config, [tmp_path / ".github"]) == [".github/e.md"]
    assert documents_of(config, [tmp_path / ".github/e.md"]) == [".github/e.md"]


def test_a_link_that_is_named_stays_what_it_is(tmp_path):
    build(tmp_path, "a/b.md")
    (tmp_path / "c.md").symlink_to("a/b.md")
    (tmp_path / "d.md").symlink_to("gone")

    found = documents_of(Config(root=tmp_path), [tmp_path / "c.md", tmp_path / "d.md"])

    assert found == ["c.md", "d.md"]


def test_exclude_takes_files_and_whole_folders(tmp_path):
    build(tmp_path, "a/b.md", "a/c.md", "d/e/f.md", "g/draft-h.md")
    config = Config(root=tmp_path, exclude=("a/b.md", "d/", "**/draft-*.md"))

    assert documents_of(config, []) == ["a/c.md"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("gone.md", "gone.md: no such file or folder"),
        ("a.txt", "a.txt: not a Markdown file (.md, .mdx, .markdown)"),
        ("../b.md", "outside the project"),
    ],
)
def test_a_path_that_is_no_document_of_the_project_is_refused(tmp_path, path, message):
    build(tmp_path, "root/a.txt", "b.md")

    with pytest.raises(UsageError) as caught:
        documents_of(Config(root=tmp_path / "root"), [tmp_path / "root" / path])

    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("docs-cms/adr/a.md", "adr"),
        ("docs/adr/a.md", "adr"),
        ("doc/adr/a.md", "adr"),
        ("docs/decisions/a.md", "adr"),
        ("packages/x/docs/adr/a.md", "adr"),
        ("docs-cms/adr/more/a.md", "adr"),
        ("docs-cms/rfcs/a.md", "rfc"),
        ("rfcs/a.md", "rfc"),
        ("text/0001-a.md", "rfc"),
        ("docs-cms/memos/a.md", "memo"),
        ("docs-cms/a.md", None),
        ("adr/a.md", "adr"),
        ("docs/architecture/decisions/a.md", "adr"),
        ("decision_records/a.md", "adr"),
        ("architecture-decision-record/a.md", "adr"),
        ("docs/architectural_decision_records/a.md", "adr"),
        ("architecture-decision/a.md", "adr"),
        ("doc/decision-record/a.md", "adr"),
        ("decision-log/a.md", "adr"),
        ("decision/a.md", None),
        ("docs/proposals/more/a.md", "rfc"),
        ("enhancements/network/a.md", "rfc"),
        ("accepted/2026/a.md", "rfc"),
        ("docs/accepted/a.md", None),
        ("docs/adrx/a.md", None),
        ("docs/text/a.md", None),
        ("mydocs/adr/a.md", "adr"),
        ("mydocs-cms/memos/a.md", None),
        ("a.md", None),
    ],
)
def test_known_layouts_need_no_configuration(path, name):
    collection = collection_of(Config(root=Path(), collections=COLLECTIONS), path)

    assert (collection.name if collection else None) == name


def test_a_configured_collection_is_where_it_was_configured():
    config = Config(root=Path(), collections=(Collection("a", ("x/y",)), Collection("b", ("",))))

    names = [collection_of(config, path).name for path in ("x/y/z.md", "q/x/y/z.md", "z.md")]

    assert names == ["a", "b", "b"]


def test_own_collections_take_the_place_of_the_known_ones(tmp_path):
    (tmp_path / "docsgate.toml").write_text('docs = "docs"')
    assert find(tmp_path).collections == COLLECTIONS

    (tmp_path / "docsgate.toml").write_text('[collections.note]\nfolder = "docs"')
    assert [collection.name for collection in find(tmp_path).collections] == ["note"]


@pytest.mark.parametrize(
    "place", ["site-config/mkdocs.yml", "mkdocs.yml", "mkdocs.yaml", "a/mkdocs.yml"]
)
def test_the_site_is_found_where_it_usually_stands(tmp_path, place):
    build(tmp_path, place, "a/docs/b.md")
    (tmp_path / "docsgate.toml").write_text('docs = "a/docs"')

    assert find(tmp_path).site == place


def test_a_site_that_reads_lists_as_github_does_is_known(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("markdown_extensions:\n  - docsgate.gfm_lists\n")

    assert find(tmp_path).site_reads_gfm_lists
    assert not find_config(tmp_path.parent, []).site_reads_gfm_lists


def test_a_site_that_inherits_how_it_reads_lists_is_known(tmp_path):
    (tmp_path / "base.yml").write_text("markdown_extensions:\n  - docsgate.gfm_lists\n")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\n")

    assert find(tmp_path).site_reads_gfm_lists


def test_a_configured_site_is_taken_as_it_is(tmp_path):
    build(tmp_path, "mkdocs.yml")
    (tmp_path / "docsgate.toml").write_text('site = "b.yml"')

    assert find(tmp_path).site == "b.yml"


def test_command_line_changes_stand_above_the_configuration(tmp_path):
    (tmp_path / "docsgate.toml").write_text('[rules]\nfile-empty = "info"')

    config = configured([tmp_path], select=["file-*"], ignore=["file-empty"], targets=["mdx"])

    assert [target.value for target in config.targets] == ["mdx"]
    off = {rule for rule, severity in config.severities if severity is None}
    assert "file-empty" in off
    assert "file-unreadable" not in off
    assert "fence-unclosed" in off
    assert not config.scans_mdx
    assert replace(config, severities=(), scans_mdx=True) == replace(
        configured([tmp_path], targets=["mdx"]), severities=()
    )


@pytest.mark.parametrize(
    ("glob", "message"),
    [
        ("file-emty", "no rule is named `file-emty`; did you mean `file-empty`?"),
        ("zzz", "no rule is named `zzz`; see `docsgate explain`"),
    ],
)
def test_a_rule_that_does_not_exist_is_refused(tmp_path, glob, message):
    with pytest.raises(UsageError) as caught:
        configured([tmp_path], select=[glob])

    assert str(caught.value) == message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_cannot_be_entered_is_no_fault(tmp_path):
    (tmp_path / "a").mkdir(mode=0)

    assert documents_of(Config(root=tmp_path), [tmp_path]) == []


@pytest.mark.parametrize("is_staged", [False, True])
def test_a_link_to_a_document_beside_it_is_not_judged_again(tmp_path, is_staged):
    build(tmp_path, "docs/index.md", "other/a.md")
    links = {"README.md": "index.md", "a.md": "../other/a.md", "b.md": "b2.md", "b2.md": "b.md"}
    for name, target in links.items():
        (tmp_path / "docs" / name).symlink_to(target)
    files = None
    if is_staged:
        subprocess.run(["git", "init", "-q", tmp_path], check=True)
        subprocess.run(["git", "-C", tmp_path, "add", "."], check=True)
        files = GitFiles.staged(tmp_path)

    found = documents_of(Config(root=tmp_path, git=files, docs=("docs",)), [])

    assert found == ["docs/a.md", "docs/b.md", "docs/b2.md", "docs/index.md"]
    if files:
        files.objects.close()
