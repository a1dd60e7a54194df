"""The text report: the worst first, alike findings folded, and what fits on a screen."""

import io
import re
from dataclasses import replace

import pytest

from docsgate.__main__ import run
from docsgate.diagnostics import Claim, Edit, Fix, Severity
from docsgate.reporters import text
from docsgate.reporters.terminal import width
from docsgate.text import Span
from tools.reporting import finding, report_on

LINES = "".join(f"{number:03}\n" for number in range(1, 200))
SCREEN = text.Screen(80)
WARNING, INFO = Severity.WARNING, Severity.INFO
FIX = Fix((Edit(Span(0, 1), "x"),), Claim.SAME)


def at(line, message="wrong `a`", **values):
    path, rule = values.pop("path", "docs/a.md"), values.pop("rule", "file-empty")
    one = finding(4 * line - 4, 4 * line - 2, message, **values)
    return replace(one, path=path, rule=rule)


def shown(folder, *findings, screen=None):
    return text.render(report_on(folder, LINES, *findings), screen=screen).splitlines()


def heads(lines):
    """The paths and the first words of entries, in the order in which they are shown."""
    found = [re.match(r"(docs/\S+)|  (\d+):1 +\w+ ", line) for line in lines]
    return [match[1] or int(match[2]) for match in found if match]


def test_errors_come_before_warnings_before_notes(tmp_path):
    found = [at(1, severity=INFO), at(2, severity=WARNING), at(3)]

    assert heads(shown(tmp_path, *found)) == ["docs/a.md", 3, 2, 1]


def test_what_stops_a_build_comes_first_then_what_most_readers_meet(tmp_path):
    found = [
        at(1, path="docs/a.md", targets=("github",)),
        at(2, path="docs/b.md", targets=("github", "mkdocs")),
        at(3, path="docs/c.md"),
        at(4, path="docs/d.md", rule="mdx-tag-stray", targets=("mdx",)),
        at(5, path="docs/e.md", rule="mdx-tag-stray", targets=("mdx",), severity=WARNING),
    ]

    documents = [path for path in heads(shown(tmp_path, *found)) if isinstance(path, str)]
    assert documents == [f"docs/{name}.md" for name in "dcbae"]


def test_a_document_is_named_again_only_where_another_came_between(tmp_path):
    found = [at(1), at(2, severity=WARNING), at(1, path="docs/b.md")]

    assert heads(shown(tmp_path, *found[:2])) == ["docs/a.md", 1, 2]
    assert heads(shown(tmp_path, *found)) == ["docs/a.md", 1, "docs/b.md", 1, "docs/a.md", 2]


def test_findings_that_are_alike_are_one_entry_with_all_lines(tmp_path):
    found = [at(line, f"wrong since line {line - 1}") for line in (3, 5, 9)]
    found += [replace(found[1], span=Span(17, 18))]

    assert shown(tmp_path, *found)[1:5] == [
        "  3:1     error   wrong since line 2" + " " * 58 + "file-empty",
        "          | 003",
        "            ^ write `b`",
        "          and 3 more on lines 5 (2), 9",
    ]


@pytest.mark.parametrize("change", [{"help": "x"}, {"message": "x"}, {"targets": ("mdx",)}])
def test_what_is_not_alike_is_shown_apart(tmp_path, change):
    found = [at(3), replace(at(5), **change)]

    assert heads(shown(tmp_path, *found)) == ["docs/a.md", 3, 5]


def test_many_of_one_rule_that_are_not_alike_take_a_line_each(tmp_path):
    found = [at(line, f"no `{name}`") for line, name in enumerate("abcda", 1)]

    assert shown(tmp_path, *found)[1:6] == [
        "          error   5 places" + " " * 68 + "file-empty",
        "          1:1, 5:1 no `a`; write `b`",
        "          2:1     no `b`; write `b`",
        "          3:1     no `c`; write `b`",
        "          4:1     no `d`; write `b`",
    ]


def test_a_note_takes_one_line(tmp_path):
    lines = shown(tmp_path, at(2, severity=INFO))

    assert lines[1].startswith("  2:1     note    wrong `a`")
    assert lines[2] == ""


def test_the_table_has_errors_first_and_says_what_is_mended(tmp_path):
    found = [
        at(1, severity=WARNING, fix=FIX),
        at(2, severity=WARNING),
        at(3, fix=FIX._replace(safe=False)),
        at(4, severity=INFO, rule="file-unreadable", fix=FIX),
    ]

    assert shown(tmp_path, *found)[-6:-3] == [
        "error   file-empty           1",
        "warning file-empty           2      1 mended by --fix",
        "note    file-unreadable      1      1 mended by --fix",
    ]


def test_a_screen_counts_notes_and_does_not_show_them(tmp_path):
    rules = ["file-empty", "file-empty", "number-duplicated", "link-target-case", "anchor-missing"]
    notes = [at(line, severity=INFO, rule=rule) for line, rule in enumerate(rules, 1)]
    lines = shown(tmp_path, *notes, screen=SCREEN)

    assert lines[0] == "--full shows the notes, too"
    assert lines[2] == (
        "5 notes: 2 file-empty, 1 number-duplicated, 1 link-target-case, 1 more rule"
    )
    assert heads(lines) == []


def test_a_screen_shows_all_that_fits(tmp_path):
    assert not [line for line in shown(tmp_path, at(3), screen=SCREEN) if "--full" in line]


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_screen_has_about_60_lines_and_says_where_the_rest_is(tmp_path, columns):
    found = [
        at(
            line,
            f"{'long ' * line}{line % 7 * 'x'}",
            path=f"docs/{line % 30}.md",
            rule=f"file-{line % 40}",
        )
        for line in range(1, 150)
    ]
    lines = shown(tmp_path, *found, screen=text.Screen(columns))

    height = sum(1 + max(0, width(line) - 1) // columns for line in lines)
    assert 40 <= height <= 60
    rest = next(line for line in lines if "--full" in line)
    number = int(re.fullmatch(r"(\d+) of 149 errors and warnings are shown; --full .*", rest)[1])
    assert number == len([line for line in lines if re.match(r"  \d+:\d+ ", line)])
    assert any("32 more rules" in line for line in lines)


def test_one_document_does_not_fill_the_screen(tmp_path):
    found = [at(line, rule=f"file-{line}") for line in range(1, 10)]
    lines = shown(tmp_path, *found, at(1, path="docs/b.md"), screen=SCREEN)

    assert heads(lines) == ["docs/a.md", 1, 2, 3, 4, "docs/b.md", 1]
    assert "          and 5 more in this document" in lines


def test_what_is_not_alike_has_an_example_on_a_screen(tmp_path):
    found = [at(line, f"no `{'x' * line}`") for line in range(1, 100)]
    lines = shown(tmp_path, *found, screen=SCREEN)

    assert lines[1:4] == [
        "  1:1     error   no `x`" + " " * 46 + "file-empty",
        "          | 001",
        "            ^ write `b`",
    ]
    assert lines[4].startswith("          and 98 more on lines 2, 3, 4, ")
    assert lines[4].endswith(", …")
    assert 75 <= len(lines[4]) <= 80
    assert not any("--full" in line for line in lines)


@pytest.mark.parametrize("number", [8, 9, 10])
def test_the_table_of_a_screen_names_the_rules_that_find_most(tmp_path, number):
    rules = [rule for rule in range(number) for _ in range(number - rule)]
    found = [at(line, rule=f"file-{rule:02}") for line, rule in enumerate(rules, 1)]
    rows = [line.split() for line in shown(tmp_path, *found, screen=SCREEN)]
    named = [words[1] for words in rows if words and words[0] == "error" and len(words) == 3]

    assert len(named) == min(number, 9) - (number == 10)
    assert (["error", "2", "more", "rules", "3"] in rows) == (number == 10)


@pytest.mark.parametrize(
    ("columns", "message", "lines"),
    [
        (60, "short", ["short" + " " * 27 + "file-empty", "| 003", "^ write `b`"]),
        (60, "x" * 31, ["x" * 31, "| 003", "^ write `b`" + " " * 27 + "file-empty"]),
        (200, "short", ["short" + " " * 71 + "file-empty", "| 003", "^ write `b`"]),
    ],
)
def test_the_rule_stands_where_there_is_room(tmp_path, columns, message, lines):
    shown_lines = shown(tmp_path, at(3, message), screen=text.Screen(columns))

    assert shown_lines[1].removeprefix("  3:1     error   ") == lines[0]
    assert [line.strip() for line in shown_lines[2:4]] == lines[1:]


def test_a_rule_without_room_has_a_line_of_its_own(tmp_path):
    found = at(3, "x" * 40, help_="y" * 40)

    assert shown(tmp_path, found, screen=text.Screen(60))[4] == " " * 50 + "file-empty"


def test_totals_are_wrapped_between_figures_on_a_screen(tmp_path):
    lines = shown(tmp_path, at(3), screen=text.Screen(60))

    assert lines[-3:] == [
        "1 document (1 other)",
        "0 links: 0 valid, 0 broken, 0 external · 1 error · 0.25 s",
        "FAILURE",
    ]


@pytest.mark.parametrize(
    ("number", "severity", "advised"),
    [(49, WARNING, False), (50, WARNING, True), (60, INFO, False)],
)
def test_many_findings_end_with_how_to_begin(tmp_path, number, severity, advised):
    lines = shown(tmp_path, *(at(line, severity=severity) for line in range(1, number + 1)))

    command = "  docsgate validate --baseline docsgate-baseline.json --update-baseline"
    assert (command in lines) == advised


@pytest.mark.parametrize("branch", ["", "origin/trunk"])
def test_how_to_begin_names_the_branch_that_is_there(tmp_path, branch):
    report = report_on(tmp_path, LINES, *(at(line) for line in range(1, 100)))
    lines = text.render(replace(report, branch=branch)).splitlines()

    named = [line for line in lines if "--changed-since" in line]
    assert named == ([f"  docsgate validate --changed-since {branch}"] if branch else [])


def test_who_has_begun_is_not_told_how(tmp_path):
    report = report_on(tmp_path, LINES, *(at(line) for line in range(1, 100)))
    config = replace(report.project.config, baseline="b.json")
    known = replace(report, project=replace(report.project, config=config))

    assert "To begin" in text.render(report)
    assert "To begin" not in text.render(known)
    assert "To begin" not in text.render(replace(report, older=(at(1),)))


@pytest.mark.parametrize("options", [[], ["--full"], ["--verbose"]])
@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_terminal_gets_a_screen_unless_all_is_wanted(tmp_path, monkeypatch, is_terminal, options):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("# A \n")
    monkeypatch.chdir(tmp_path)
    out = io.StringIO()
    out.isatty = lambda: is_terminal
    monkeypatch.setattr("sys.stdout", out)

    assert run(["validate", "--skip-build", *options]) == 0
    is_complete = "white space at the end" in out.getvalue()
    assert is_complete == (not is_terminal or bool(options))


def test_everything_that_is_counted_is_shown(tmp_path):
    found = [
        at(line, f"wrong `{'abc'[line % (1 + line % 3)]}`", path=f"docs/{line % 4}.md",
           rule=f"file-{line % 5}", severity=list(Severity)[line % 3])
        for line in range(1, 120)
    ]  # fmt: skip
    lines = shown(tmp_path, *found)

    single = sum(1 for line in lines if re.match(r"  \d+:\d+ ", line))
    folded = [
        re.match(r" +(?:and (\d+) more on|(?:error|warning|note) +(\d+) places)", line)
        for line in lines
    ]
    counts = [int(number) for match in folded if match for number in match.groups() if number]
    rows = [re.fullmatch(r"(?:error|warning|note) +file-\d +(\d+)", line) for line in lines]
    assert counts
    assert single + sum(counts) == sum(int(row[1]) for row in rows if row) == len(found)


def test_on_a_screen_no_rule_hides_the_others_behind_many_documents(tmp_path):
    same = [at(1, path=f"docs/{name}.md") for name in "abcdef"]
    other = [at(1, path="docs/y.md", rule="link-target-missing"),
             at(1, path="docs/a.md", severity=WARNING)]  # fmt: skip

    on_screen = heads(shown(tmp_path, *same, *other, screen=SCREEN))
    documents = [path for path in on_screen if isinstance(path, str)]
    assert documents == [f"docs/{name}.md" for name in "abcydefa"]
