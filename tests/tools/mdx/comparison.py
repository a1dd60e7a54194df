"""Compares the scanner with the compilers on one text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docsgate.mdx.docusaurus.preprocess import preprocess
from docsgate.mdx.verdict.compiler import first_problem
from tools.mdx.corpus import position

_DEFINITION = re.compile(r"^[ >]*\[[^\]\n]+\]:", re.MULTILINE)


@dataclass(frozen=True)
class Comparison:
    """What both sides say. `kind`: same, verdict, line or column, by the first difference.

    A known limit has the kind `limit`: Docusaurus stops at a definition whose URL cannot be parsed,
    and we look at the URLs of links alone.
    """

    kind: str
    text: str
    ours: tuple
    theirs: tuple


def compare(mode: str, text: str, answer: dict) -> Comparison:
    """Compare our reading of `text` with the compiler's `answer`."""
    source = text.removeprefix("\ufeff").replace("\x00", "\ufffd")
    if mode == "docusaurus":
        source, _ = preprocess(source)
    problem = first_problem(source, docusaurus=mode == "docusaurus")
    ours = (problem.rule, *position(source, problem.reported)) if problem else ("ok", None, None)
    theirs = (answer.get("reason", "ok"), answer.get("line"), answer.get("column"))
    if problem is None and "resolveMarkdownLinks" in theirs[0] and _DEFINITION.search(text):
        kind = "limit"
    elif (problem is None) != answer["ok"]:
        kind = "verdict"
    elif ours[1] != theirs[1]:
        kind = "line"
    elif ours[2] != theirs[2]:
        kind = "column"
    else:
        kind = "same"
    return Comparison(kind, text, ours, theirs)
