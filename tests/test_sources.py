"""Reading files of any kind: each becomes text, or a value that says why it cannot be read."""

import os
import socket
import subprocess
from codecs import BOM_UTF8
from pathlib import Path

import pytest

from docsgate.files.disk import SIZE_BYTES_MAX, list_documents, read_source


def message(root, path="a.md"):
    return read_source(root, path).message


def test_a_document_is_text_as_it_stands(tmp_path):
    (tmp_path / "a.md").write_bytes("é\r\n\ta\f\u2028".encode())

    source = read_source(tmp_path, "a.md")

    assert (source.path, source.text, source.bom) == ("a.md", "é\r\n\ta\f\u2028", False)


def test_a_byte_order_mark_is_remembered_and_removed(tmp_path):
    (tmp_path / "a.md").write_bytes(BOM_UTF8 + b"a")

    source = read_source(tmp_path, "a.md")

    assert (source.text, source.bom) == ("a", True)


def test_an_empty_file_is_an_empty_text(tmp_path):
    (tmp_path / "a.md").touch()

    assert read_source(tmp_path, "a.md").text == ""


@pytest.mark.parametrize("bom", [b"", BOM_UTF8])
def test_what_is_not_utf8_is_reported_where_it_stands(tmp_path, bom):
    (tmp_path / "a.md").write_bytes(bom + "é\nb".encode() + b"\xe9c")

    unreadable = read_source(tmp_path, "a.md")

    assert unreadable.message == "byte 0xe9 is not UTF-8"
    assert unreadable.source.position(unreadable.span.start) == (2, 2)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_named(tmp_path, encoding):
    (tmp_path / "a.md").write_bytes(f"\ufeff# Aé{chr(0xD6)}".encode(encoding))

    assert message(tmp_path) == "the file is UTF-16, not UTF-8"


def test_a_folder_named_like_a_document_is_listed_and_refused(tmp_path):
    (tmp_path / "a.md").mkdir()
    (tmp_path / "a.md" / "b.md").touch()

    assert list(list_documents(tmp_path, "")) == ["a.md"]
    assert message(tmp_path) == "is a folder named like a document"


def test_a_link_to_nothing_is_refused(tmp_path):
    (tmp_path / "a.md").symlink_to("gone.md")

    assert list(list_documents(tmp_path, "")) == ["a.md"]
    assert message(tmp_path) == "is a symbolic link to nothing"


def test_links_in_a_circle_are_refused(tmp_path):
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")

    assert message(tmp_path) == "is a symbolic link to nothing"


def test_a_link_that_leaves_the_root_is_refused(tmp_path):
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.md").write_text("secret")
    (root / "a.md").symlink_to("../secret.md")

    assert message(root) == "lies behind a symbolic link that leaves the repository"


def test_a_document_behind_a_folder_that_leaves_the_root_is_refused(tmp_path):
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.md").write_text("secret")
    (root / "out").symlink_to("..")

    assert message(root, "out/secret.md") == (
        "lies behind a symbolic link that leaves the repository"
    )


def test_a_link_inside_the_root_is_followed(tmp_path):
    (tmp_path / "a.md").symlink_to("b.txt")
    (tmp_path / "b.txt").write_text("text")

    assert read_source(tmp_path, "a.md").text == "text"


def test_a_root_behind_a_link_is_its_own_root(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").write_text("text")
    (tmp_path / "root").symlink_to("real")

    assert read_source(tmp_path / "root", "a.md").text == "text"


def test_folders_behind_links_are_not_entered(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.md").touch()
    (tmp_path / "a" / "up").symlink_to("..")
    (tmp_path / "c").symlink_to("a")

    assert list(list_documents(tmp_path, "")) == ["a/b.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_refused(tmp_path):
    (tmp_path / "a.md").touch(mode=0)

    assert message(tmp_path) == "cannot be read: permission denied"


def test_a_file_that_is_gone_is_refused(tmp_path):
    assert message(tmp_path) == "cannot be read: no such file or directory"


def test_a_named_pipe_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "a.md")

    assert message(tmp_path) == "is not a regular file"


def test_a_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.md")

        assert message(tmp_path).startswith("cannot be read: ")


def test_a_file_of_50_mb_is_refused_unread(tmp_path):
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(50_000_000)

    assert message(tmp_path) == "has 50 MB, more than the 10 MB that a document may have"


def test_a_file_of_the_largest_size_is_read(tmp_path):
    (tmp_path / "a.md").write_bytes(b"a" * SIZE_BYTES_MAX)

    assert len(read_source(tmp_path, "a.md").text) == SIZE_BYTES_MAX


def test_documents_are_listed_by_suffix_below_the_folder(tmp_path):
    names = ["a.md", "b.MDX", "c.markdown", "d.txt", "e.md.bak", "md", "f/g.md", "f/h/i.mdx"]
    for name in ["x/" + name for name in names] + ["other.md"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    assert sorted(list_documents(tmp_path, "x")) == [
        "x/a.md", "x/b.MDX", "x/c.markdown", "x/f/g.md", "x/f/h/i.mdx",
    ]  # fmt: skip


def test_hidden_and_foreign_folders_and_hidden_files_are_skipped(tmp_path):
    for folder in (".git", ".venv", "node_modules", "a/node_modules", "venv", "__pycache__", "b"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.md").touch()
    (tmp_path / ".a.md").touch()

    assert list(list_documents(tmp_path, "")) == ["b/a.md"]


def test_excluded_files_and_folders_are_skipped(tmp_path):
    for name in ("a/b.md", "a/c.md", "d/e.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    found = list_documents(tmp_path, "", lambda path: path in ("d", "a/b.md"))

    assert list(found) == ["a/c.md"]


def test_a_folder_that_is_gone_holds_nothing(tmp_path):
    assert list(list_documents(tmp_path, "gone")) == []


def test_folders_in_folders_without_end_are_listed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(1010):
        Path("d").mkdir()
        os.chdir("d")
    os.chdir(tmp_path)
    (tmp_path / "a.md").touch()

    try:
        assert list(list_documents(tmp_path, "")) == ["a.md"]
    finally:
        subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)  # rmtree would recurse too deep.
