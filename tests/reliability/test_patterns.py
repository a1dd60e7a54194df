"""The value of each pattern says what its room does."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from patterns import TRIALS

import docsgate_reliability.patterns
from docsgate_reliability.configuration.refusals import COMMON
from docsgate_reliability.namespaces.codes import CODES
from docsgate_reliability.namespaces.registry import LAYERS, PATTERNS
from docsgate_reliability.patterns.pattern import Pattern

ROOMS = Path(docsgate_reliability.patterns.__file__).parent
PAGES = Path(__file__).parents[2] / "docs-cms"
each_pattern = pytest.mark.parametrize("pattern", PATTERNS.values(), ids=list(PATTERNS))


def called(pattern, method):
    """The names with which the modules of a room call a method of `World`."""
    room = ROOMS / pattern.name.replace("-", "_")
    text = "".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    return set(re.findall(rf'\.{method}\(\s*"([a-zA-Z0-9_.]+)"', text))


def test_each_room_has_a_pattern_of_its_name():
    rooms = {path.name for path in ROOMS.iterdir() if (path / "__init__.py").exists()}
    assert {name.replace("-", "_") for name in PATTERNS} == rooms


@each_pattern
def test_it_can_be_stopped_where_it_says(pattern):
    assert called(pattern, "fault") == set(pattern.faults)


@each_pattern
def test_it_counts_what_it_says(pattern):
    assert called(pattern, "meter") == set(pattern.metrics)


@each_pattern
def test_it_refuses_what_it_says(pattern):
    refused = called(pattern, "refuse")
    assert set(pattern.codes) <= refused
    assert refused <= set(CODES)


def test_a_code_has_one_meaning():
    codes = Counter(code for pattern in PATTERNS.values() for code in pattern.codes)
    assert max(codes.values()) == 1
    assert codes.keys().isdisjoint(COMMON)


@each_pattern
def test_its_page_exists(pattern):
    assert (PAGES / pattern.page).is_file()


@each_pattern
def test_a_pattern_that_can_be_shown_is_put_on_trial(pattern):
    assert (pattern.name in TRIALS) == (pattern.demonstration is not None)


def test_each_trial_and_each_page_is_about_a_pattern():
    assert set(TRIALS) <= set(PATTERNS)
    pages = {path.relative_to(PAGES).as_posix() for path in (PAGES / "patterns").glob("*.md")}
    assert pages - {"patterns/index.md", "patterns/running.md"} <= {
        pattern.page for pattern in PATTERNS.values()
    }


def test_each_layer_is_inside_of_the_one_before_it():
    """Else their order would be an accident, and C12 refuses every other one."""
    assert len(LAYERS) >= 3
    for outer, inner in pairwise(LAYERS):
        assert outer in PATTERNS[inner].inside


def test_a_pattern_is_a_layer_or_what_a_namespace_is():
    with pytest.raises(AssertionError):
        Pattern("both", "page.md", layer=lambda *_: None, namespace=lambda *_: None)
    with pytest.raises(AssertionError):
        Pattern("neither", "page.md")
