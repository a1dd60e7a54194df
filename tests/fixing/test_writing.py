"""Files are replaced whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from docsgate.errors import WriteError
from docsgate.files.disk import read_source
from docsgate.fixing import write as writing
from docsgate.fixing.change import Change
from docsgate.text import Source
from tools.configured import configured

BEFORE, AFTER = "one <1\n", "one &lt;1\n"


def change(folder, path="a.md", before=BEFORE, after=AFTER):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(before.encode())
    source = read_source(folder, path)
    return Change(source, Source(path, after, source.bom), ("mdx-tag-name-invalid",))


def names(folder):
    return sorted(path.name for path in folder.rglob("*"))


def test_a_change_is_written_and_nothing_else_is_left(tmp_path):
    writing.write(configured([tmp_path]), [change(tmp_path)])

    assert AFTER == (tmp_path / "a.md").read_text()
    assert ["a.md"] == names(tmp_path)


def test_the_same_is_true_where_files_must_have_a_name(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    writing.write(configured([tmp_path]), [change(tmp_path)])

    assert AFTER == (tmp_path / "a.md").read_text()
    assert ["a.md"] == names(tmp_path)


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o640])
def test_the_mode_stays(tmp_path, mode):
    made = change(tmp_path)
    (tmp_path / "a.md").chmod(mode)
    writing.write(configured([tmp_path]), [made])

    assert mode == stat.S_IMODE((tmp_path / "a.md").stat().st_mode)


def test_line_endings_and_byte_order_mark_stay(tmp_path):
    made = change(tmp_path, before="\ufeffa <1\r\nb\rc\n", after="a &lt;1\r\nb\rc\n")
    writing.write(configured([tmp_path]), [made])

    assert b"\xef\xbb\xbfa &lt;1\r\nb\rc\n" == (tmp_path / "a.md").read_bytes()


def test_a_symbolic_link_is_followed_and_stays(tmp_path):
    real = change(tmp_path, "real/a.md")
    (tmp_path / "b.md").symlink_to("real/a.md")
    linked = read_source(tmp_path, "b.md")
    writing.write(configured([tmp_path]), [Change(linked, Source("b.md", AFTER), real.rules)])

    assert (tmp_path / "b.md").is_symlink()
    assert AFTER == (tmp_path / "real/a.md").read_text()


def test_a_file_that_changed_meanwhile_is_left_alone_and_others_are_written(tmp_path):
    changes = [change(tmp_path), change(tmp_path, "b.md")]
    (tmp_path / "a.md").write_text("somebody else's\n")

    with pytest.raises(WriteError, match=r"\Aa\.md: changed while it was mended; left alone\Z"):
        writing.write(configured([tmp_path]), changes)
    assert "somebody else's\n" == (tmp_path / "a.md").read_text()
    assert AFTER == (tmp_path / "b.md").read_text()


def test_a_read_only_file_is_left_alone(tmp_path):
    made = change(tmp_path)
    (tmp_path / "a.md").chmod(0o444)

    with pytest.raises(WriteError, match=r"\Aa\.md: cannot be written: it is read-only; left as"):
        writing.write(configured([tmp_path]), [made])
    assert BEFORE == (tmp_path / "a.md").read_text()


@pytest.mark.parametrize("named", [False, True])
def test_a_full_disk_loses_nothing(tmp_path, monkeypatch, named):
    made = change(tmp_path)
    if named:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)

    def full(_descriptor, _data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(WriteError, match="no space left on device; left as it was"):
        writing.write(configured([tmp_path]), [made])

    assert BEFORE == (tmp_path / "a.md").read_text()
    assert ["a.md"] == names(tmp_path)


def test_a_stray_file_of_a_killed_run_is_deleted_and_that_of_a_running_one_is_not(tmp_path):
    made = change(tmp_path)
    dead = tmp_path / ".docsgate-999999999-0123456789abcdef.tmp"
    running = tmp_path / f".docsgate-{os.getpid()}-0123456789abcdef.tmp"
    other = tmp_path / ".docsgate-notes.tmp"
    for path in (dead, running, other):
        path.write_text("x")
    writing.write(configured([tmp_path]), [made])

    assert sorted([".docsgate-notes.tmp", running.name, "a.md"]) == names(tmp_path)


def test_a_temporary_file_is_never_taken_for_a_document():
    assert Path(".docsgate-1-0123456789abcdef.tmp").suffix not in (".md", ".mdx", ".markdown")
