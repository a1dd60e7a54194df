"""A run that writes nothing checks the documents once, and reports what a plain run does."""

from pathlib import Path

import pytest

from docsgate.commands import validate as command
from docsgate.commands.request import Request
from docsgate.commands.validate import validate

TEXTS = {
    "a.md": "# A\n\nText \nand [b](b.md#bee).\n",
    "b.md": "# Bee \n\n[gone](gone.md) and <1 thing\n",
    "c.md": "# C\n\n[a](a.md#b)\n",
}


def reported(folder, *, jobs, **choices):
    report = validate(Request(paths=(folder,), jobs=jobs, **choices)).report
    sources = {path: source.text for path, source in report.sources.items()}
    return report.findings, report.tallies, sources, report.fixed


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        Path(name).write_text(text, "utf-8")
    return tmp_path


def refuse(*_arguments, **_options):
    raise AssertionError("the documents are checked a second time")


@pytest.mark.parametrize("jobs", [1, 2])
def test_diff_checks_once_and_reports_what_a_plain_run_does(folder, monkeypatch, jobs):
    plain = reported(folder, jobs=1)
    monkeypatch.setattr(command, "check", refuse)

    assert reported(folder, jobs=jobs, diff=True) == plain


def test_a_run_that_mends_nothing_checks_once(folder, monkeypatch):
    validate(Request(paths=(folder,), fix=True))
    plain = reported(folder, jobs=1)
    monkeypatch.setattr(command, "check", refuse)

    assert reported(folder, jobs=1, fix=True) == plain


def test_what_was_mended_is_reported_as_a_plain_run_finds_it(folder):
    *mended, fixed = reported(folder, jobs=1, fix=True)
    *plain, _ = reported(folder, jobs=1)

    assert fixed > 0
    assert mended == plain
