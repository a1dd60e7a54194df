"""Documents are mended until a whole pass changes nothing; bad fixes are left out alone."""

from types import SimpleNamespace

import pytest

from docsgate.diagnostics import Claim, Diagnostic, Edit, Fix
from docsgate.rules import RULES
from docsgate.text import Span
from tools.fixing.projects import mended


def rule(name, old, new, *, safe=True):
    """A rule that finds each `old` and offers `new` for it."""

    def check(document, _project):
        at = document.source.text.find(old)
        while at >= 0:
            span = Span(at, at + len(old))
            fix = Fix((Edit(span, new),), Claim.SAME if safe else Claim.SHOWN, safe=safe)
            yield Diagnostic(name, document.path, span, f"`{old}`", fix=fix)
            at = document.source.text.find(old, span.end)

    return SimpleNamespace(ID=name, check=check)


def test_a_fix_that_fails_is_left_out_and_the_others_are_applied(tmp_path, monkeypatch):
    monkeypatch.setitem(RULES, "test-words", rule("test-words", "word", "blade"))
    text = "a <1 word b <2\n\nc <3\n"
    after, refused = mended(tmp_path, text, select=["test-words", "mdx-tag-name-invalid"])

    assert after == "a &lt;1 word b &lt;2\n\nc &lt;3\n"
    assert refused == ["the page would look different on GitHub"]


def test_one_bad_fix_among_many_of_its_rule_is_found(tmp_path, monkeypatch):
    monkeypatch.setitem(RULES, "test-tail", rule("test-tail", " \n", "\n"))
    text = "".join(f"line {n} \n\n" for n in range(20)) + "```\ncode \n```\n"
    after, refused = mended(tmp_path, text, select=["test-tail"])

    assert after == text.replace(" \n\n", "\n\n")
    assert refused == ["a code block would change"]


def test_fixes_that_undo_each_other_change_nothing(tmp_path, monkeypatch):
    monkeypatch.setitem(RULES, "test-there", rule("test-there", "*a*", "_a_"))
    monkeypatch.setitem(RULES, "test-back", rule("test-back", "_a_", "*a*"))
    text = "An *a* here.\n"
    after, _ = mended(tmp_path, text, select=["test-there", "test-back"])

    assert after == text


def test_unsafe_fixes_need_to_be_asked_for(tmp_path):
    text = "the <uuid> of it, <1\n"
    select = ["mdx-*"]
    assert mended(tmp_path, text, select=select)[0] == "the <uuid> of it, &lt;1\n"
    assert mended(tmp_path, text, select=select, unsafe=True)[0] == "the &lt;uuid> of it, &lt;1\n"


def test_what_shows_behind_a_mended_construct_is_mended_too(tmp_path):
    after, _ = mended(tmp_path, "x {a {b c} d} <2\n", select=["mdx-*"])
    assert after == "x \\{a \\{b c} d} &lt;2\n"


def test_a_second_run_changes_nothing(tmp_path):
    text = "a <1 {b c}   \n\n\n\n* x\n  <br>\n\n    code {\n"
    once, _ = mended(tmp_path, text)
    assert once != text
    assert mended(tmp_path, once)[0] == once


@pytest.mark.parametrize(
    "text",
    [
        "<dt>\n- </summary></b><dt><div><hr><td>\n",
        "| a | b |\n|---|---|\n| </dd>  a </ol><li id=x> b </pre><dt> <dl><span />  | c |\n",
    ],
)
def test_what_is_mended_strictly_is_mended_to_the_end(tmp_path, text):
    once, _ = mended(tmp_path, text, select=["mdx-*"])
    assert mended(tmp_path, once, select=["mdx-*"])[0] == once


def test_documents_are_mended_apart(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/b.md").write_text("fine\n")
    after, refused = mended(tmp_path, "a <1\n", select=["mdx-*"])
    assert (after, refused) == ("a &lt;1\n", [])


def test_links_that_come_back_with_the_prose_are_no_reason_to_refuse(tmp_path):
    text = (
        "Run:\n\n```sh\nmake all\nmake install\n```text\n\n## Next\n\nRead [b](./b.md) and go on.\n"
    )
    text += "\n```sh\nmake clean\nmake test\n```\n"
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/b.md").write_text("fine\n")
    (tmp_path / "docs/index.md").write_text("# Nothing yet\n")

    after, refused = mended(tmp_path, text, select=["fence-*", "index-*", "link-*"])
    assert (after, refused) == (text.replace("```text", "```"), [])
