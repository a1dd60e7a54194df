"""Inputs from a seed: made by a small grammar of awkward pieces, or real documents mutated."""

# ruff: noqa: E501, RUF001  the pieces are data, one kind a line, look-alikes on purpose

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tools.mdx.grammar import Grammar, disturbed

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECES = """
a|b c|word|1|x.y|. |, |!|?|\\|\\\\|\\{|\\<|&lt;|&amp;|@|#|$|%|^|=|+|-|;|'|"|(|)|/|//|/*|*/|*|**|_|__|~|~~|`|``|```|:|::|:::
<|>|</|/>|<a>|</a>|<b>|</b>|<b/>|<br>|<br />|<>|</>|<a b>|<a b="c">|<a b='c'/>|<a b=c>|<a b={c}>|<a {...b}/>|<a {b}>
<a.b/>|<a:b/>|<a-b>|</a-b>|<A>|</A>|<a\nb>|<a\n|b="c"|c={1}|<1|< a|<!|<!-- c -->|<!--|-->|<https://a.b>|<a@b.c>|<a b="{">
{|}|{a}|{a b}|{}|{1}|{"}"}|{`}`}|{/* c */}|{// c\n}|{a\n}|{a +\nb}|{[1,2]}|{{a: 1}}|{a.b}|{a=1}|{x => x}|{<b/>}|{<b>c</b>}
{#id}|{.c}|{a="b"}|{...a}|{await a}|{`${a}`}|{"a": 1}|{a|b}|{ }|{/a/}|{/}/}|{a /* } */}|{a // }\n}|{/*}|{function(){}}|{class {}}
[|]|![|](|)|[a](b)|[a]|[a][b]|[a]: b|[a]: <b>|[^a]|[^a]: b|[a](<b>)|[a](b "c")|[<a>](b)|![a](b)|[a]: b "c"|]: c|[]|[a{b}](c)
https://a.b|https://a.b/{c d}|www.a.b|www.a.b/{c|a@b.c|http://|https://a.b/<c>|https://a.b.|mailto:a@b.c|_a@b.c_
*a*|**a**|_a_|~a~|~~a~~|*a <b>c* d</b>|*a|a*|**a|a**|_a <b>|*<b>c</b>*|~~<a>~~
:a|:a[b]|:a{b}|:a[b]{c="d"}|::a|::a{b}|:::note|:::note Title|:::|:::a[b]{c}|::::b|::::|:a[<b>]|:a[{b c}]|:::tip[<b>]
import a from "b"|import {a} from "b"|import|import a|export const a = 1|export default 1|export {a}|export const a = {|export function f() {}|import "a"
export default function L() {}|export * from "a"|export {b as default} from "c"|importing x|export
""".replace("\n", "|").split("|")
PIECES = [piece.replace("\\n", "\n") for piece in PIECES if piece] + ["|", "|", "\\|"]
STARTS = [
    "", "", "", "", " ", "  ", "   ", "    ", "\t", "      ", "> ", ">", "> > ", "- ", "-", "* ", "+ ",
    "1. ", "2. ", "1) ", "-   ", "-\t", "10. ", "# ", "## ", "####### ", "```", "```js", "~~~", "````",
    "---", "***", "===", "- - ", "> - ", "- > ", "[^a]: ", "| ", "|", "| - |", "|-|-|", ":-", "    - ",
    "- [ ] ", "[a]: ", ">\t", " - ", "  > ", "<a>", "{", "<", "</a>", "import ", "export ", ":::", "::: ",
]  # fmt: skip
ENDS = ["\n"] * 12 + ["\n\n"] * 5 + ["\r\n", "\r\n\r\n", "\r", "  \n", "\\\n", " \n \n"]
ODD = [
    "\u00a0",
    "\u3000",
    "\ufeff",
    "\u2028",
    "é",
    "日本",
    "𝑖",
    "😀",
    "\x00",
    "\x0c",
    "\x0b",
    "\x85",
    "·",
    "—",
]


def grammar_made(chance: random.Random) -> str:
    """A few lines of pieces."""
    lines = []
    for _ in range(chance.choice((1, 1, 2, 2, 3, 4, 6))):
        pieces = [chance.choice(STARTS)]
        for _ in range(chance.choice((0, 1, 1, 2, 3, 5))):
            pieces.append(chance.choice(PIECES))
            pieces.append(chance.choice(("", "", " ", " ")))
        if chance.random() < 0.03:
            pieces.insert(chance.randrange(len(pieces) + 1), chance.choice(ODD))
        pieces.append(chance.choice(ENDS))
        lines.append("".join(pieces))
    text = "".join(lines)
    if chance.random() < 0.04:
        text = "---\na: {b\n" + chance.choice(("---\n", "")) + text
    return text if chance.random() < 0.7 else text.rstrip("\n")


def mutated(chance: random.Random, documents: list[str]) -> str:
    """A window of a real document with a few edits."""
    lines = chance.choice(documents).split("\n")
    start = chance.randrange(len(lines))
    if chance.random() < 0.1:
        start = 0
    window = lines[start : start + chance.choice((2, 4, 8, 15, 30))]
    for _ in range(chance.choice((0, 1, 1, 2, 4))):
        if not window:
            break
        index = chance.randrange(len(window))
        line = window[index]
        kind = chance.randrange(7)
        place = chance.randrange(len(line) + 1)
        if kind == 0:
            window[index] = line[:place] + chance.choice(PIECES) + line[place:]
        elif kind == 1:
            window[index] = line[:place] + line[place + chance.choice((1, 2, 5)) :]
        elif kind == 2:
            window[index] = chance.choice(STARTS) + line
        elif kind == 3:
            del window[index]
        elif kind == 4:
            window.insert(index, chance.choice(("", line, chance.choice(STARTS))))
        elif kind == 5:
            window[index] = line.lstrip()
        else:
            window[index] = line + chance.choice(PIECES)
    return "\n".join(window)


def wrapped(chance: random.Random, documents: list[str]) -> str:
    """Windows of two real documents side by side, or in a container, disturbed."""
    parts = []
    for _ in range(chance.choice((1, 1, 2))):
        lines = chance.choice(documents).replace("\r\n", "\n").split("\n")
        start = chance.randrange(len(lines))
        parts += lines[start : start + chance.choice((1, 2, 4, 10))]
    kind = chance.randrange(5)
    if kind == 0:
        parts = ["> " + line for line in parts]
    elif kind == 1:
        parts = ["- " + parts[0], *("  " + line for line in parts[1:])]
    elif kind == 2:
        parts = ["1. " + parts[0], *("   " + line if line else line for line in parts[1:])]
    elif kind == 3:
        parts = [":::note", *parts, ":::"]
    text = "\n".join(parts)
    return disturbed(chance, disturbed(chance, text))


def generated(seed: int, count: int, documents: list[str]) -> Iterator[str]:
    """`count` inputs of each kind in turn; the kinds that need documents only if there are any."""
    chance = random.Random(seed)
    grammar = Grammar(chance)
    for _ in range(count):
        kind = chance.random()
        if documents and kind < 0.4:
            yield mutated(chance, documents) if kind < 0.25 else wrapped(chance, documents)
        elif kind < 0.75:
            yield grammar.document()
        else:
            yield grammar_made(chance)
