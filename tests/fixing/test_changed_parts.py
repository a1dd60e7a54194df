"""What the proof leaves out shows the same before and after, by renderings of the whole texts."""

import pytest

from docsgate.fixing import changed_parts as parts_of


def changed_parts(before, after):
    """The changed parts of both texts, joined."""
    both = parts_of.changed_parts(before, after)
    return tuple("".join(part.removeprefix("\n") for part in parts) for parts in both)


SAME = "# One\n\nText.\n\n"


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("a \n", "a\n", ("a \n", "a\n")),
        (f"{SAME}# Two\n\n- a \n", f"{SAME}# Two\n\n- a\n", ("# Two\n\n- a \n", "# Two\n\n- a\n")),
        (f"b \n\n{SAME}", f"b\n\n{SAME}", ("b \n\n", "b\n\n")),
        (f"{SAME}b:\n- c\n\nd\n", f"{SAME}b:\n\n- c\n\nd\n", ("b:\n- c\n\n", "b:\n\n- c\n\n")),
        ("a\n\nb\n\n  c\n\nd\n", "a\n\nb\n\nc\n\nd\n", ("b\n\n  c\n\n", "b\n\nc\n\n")),
        (SAME, SAME, ("", "")),
    ],
    ids=["one part", "last", "first", "list", "another part", "no change"],
)
def test_only_what_changes_is_left(before, after, parts):
    assert changed_parts(before, after) == parts


@pytest.mark.parametrize(
    "opening",
    ["```\n", "- ```\n", "```\n  ```\n", "<div>\n", "<!--\n", "text <b>bold\n", "<x>\n", "<?php\n"],
)
def test_what_may_go_on_is_left_with_what_follows(opening):
    before = f"{opening}\nb\n\nc \n"

    assert changed_parts(before, before.replace("c \n", "c\n"))[0] == before


@pytest.mark.parametrize("shared", ["[a]: b\n\n", "[^1]: note\n\n", "*[HTML]: language\n\n"])
def test_what_is_said_for_the_whole_page_is_left(shared):
    before = f"{shared}text\n\nb [a] \n"

    assert changed_parts(before, before.replace("[a] ", "[a]"))[0] == f"{shared}\nb [a] \n"


def test_what_refers_to_nothing_is_left_alone():
    before = "[a]: b\n\ntext \n\nmore \n"
    alone = ("\ntext \n\n", "\nmore \n")

    assert parts_of.changed_parts(before, before.replace(" \n", "\n"))[0] == alone


@pytest.mark.parametrize(
    "closed",
    [
        "```sh\na\n\nb\n```\n\n",
        "<div>\n\na\n\n</div>\n\n",
        "a <name> b<br>\n\n",
        "```mermaid\na --> b\n```\n\n",
    ],
)
def test_what_is_closed_is_left_out(closed):
    assert changed_parts(f"{closed}text\n\nb \n", f"{closed}text\n\nb\n")[0] == "b \n"
