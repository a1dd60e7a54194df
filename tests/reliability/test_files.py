"""Objects in files: full disks, odd names, and what a power cut leaves of new folders."""

import os
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from docsgate_reliability.adapters.files.object_store import FileObjectStore
from docsgate_reliability.errors import Rejected, Unavailable

resource = pytest.importorskip("resource", reason="this system has no limits for processes")


@contextmanager
def no_file_over(size_bytes):
    """The system refuses to write more than this into one file, as it does when a disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def chunks(*parts):
    for part in parts:
        yield part


@pytest.mark.parametrize("how", ["at once", "in chunks"])
async def test_a_disk_that_takes_no_more_is_unavailable_and_keeps_nothing_of_it(tmp_path, how):
    store, large = FileObjectStore(tmp_path), [b"x" * 600_000, b"y" * 600_000]
    with no_file_over(1_000_000), pytest.raises(Unavailable):
        await store.put_if_absent("k", b"".join(large) if how == "at once" else chunks(*large))
    assert list((tmp_path / ".uploads").iterdir()) == []
    assert await store.put_if_absent("k", b"small") is True


async def test_a_key_that_no_file_can_have_is_rejected(tmp_path):
    store = FileObjectStore(tmp_path)
    for call in (store.put_if_absent("k" * 300, b""), store.get("k" * 300), store.head("k" * 300)):
        with pytest.raises(Rejected):
            await call


async def test_a_folder_that_is_gone_is_unavailable(tmp_path):
    store = FileObjectStore(tmp_path / "blobs")
    for each in (tmp_path / "blobs" / ".uploads", tmp_path / "blobs"):
        each.rmdir()
    calls = [
        store.put_if_absent("k", b""),
        store.put_if_absent("k", chunks(b"")),
        store.delete("k"),
    ]
    for call in (*calls, store.sweep("", 0), anext(store.list())):
        with pytest.raises(Unavailable):
            await call


def test_a_file_in_the_way_is_unavailable(tmp_path):
    (tmp_path / "blobs").write_text("a file")
    with pytest.raises(Unavailable):
        FileObjectStore(tmp_path / "blobs")


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_each_folder_that_is_made_is_synced_into_its_parent(tmp_path, monkeypatch):
    """Also the last one that was there: its maker may have been stopped before it synced."""
    synced, real = [], os.fsync

    def fsync(descriptor):
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    FileObjectStore(tmp_path / "data" / "blobs")
    assert synced == [tmp_path.parent, tmp_path, tmp_path / "data"]
    synced.clear()
    FileObjectStore(tmp_path / "data" / "blobs")
    assert synced == [tmp_path / "data"]


async def test_an_upload_whose_writer_died_is_swept(tmp_path):
    store = FileObjectStore(tmp_path)
    (tmp_path / ".uploads" / "dead").write_bytes(b"half")
    assert await store.sweep("a/", time.time() - 60) == 0
    assert await store.sweep("a/", time.time() + 60) == 1
    assert list((tmp_path / ".uploads").iterdir()) == []
