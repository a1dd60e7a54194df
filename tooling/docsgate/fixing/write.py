"""Files are replaced whole or not at all.

The new text goes to a file without a name where the system has such files (`O_TMPFILE` on Linux),
else to a hidden one in the same folder; it is synced, gets its name, and is renamed over the old
file, whose folder is synced. Killed at any moment, a run leaves each file old or new. A file with a
temporary name that a killed run left is deleted by the next run.

A symbolic link is followed, never replaced. A file that is no longer what was read is left alone,
and so is one that nobody may write.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from errno import EACCES
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from ..errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..configuration.settings import Config
    from ..text import Source
    from .change import Change

_TEMPORARY = re.compile(r"\.docsgate-(?P<process>\d+)-[0-9a-f]{16}\.tmp")


def write(config: Config, changes: Iterable[Change]) -> None:
    """Write each change, unless the file is no longer what was read.

    Raises WriteError, after all others were written, with a line for each file that was not.
    """
    failures: list[str] = []
    folders: set[Path] = set()
    for change in changes:
        target = Path(os.path.realpath(config.root / change.before.path))
        if target.parent not in folders:
            _delete_strays(target.parent)
            folders.add(target.parent)
        try:
            if target.read_bytes() != _encode(change.before):
                failures.append(f"{change.before.path}: changed while it was mended; left alone")
            else:
                _replace(target, _encode(change.after))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            failures.append(f"{change.before.path}: cannot be written: {reason}; left as it was")
    for folder in folders:
        _sync(folder)
    if failures:
        raise WriteError("\n".join(failures))


def refuse_unwritable(config: Config, changes: Iterable[Change]) -> None:
    """Raise WriteError unless all `changes` can be written, as far as that is known before."""
    seen: dict[Path, str] = {}
    for change in changes:
        path = change.before.path
        target = Path(os.path.realpath(config.root / path))
        if (other := seen.setdefault(target, path)) != path:
            raise WriteError(f"{path}: is the same file as {other}; nothing was changed")
        try:
            if target.read_bytes() != _encode(change.before):
                raise WriteError(f"{path}: is not what was read; nothing was changed")
            _refuse_read_only(target, target.stat())
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise WriteError(f"{path}: cannot be written: {reason}; nothing was changed") from None


def _refuse_read_only(target: Path, status: os.stat_result) -> None:
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(EACCES, "it is read-only", str(target))


def _encode(source: Source) -> bytes:
    return (b"\xef\xbb\xbf" if source.bom else b"") + source.text.encode()


def _replace(target: Path, data: bytes) -> None:
    """Replace `target` by `data`; its mode and owner stay."""
    status = target.stat()
    _refuse_read_only(target, status)
    temporary = target.with_name(f".docsgate-{os.getpid()}-{token_hex(8)}.tmp")
    try:
        if not _write_nameless(temporary, data, status):
            _write_named(temporary, data, status)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _write_nameless(temporary: Path, data: bytes, status: os.stat_result) -> bool:
    """Write a file that gets its name when it is complete; false where that is not possible."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None:
        return False
    try:
        descriptor = os.open(temporary.parent, flag | os.O_WRONLY, 0o600)
    except OSError:
        return False
    try:
        _fill(descriptor, data, status)
        return _name(descriptor, temporary)
    finally:
        os.close(descriptor)


def _name(descriptor: int, path: Path) -> bool:
    """Give the open file without a name the name `path`; false where the system cannot."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        # Only with a folder's descriptor does Python follow the link in /proc.
        os.link(f"/proc/self/fd/{descriptor}", path.name, dst_dir_fd=folder, follow_symlinks=True)
    except OSError:
        return False
    finally:
        os.close(folder)
    return True


def _write_named(temporary: Path, data: bytes, status: os.stat_result) -> None:
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _fill(descriptor, data, status)
    finally:
        os.close(descriptor)


def _fill(descriptor: int, data: bytes, status: os.stat_result) -> None:
    """Write and sync `data`, with the mode and, where allowed, the owner of `status`."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    if hasattr(os, "fchown"):
        with suppress(OSError):
            os.fchown(descriptor, status.st_uid, status.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, stat.S_IMODE(status.st_mode))
    os.fsync(descriptor)


def _delete_strays(folder: Path) -> None:
    """Delete temporary files in `folder` whose process is gone."""
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 - names are all that is needed
            stray = _TEMPORARY.fullmatch(name)
            if stray and not _is_running(int(stray["process"])):
                with suppress(OSError):
                    (folder / name).unlink()


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _sync(folder: Path) -> None:
    """Make renames in `folder` last; some systems cannot open a folder, and need not."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
