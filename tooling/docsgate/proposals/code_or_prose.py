"""How much a line reads as code, and how much as prose.

A fence that went wrong says nothing about the lines around it; the lines themselves do. Each sign
below that a line shows adds to its weight: above nought for code, below for Markdown.
"""

from __future__ import annotations

import re

_WEIGHT_MAX = 4.0

_STATEMENT = (
    r"(?:func|fn|def|class|import|from|package|type|let|const|var|return|if|for|while|match|pub|"
    r"use|impl|struct|enum|message|service|rpc|syntax|option|export|async|await|switch|case|else|"
    r"elif|try|except|mod|interface|defer|echo|cd|git|curl|docker|kubectl|cargo|npm|pip|uv|make|"
    r"apiVersion|kind|metadata|spec|go|mkdir|podman|buf|sudo|python3?)"
    r"\b(?! (?:the|a|an|is|are|of|and|to)\b)"
)

_Signs = tuple[tuple[float, re.Pattern[str]], ...]


def _signs(*signs: tuple[float, str]) -> _Signs:
    return tuple((weight, re.compile(pattern)) for weight, pattern in signs)


# By what the line begins with after white space, so that few are tried on each line.
_MARK_SIGNS = _signs(
    (-4.0, r"#{2,6} +\S"),
    (-1.0, r"# +[A-Z0-9]"),
    (0.8, r"# ?[a-z]"),
    (-4.0, r"\*\*[^*]+\*\*"),
    (-2.0, r"(?:[-*+]|\d+[.)]) +(?:\*\*|[A-Z`\[]|[^\x00-\x7f])"),
    (-1.0, r"[-*+] +\[[ x]\] "),
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
_CAPITAL_SIGNS = _signs(
    (-1.5, r"[A-Z][^`]*[^`]`[^` ]+`(?:[ .,:)]|$)"),
    (-2.0, r"[A-Z][a-z'\u2019]*(?: [\w'\u2019,()/`-]+){3,}(?:[^;{}]*[^;{}(,]|)$"),
    (-1.0, r"[A-Z].*[a-z)][.!?]$"),
    (-1.0, r"[A-Z][^=;{}()]*[a-z]:$"),
    (-1.0, r"[A-Z]\S*(?: +\S+){3,}[a-z)]:$"),
    (-1.0, r"(?:See|Note|The|This|We|In|For|It|When|Each|All|Use|Example)\b[^=;{}()]*$"),
    (2.0, r"(?:SELECT|INSERT INTO|CREATE|ALTER|UPDATE|DELETE FROM|WHERE|GROUP BY)\b"),
)
_SMALL_SIGNS = _signs(
    (0.4, r"[a-z]"),
    (1.2, r"[a-z_][\w.-]*:(?: |$)"),
    (3.0, r"(?:graph (?:TD|LR|TB)|sequenceDiagram|flowchart|stateDiagram|participant)\b"),
    (1.5, _STATEMENT),
)
_LINK = re.compile(r"[^\[]*\[[^\]\[]+\]\([^)]+\)")
_OPERATOR = re.compile(r":=|=>|->|==|!=|&&|\|\||::|\(\)|\);|</|/>")
_DRAWING = re.compile(r"[\u2191\u2193\u2500-\u257f\u25b2\u25ba\u25bc\u25c4]")
_ARROW = re.compile(r"--+>|==+>")
_INDENTED = re.compile(r"(?: {2,}|\t)[^ \t*+\d-]")


def code_weight(line: str) -> float:
    """Above nought when `line` reads as code, below when it reads as prose; nought says nothing."""
    text = line.strip()
    if not text:
        return 0.0
    first = text[0]
    signs = _SMALL_SIGNS if first.islower() else _CAPITAL_SIGNS if first.isupper() else _MARK_SIGNS
    weight = sum(weight for weight, sign in signs if sign.match(text)) + _anywhere(line, text)
    return max(-_WEIGHT_MAX, min(_WEIGHT_MAX, weight))


def _anywhere(line: str, text: str) -> float:
    """The weight of signs that do not depend on how the line begins."""
    first = text[0]
    weight = {"{": 1.5, ";": 1.5, "(": 1.5, "[": 1.5, ",": 0.7}.get(text[-1], 0.0)
    if "](" in text and _LINK.match(text):
        weight -= 3.0
    if _OPERATOR.search(text):
        weight += 1.0
    if " = " in text and "|" not in text:
        weight += 1.0
    if not text.isascii() and _DRAWING.search(text):
        weight += 2.5
    if "\u2192" in text and first not in "-*|#":
        weight += 1.5
    if ">" in text and first != "<" and _ARROW.search(text):
        weight += 1.0
    if line[0] in " \t":
        weight += 1.0 if _INDENTED.match(line) else 0.0
        weight += 0.8 if line.startswith(("    ", "\t")) else 0.0
    return weight
