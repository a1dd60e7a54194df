"""The line that counts documents appears only on a terminal, after a second, and then vanishes."""

import io
import re
import sys
import time

import pytest

from docsgate.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def shown(stream, monkeypatch, *, seconds):
    """The output of a run over four documents, of which the third takes `seconds`."""
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress() as progress:
        for number in range(4):
            time.sleep(seconds if number == 2 else 0)
            progress.step(f"{number}.md", 4)
    return stream.getvalue()


def test_a_long_run_is_shown_and_cleared_away(monkeypatch):
    text = shown(Terminal(), monkeypatch, seconds=1.05)

    assert re.match(r"\r\x1b\[K\[#+\.+\] 3/4 documents", text)
    assert text.endswith("\r\x1b[K")


@pytest.mark.parametrize(
    ("stream", "seconds"), [(Terminal(), 0), (io.StringIO(), 1.05)], ids=["short", "no terminal"]
)
def test_nothing_is_shown_of_a_short_run_or_without_a_terminal(stream, seconds, monkeypatch):
    assert shown(stream, monkeypatch, seconds=seconds) == ""


def test_each_stage_of_a_run_is_counted_from_the_beginning(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)

    with Progress() as progress:
        for number in range(3):
            progress.step(f"{number}.md", 2, "read")
        time.sleep(1.05)
        progress.step("0.md", 2, "mended")

    assert "1/2 documents mended" in stream.getvalue()
    assert "3/2" not in stream.getvalue()
