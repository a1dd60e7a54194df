"""The scanner against the compiler's verdicts on real documents and on the compilers' own tests."""

import pytest

from docsgate.mdx import Dialect, is_clean, render_hazards, scan
from docsgate.mdx.javascript.parser import JavaScriptError, parse_expression, parse_module
from docsgate.mdx.page_outline import page_outline
from docsgate.mdx.tags.expressions import is_empty
from docsgate.mdx.verdict.compiler import first_problem
from docsgate.parsing.events import fence_at
from docsgate.parsing.markdown import parse
from docsgate.text import Source
from tools.mdx import corpus

pytestmark = pytest.mark.skipif(not corpus.FOLDER.is_dir(), reason=corpus.MISSING)


@pytest.mark.parametrize("dialect", list(Dialect))
def test_every_dev_document_gets_the_compilers_verdict_line_and_column(dialect):
    documents = corpus.documents()
    wrong = []
    for label in corpus.records("dev-labels.jsonl"):
        text, expected = documents[label["sha"]], label[dialect]
        first = [finding for finding in scan(text, dialect) if finding.first]
        found = corpus.position(text, first[0].reported) if first else None
        wanted = None if expected["ok"] else (expected["line"], expected["column"])
        if found != wanted:
            wrong.append((label["sha"], found, wanted))
    assert wrong == []


def test_every_code_block_is_where_a_parser_of_commonmark_finds_it():
    """Where a document holds neither tags nor braces nor indented code, MDX is CommonMark."""
    seen = 0
    for text in corpus.documents().values():
        document = parse(Source("a.md", text))
        if "<" in text or "{" in text or document.indented_code or not document.fences:
            continue
        seen += 1
        fenced = page_outline(text, Dialect.MDX).fenced
        assert [fence_at(text, *found) for found in fenced] == list(document.fences)
    assert seen > 100


def test_every_conformance_input_gets_the_compilers_verdict_and_position():
    wrong = []
    for record in corpus.records("conformance.jsonl"):
        text, expected = record["input"].removeprefix("\ufeff"), record["mdx"]
        problem = first_problem(text, docusaurus=False)
        found = corpus.position(text, problem.reported) if problem else None
        wanted = None if expected["ok"] else (expected["line"], expected["column"])
        if found != wanted:
            wrong.append((text, found, wanted))
    assert wrong == []


def test_every_dev_expression_is_judged_as_the_javascript_parser_does():
    wrong = []
    for record in corpus.records("dev-expressions.jsonl"):
        text = record["src"]
        try:
            if record["kind"] == "program":
                parse_module(text)
                found = ("ok", len(text), None)
            else:
                node, _ = parse_expression(text)
                verdict = "ok" if is_empty(text[node.end :]) else "trailing"
                found = (verdict, node.end, None)
        except JavaScriptError as error:
            found = ("error", error.position, error.reached)
        wanted = (
            record["verdict"],
            record.get("end", record.get("pos")),
            record.get("raisedAt"),
        )
        if found != wanted:
            wrong.append((text, found, wanted))
    assert wrong == []


@pytest.mark.parametrize("dialect", list(Dialect))
def test_exactly_the_dev_documents_that_throw_have_a_render_error(dialect):
    documents = corpus.documents()
    wrong = []
    for record in corpus.records("dev-render.jsonl"):
        label = record.get(dialect)
        if label is None or label["render"] == "import":
            continue
        text = documents[record["sha"]]
        errors = [item for item in render_hazards(text, dialect) if item.severity == "error"]
        if bool(errors) != (label["render"] == "error"):
            wrong.append((record["sha"], label["render"], errors[:1]))
        nodes = {(hazard["line"], hazard["col"]) for hazard in label.get("hazards", ())}
        places = {corpus.position(text, item.start) for item in errors}
        if nodes and not nodes <= places:
            wrong.append((record["sha"], nodes - places))
    assert wrong == []


def test_the_prescan_never_calls_a_failing_dev_document_clean():
    documents = corpus.documents()
    failing = [label for label in corpus.records("dev-labels.jsonl") if not label["mdx"]["ok"]]
    assert [label["sha"] for label in failing if is_clean(documents[label["sha"]])] == []


def test_the_inverted_fences_of_a_real_repository_are_named_as_the_cause():
    folder = corpus.FOLDER.parent / "prism-c45f0c7"
    if not folder.is_dir():
        pytest.skip("no prism-c45f0c7 beside the project")
    helped = failing = 0
    for path in sorted(folder.rglob("*.md")):
        findings = scan(path.read_text(encoding="utf-8"), Dialect.DOCUSAURUS)
        if findings:
            failing += 1
            helped += any("closes nothing: write" in finding.help for finding in findings)
    assert failing > 0
    assert helped * 2 > failing
