"""The scanner against the real compilers, asked now. Needs Node and `npm install` in oracle/."""

import random
import re
from collections import Counter

import pytest

from docsgate.mdx import Dialect
from docsgate.mdx.javascript.parser import JavaScriptError, parse_expression, parse_module
from docsgate.mdx.page_outline import page_outline
from tools.mdx import corpus
from tools.mdx.comparison import compare
from tools.mdx.generate import generated
from tools.mdx.oracle_client import Oracle, missing

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(bool(missing()), reason=missing() or "the compilers are there"),
]


def differences(dialect, texts, kinds):
    with Oracle() as oracle:
        answers = oracle.ask(dialect, texts)
    found = (compare(dialect, text, answer) for text, answer in zip(texts, answers, strict=True))
    return [(item.text, item.ours, item.theirs) for item in found if item.kind in kinds]


def real_documents():
    return list(corpus.documents().values()) if corpus.FOLDER.is_dir() else []


@pytest.mark.parametrize("dialect", list(Dialect))
def test_generated_inputs_get_the_compilers_verdict_and_line(dialect):
    texts = list(generated(20_261, 10_000, real_documents()))
    assert differences(dialect, texts, {"verdict", "line"}) == []


@pytest.mark.parametrize("dialect", list(Dialect))
def test_every_example_of_a_finding_is_rejected_and_every_mending_accepted(dialect):
    from mdx.test_mdx_findings import CASES

    texts = [text for text, *_ in CASES] + [mended for *_, mended in CASES if mended is not None]
    assert differences(dialect, texts, {"verdict", "line", "column"}) == []


def test_every_example_of_what_throws_throws_and_of_what_renders_renders():
    from mdx.test_mdx_render import SAFE, THROWS

    throws = [text for text, _ in THROWS]
    safe = [text for text in SAFE if "import " not in text]
    with Oracle("render.mjs") as oracle:
        answers = oracle.ask("mdx", throws + safe)
    found = [answer["ok"] for answer in answers]
    assert found == [False] * len(throws) + [True] * len(safe)


def test_what_is_indented_inside_an_element_is_shown_as_prose():
    from mdx.test_mdx_render import INSIDE

    with Oracle("render.mjs") as oracle:
        answers = oracle.ask("mdx", INSIDE)
    assert [answer["ok"] and "<pre>" in answer["html"] for answer in answers] == [False] * len(
        INSIDE
    )
    assert all(answer["ok"] for answer in answers)


def test_as_many_blocks_of_a_page_are_found_as_it_shows():
    """A footnote that nothing refers to is not shown, so pages with footnotes are left out."""
    texts = [text for text in generated(20_262, 4_000, real_documents()) if "[^" not in text]
    texts = [text.removeprefix("\ufeff") for text in texts]
    with Oracle("render.mjs") as oracle:
        answers = oracle.ask("mdx", texts)
    pages = [(text, one["html"]) for text, one in zip(texts, answers, strict=True) if one["ok"]]
    wrong = []
    for text, html in pages:
        kinds = Counter(block.kind for block in page_outline(text, Dialect.MDX).blocks)
        found = [kinds["code"], kinds["listItem"], kinds["blockQuote"]]
        shown = [len(re.findall(rf"<{name}[ >]", html)) for name in ("pre", "li", "blockquote")]
        if found != shown:
            wrong.append((text, found, shown))
    assert len(pages) > 500
    assert wrong == []


SCRIPT = """
a b async await yield let of get set static this null true new new.target import.meta super typeof
delete in function class extends return if else for while switch case default try catch throw var
const export import from as 1 .5 0x1f 01 1n "s" 't' `u` `a${b}` /r/ /(/ #p ( ) [ ] { } , ; : . ...
? ?. => = == + - * ** ++ << && ?? += <a> </a> <a/> <a\tb="c"> </> @ // /* */ #!
"""
SCRIPT_PIECES = [*SCRIPT.split(), "\n"]


@pytest.mark.parametrize("kind", ["expression", "program"])
def test_generated_javascript_is_judged_as_the_parser_does_at_the_same_place(kind):
    chance = random.Random(7)
    texts = [
        " ".join(chance.choices(SCRIPT_PIECES, k=chance.randrange(1, 9))) for _ in range(4_000)
    ]
    with Oracle("javascript.mjs") as oracle:
        answers = oracle.ask(kind, texts)
    wrong = []
    for text, answer in zip(texts, answers, strict=True):
        try:
            node = parse_module(text) if kind == "program" else parse_expression(text)[0]
            ours = {"end": len(text) if kind == "program" else node.end}
        except JavaScriptError as error:
            ours = {"position": error.position, "reached": error.reached}
        answer.pop("message", None)
        if ours != answer:
            wrong.append((text, ours, answer))
    assert wrong == []


@pytest.mark.fuzz
@pytest.mark.parametrize("dialect", list(Dialect))
def test_fifty_thousand_generated_inputs_show_at_most_five_other_verdicts(dialect):
    texts = list(generated(4_711, 50_000, real_documents()))
    assert len(differences(dialect, texts, {"verdict"})) <= 5
