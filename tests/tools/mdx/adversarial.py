"""Hostile inputs of any size, and how long the scanner takes beside ordinary prose."""

# ruff: noqa: E501  the shapes are data, one a line

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from docsgate.mdx import Dialect, scan

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 100_000


def _run(start: str, piece: str, end: str = "") -> Callable[[int], str]:
    """A shape that repeats `piece` between `start` and `end`."""

    def shape(size: int) -> str:
        return start + piece * ((size - len(start) - len(end)) // len(piece)) + end

    return shape


def _mirrored(
    start: str, opening: str, middle: str, closing: str, end: str
) -> Callable[[int], str]:
    """A shape that nests: `opening` again and again, then as many of `closing`."""

    def shape(size: int) -> str:
        count = size // (len(opening) + len(closing))
        return start + opening * count + middle + closing * count + end

    return shape


def _numbered(piece: str) -> Callable[[int], str]:
    """A shape whose pieces all differ: `#` in `piece` is their number."""

    def shape(size: int) -> str:
        return "".join(
            piece.replace("#", str(number)) for number in range(size // (len(piece) + 3))
        )

    return shape


def _growing(mark: str, end: str) -> Callable[[int], str]:
    """Runs of `mark` that are longer and longer, so that none closes another."""

    def shape(size: int) -> str:
        return " ".join(mark * count for count in range(1, int((2 * size) ** 0.5))) + end

    return shape


SHAPES: dict[str, Callable[[int], str]] = {
    # Containers and blocks.
    "nested quotes": lambda size: ("> " * 400 + "a {`a`}\n") * (size // 806),
    "deeper and deeper quotes": lambda size: "".join(
        ">" * depth + "{`a`}\n" for depth in range(1, int((2 * size) ** 0.5) - 3)
    ),
    "one line of quotes": _run("", ">", "{a b}"),
    "one line of lists": _run("", "- ", "<b>"),
    "nested list": lambda size: "".join(
        "  " * depth + "- {`a`}\n" for depth in range(1, int(size**0.5) - 3)
    ),
    "list in quote, lazy": _run("> - {`a`}\n", "a <b c='d'/>\n> - c\n"),
    "list of items": _run("", "- a\n", "{`a`}\n"),
    "list of expressions": _run("", "- {`a`}\n"),
    "list of tags": _run("", "- a <br/>\n"),
    "numbered list": _run("", "1. a {b}\n"),
    "blank items": _run("{`a`}\n", "-\n\n"),
    "list of elements": _run("", "- <b>c!</b>\n"),
    "list of functions": _run("", "- {x => 1}\n"),
    "list of broken expressions": _run("", "- {a b}\n"),
    "numbered list of elements": _run("", "1. a <b>c!</b>\n"),
    "quotes of elements": _run("", "> <b>c!</b>\n\n"),
    "list in quotes of elements": _run("", "> > - <b>c!</b>\n"),
    "paragraphs of elements": _run("", "<b>c!</b> d\n\n"),
    "headings of elements": _run("", "# <b>c!</b>\n"),
    "rows of elements": _run("|a|\n|-|\n", "|<b>c!</b>|\n"),
    "cells of elements": lambda size: (
        f"{'|a' * (size // 13)}|\n{'|-' * (size // 13)}|\n{'|<b>c!</b>' * (size // 13)}|\n"
    ),
    "footnotes of elements": _numbered("[^a#]: <b>c!</b>\n\n"),
    "carriage returns and elements": _run("", "- <b>c!</b>\r"),
    "tabs and elements": _run("", "\t-\t<b>c!</b>\n"),
    "emphasis and elements": _run("", "*<b>c!</b>* "),
    "blocks of elements": _run("", "<b>\n\nc\n\n</b>\n\n"),
    "headings": _run("", "# {`a`}\n"),
    "table of many rows": _run("| a | b |\n|---|---|\n", "| {`a`} | <b c='d'/> |\n"),
    "table of one row": lambda size: (
        f"{'|a' * (size // 9)}|\n{'|-' * (size // 9)}|\n{'|{`a`}' * (size // 9)}|\n"
    ),
    "table of pipes": _run("|a|\n|-|\n", "|", "{`a`}"),
    "heads of no table": _run("{`a`}\n", "|a\n|-|-\n"),
    "definitions": _numbered("[a#]: b\n[a#] {`a`}\n\n"),
    "footnotes": _numbered("[^a#]: b {`a`}\n\n[^a#]\n\n"),
    "front matter never closed": _run("---\n", "a: {b\n"),
    "fences": _run("", "```\n{\n```\n{`a`}\n"),
    "rules": _run("{`a`}\n", "***\n"),
    "paragraphs": _run("", "{`a`} a\n\n"),
    "carriage returns": _run("", "- a {`a`} <b c='d'/>\r"),
    "tabs": _run("", "\t-\ta\t{`a`}\n"),
    # Inline content.
    "braces": _run("", "{"),
    "brace pairs": _run("", "{a b} "),
    "less-than signs": _run("", "<"),
    "open tags": _run("", "<a>"),
    "unfinished tags": _run("", "<a "),
    "unfinished tag lines": _run("", "<a\n"),
    "matched tags": _mirrored("", "<a>", "", "</a>", ""),
    "closing tags": _run("", "</a>"),
    "backticks": _run("", "`a", "<"),
    "growing backticks": _growing("`", "<"),
    "brackets": _run("", "[", "<"),
    "image brackets": _run("", "![", "<"),
    "bracket pairs": _run("[a]: b\n\n", "[a] ", "<b c='d'/>"),
    "nested bracket pairs": _mirrored("[a]: b\n\n", "[", "{`a`}", "]", ""),
    "unclosed links": _run("", "[a](", "<"),
    "unclosed titles": _run("", "[a](b 'c ", "<"),
    "unclosed destinations": _run("", "[a](<b ", "{`a`}"),
    "links": _run("", "[a{`a`}](b) "),
    "nested images": _mirrored("", "![", "{`a`}", "](b)", ""),
    "parentheses in a link": _run("[a](", "(", "{`a`}"),
    "opening stars": _run("", "*a ", "<b c='d'/>"),
    "closing stars": _run("<b c='d'/>", "a* "),
    "star run": _run("", "*", "<b c='d'/>"),
    "mixed emphasis": _run("", "*_~a", "<b c='d'/>"),
    "alternating emphasis": _run("<b c='d'/>", "*a_ **b__ ~c~~ "),
    "nested emphasis": _mirrored("", "*a **b ", "<b c='d'/>", " b** a*", ""),
    "underscores in words": _run("<b c='d'/>", "a_b_c__d "),
    "bare URLs": _run("{`a`} ", "https://a.b/c?d=(e) www.f.g "),
    "URL of brackets": _run("{`a`} http://a.b/", "(["),
    "URL of entities": _run("{`a`} http://a.b/", "&amp;"),
    "mail addresses": _run("{`a`} ", "a@b.c "),
    "mail words": _run("{`a`} ", "a."),
    "at signs": _run("{`a`} ", "a@"),
    "backslashes": _run("{`a`}", "\\"),
    # Tags.
    "attributes": _run("<a ", "b='c' ", "/>"),
    "bare attributes": _run("<a ", "b\n", "/>"),
    "attribute expressions": _run("<a ", "b={c} ", "/>"),
    "spreads": _run("<a ", "{...b} ", "/>"),
    "unclosed spreads": _run("<a {...b ", "} "),
    "unclosed attribute": _run("", "<a b='\n"),
    "long attribute": _run("<a b='", "c\n"),
    "members": _run("<a", ".b", "/>"),
    # Expressions.
    "unclosed expressions": _run("", "{a\n\n"),
    "comment openers": _run("", "{/*"),
    "line comments": _run("{", "// }\n", "}"),
    "sum": _run("{", "a+", "a}"),
    "sum of calls": _run("{", "a(1) + ", "a}"),
    "comparisons": _run("{", "a<b|", "a}"),
    "conditionals": _run("{", "a?b:", "c}"),
    "assignments": _run("{", "a=", "b}"),
    "arrows": _run("{", "a=>", "b}"),
    "negations": _run("{", "!", "b}"),
    "array": _run("{[", "1,", "]}"),
    "array of strings": _run("{[", "'a', ", "]}"),
    "array of holes": _run("{[", ",", "]}"),
    "objects": _run("{[", "{a: 1},", "]}"),
    "short objects": _run("{[", "{a},", "]}"),
    "empty objects": _run("{[", "{},", "]}"),
    "open objects": _run("{[\n", "{a},\n"),
    "keys": _run("{{", "a:1,", "}}"),
    "nested arrays": _mirrored("{", "[", "", "]", "}"),
    "nested parentheses": _mirrored("{", "(", "1", ")", "}"),
    "nested objects": _mirrored("{", "{a:", "1", "}", "}"),
    "open brackets": _run("{", "["),
    "open parentheses": _run("{", "("),
    "member chain": _run("{a", ".b", "}"),
    "call chain": _run("{a", "()", "}"),
    "template": _run("{`", "${a}", "`}"),
    "nested templates": _run("{", "`${"),
    "template text": _run("{`", "a\\n", "`}"),
    "strings": _run("{", "'}'+", "1}"),
    "string escapes": _run("{'", "\\x41", "'}"),
    "regexps": _run("{", "/a/+", "1}"),
    "regexp groups": _mirrored("{/", "(", "", ")", "/}"),
    "regexp class": _run("{/[", "a-b", "]/}"),
    "regexp names": lambda size: "{/" + "".join(f"(?<a{n}>)" for n in range(size // 10)) + "/}",
    "elements in expressions": _run("{[", "<a/>,", "]}"),
    "nested elements in expressions": _mirrored("{", "<a>", "", "</a>", "}"),
    "element text": _run("{<a>", "b {c} ", "</a>}"),
    "function bodies": _run("{[", "()=>{},", "]}"),
    "names of letters": _run("{", "é", "}"),
    "digits": _run("{", "1", "}"),
    # Modules.
    "imports": _numbered('import a# from "b"\n'),
    "import chunks": _numbered('import a# from "b"\n\n'),
    "exports": _numbered("export const a# = 1\n"),
    "export list": lambda size: (
        "export {" + ",".join(f"a as b{n}" for n in range(size // 10)) + "} from 'c'\n"
    ),
    "open module": _run("export const a = [\n", "\n1,\n"),
    "statements": _run("export function f() {\n", "if (a) b()\n", "}\n"),
    "branches": _run("export function f() {", "if (a) b; else ", "c }\n"),
    "blocks": _mirrored("export function f() {", "{", "", "}", "}\n"),
    "variables": lambda size: (
        "export function f() {" + "".join(f"var a{n};\n" for n in range(size // 10)) + "}\n"
    ),
    "class fields": lambda size: (
        "export class A {" + "".join(f"#a{n};\n" for n in range(size // 8)) + "}\n"
    ),
    # What Docusaurus adds.
    "directives": _run("", ":a["),
    "directive blocks": _run("", ":::a[b]{c=d}\n{`a`}\n:::\n\n"),
    "admonitions": _run("", ":::note a\n"),
    "comments": _run("", "<!-- "),
    "closed comments": _run("", "<!-- { -->\n\n"),
}


_PHRASES = (
    "the service writes a record to the log", "and waits until it is done", "a reader never goes back in time",
    "so the replica has seen as much", "`PUT /v1/{id}` answers 204", "as [the log](log.md) says", "*before* it answers",
    "below &lt;5ms at P99", "**or** it retries", "which is a < b here", "in the order in which they came",
)  # fmt: skip
_LIVE = ("<b>read *your* writes</b>", "{/* see below */}", "<Tag name='a'>b</Tag>", "{`a ${'b'}`}")


def prose(size: int) -> str:
    """Ordinary prose: code, links, emphasis, and in one sentence of five a tag or an expression."""
    chance = random.Random(3)
    text: list[str] = []
    length = 0
    while length < size:
        phrases = chance.choices(_PHRASES, k=4) + chance.choices(_LIVE, k=chance.random() < 0.2)
        sentence = ", ".join(phrases) + chance.choice((".\n", ".\n", ".\n\n"))
        text.append(sentence)
        length += len(sentence)
    return "".join(text)


def seconds_per_byte(text: str, kind: Dialect, *, runs: int = 3) -> float:
    """CPU seconds a byte, the best of a few runs."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        scan(text, kind)
        best = min(best, time.process_time() - start)
        if best > 1:
            break
    return best / len(text.encode())
