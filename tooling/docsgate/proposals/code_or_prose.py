"""How much a line reads as code, and how much as prose.

Where fences are wrong, only the lines themselves tell which of them are code. Each sign below that
a line shows adds to the weight of the line: a positive number speaks for code, a negative one for
Markdown.

The weights were set by hand. The evidence is `python tests/tools/fixing/weights.py`, which sets
each to nought alone. Of 300 lost blocks that come back and 813 documents that become what they
were, 42 and 136 are missing without the weight of headings, 3 and 50 without that of list items, 5
and 23 without that of bold text; 66 documents are missing without that of a sentence of four words,
and 21 without that of links. Six signs are not needed there: `- key:`, `"key":`, `@word`, boxes of
`+--+`, SQL, and `(` at the end. Tests ask for `"key":` and SQL; each of the other four changes a
repair when all documents are broken on purpose, and not only every third. Some weights cost
documents there: without the one for indentation, 28 more become what they were, but a lost block
does not come back; without the one for small letters, 19 more, but another block does not; without
the one for operators, 14 more, but 13 repairs fewer are certain; without the one for a comma at the
end, 11 more, but 2 certain repairs more are wrong.
"""

from __future__ import annotations

import re

_WEIGHT_MAX = 4.0
"""The limit of a line's weight, so that no single line decides about a block."""

_STATEMENT = (
    r"(?:func|fn|def|class|import|from|package|type|let|const|var|return|if|for|while|match|pub|"
    r"use|impl|struct|enum|message|service|rpc|syntax|option|export|async|await|switch|case|else|"
    r"elif|try|except|mod|interface|defer|echo|cd|git|curl|docker|kubectl|cargo|npm|pip|uv|make|"
    r"apiVersion|kind|metadata|spec|go|mkdir|podman|buf|sudo|python3?)"
    r"\b(?! (?:the|a|an|is|are|of|and|to)\b)"
)

_Signs = tuple[tuple[float, re.Pattern[str]], ...]


def _compile_signs(*signs: tuple[float, str]) -> _Signs:
    return tuple((weight, re.compile(pattern)) for weight, pattern in signs)


# Three tables, chosen by the first character after white space, so that few signs are tried on
# each line.
_MARK_SIGNS = _compile_signs(
    (-4.0, r"#{2,6} +\S"),
    (-1.0, r"# +[A-Z0-9]"),
    (0.8, r"# ?[a-z]"),
    (-4.0, r"\*\*[^*]+\*\*"),
    (-2.0, r"(?:[-*+]|\d+[.)]) +(?:\*\*|[A-Z`\[]|[^\x00-\x7f])"),
    (1.2, r"- [a-z_][\w.-]*:(?: |$)"),
    (-2.0, r"\|.*\|[ \t]*$"),
    (-1.5, r"> "),
    (-1.0, r"<!--"),
    (3.0, r"[}\])]+[;,)]*$"),
    (2.0, r"//|/\*|\*/|--[ \t]"),
    (4.0, r"#!|#\[|#include\b|\$ "),
    (2.0, r"\"[^\"]+\":"),
    (1.5, r"@\w+"),
    (3.0, r"\+-[-+]*\+?"),
)
_CAPITAL_SIGNS = _compile_signs(
    (-1.5, r"[A-Z][^`]*[^`]`[^` ]+`(?:[ .,:)]|$)"),
    (-2.0, r"[A-Z][a-z'\u2019]*(?: [\w'\u2019,()/`-]+){3,}(?:[^;{}]*[^;{}(,]|)$"),
    (-1.0, r"[A-Z].*[a-z)][.!?]$"),
    (-1.0, r"[A-Z][^=;{}()]*[a-z]:$"),
    (-1.0, r"[A-Z]\S*(?: +\S+){3,}[a-z)]:$"),
    (-1.0, r"(?:See|Note|The|This|We|In|For|It|When|Each|All|Use|Example)\b[^=;{}()]*$"),
    (2.0, r"(?:SELECT|INSERT INTO|CREATE|ALTER|UPDATE|DELETE FROM|WHERE|GROUP BY)\b"),
)
_SMALL_SIGNS = _compile_signs(
    (0.4, r"[a-z]"),
    (1.2, r"[a-z_][\w.-]*:(?: |$)"),
    (1.5, _STATEMENT),
)
_LINK = re.compile(r"[^\[]*\[[^\]\[]+\]\([^)]+\)")
_OPERATOR = re.compile(r":=|=>|->|==|!=|&&|\|\||::|\(\)|\);|</|/>")
_DRAWING = re.compile(r"[\u2191\u2193\u2500-\u257f\u25b2\u25ba\u25bc\u25c4]")
_INDENTED = re.compile(r"(?: {2,}|\t)[^ \t*+\d-]")
_ENDING_WEIGHT = {"{": 1.5, ";": 1.5, "(": 1.5, ",": 0.7}
_LINK_WEIGHT = -3.0
_OPERATOR_WEIGHT = 1.0
_EQUALS_WEIGHT = 1.0
_DRAWING_WEIGHT = 2.5
_ARROW_SIGN_WEIGHT = 1.5
_INDENTED_WEIGHT = 1.0
_INDENTED_AS_CODE_WEIGHT = 0.8


def code_weight(line: str) -> float:
    """A positive number when `line` reads as code, a negative one for prose, nought for neither."""
    text = line.strip()
    if not text:
        return 0.0
    first = text[0]
    signs = _SMALL_SIGNS if first.islower() else _CAPITAL_SIGNS if first.isupper() else _MARK_SIGNS
    weight = sum(weight for weight, sign in signs if sign.match(text)) + _weigh_anywhere(line, text)
    return max(-_WEIGHT_MAX, min(_WEIGHT_MAX, weight))


def _weigh_anywhere(line: str, text: str) -> float:
    """The weight of signs that do not depend on how the line begins."""
    first = text[0]
    weight = _ENDING_WEIGHT.get(text[-1], 0.0)
    if "](" in text and _LINK.match(text):
        weight += _LINK_WEIGHT
    if _OPERATOR.search(text):
        weight += _OPERATOR_WEIGHT
    if " = " in text and "|" not in text:
        weight += _EQUALS_WEIGHT
    if not text.isascii() and _DRAWING.search(text):
        weight += _DRAWING_WEIGHT
    if "\u2192" in text and first not in "-*|#":
        weight += _ARROW_SIGN_WEIGHT
    if line[0] in " \t":
        weight += _INDENTED_WEIGHT if _INDENTED.match(line) else 0.0
        weight += _INDENTED_AS_CODE_WEIGHT if line.startswith(("    ", "\t")) else 0.0
    return weight
