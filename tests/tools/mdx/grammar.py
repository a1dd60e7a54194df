"""Whole documents from a seed: blocks in containers, inline content, JavaScript, mostly well-formed.

`generate` puts pieces side by side; this nests them as authors do, and then breaks a little.
"""

# ruff: noqa: E501, RUF001  the pieces are data, one kind a line, look-alikes on purpose

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

# fmt: off
WORDS = ["a", "word", "the", "of", "1", "x.y", "it's", "(so)", "10%", "a_b_c", "a*b", "C++", "é", "日本", "e.g.", "3.14", "->", "=>", ">=", "&", "&lt;", "&amp;", "\\{", "\\<", "\\`", "\\*", "\\|", "@me", "#tag", "$x^2$", "𝑖", "←", "-", "+", "=", "!", "?", ":", ";", ",", "..."]
TAGS = ["<br/>", "<br />", "<", "<_a/>", "<$/>", "<é/>", "<日本/>", "<a.b.c/>", "<a:b/>", "<A-b/>", "<a\u00a0/>", "&lt;5", "\\<5", "<Foo/>", "<img src='a'/>"]
LESS = ["<5", "<=", "<-", "<<", "<br>", "<id>", "<T, U>", "<https://a.b>", "<a@b.c>", "<!-- c -->", "<!-- -->", "<!---->", "<!DOCTYPE>", "<?xml?>", "</p>", "<$", "<1a/>", '<"']
NAMES = ["a", "b", "div", "span", "Foo", "Tabs", "TabItem", "details", "summary", "p", "code", "a.b", "x:y", "my-el", "br", "img", ""]
ATTRIBUTES = ["id", "id='i'", 'b="{"', 'b="<"', 'b=">"', "b = 'c'", "b={c}", "b={{c: 1}}", "{...d}", "b={`c`}", "b={<i/>}", "b={() => f()}", 'c="x y"', 'b="c\nd"', "b={c\nd}", "b={c +\nd}", "key='k'", "style={{a: 'b'}}", "é='1'", "b=\"c'", "b='a\"b'", "{.../*c*/d}", "b={'}'}", "b\n", "b:c='d'", "data-x_1", "b=<i/>"]
BAD_ATTRIBUTES = ["id", 'b="c"', "b='c'", "b={c}", "b={{c: 1}}", "{...d}", 'b="{"', 'b="<"', 'b=">"', "b = 'c'", "b={}", "b=c", "@b='c'", ":b='c'", "b:c='d'", "b.c='d'", "{b}", "{...d, e}", "b={/* c */}", "b={`c`}", "b={<i/>}", "b=<i/>", "onClick={() => f()}", 'class="x y"', 'b="c\nd"', "b={c\nd}", "b={c +\nd}", "key='k'", "style={{a: 'b'}}", "é='1'", "b=\"c'", "b='a\"b'", "{...a} key='x'", "/*c*/", "{/*c*/}", "{.../*c*/d}", "b={'}'}", "b\n", "data-x_1"]
OPERANDS = ["a", "b.c", "1", "1.5", "'s'", '"}"', "`t`", "`t${a}`", "true", "[1, 2]", "[]", "{}", "{a: 1}", "{a}", "{'b': [c]}", "f(a)", "f()", "(a)", "() => a", "x => ({x})", "<b/>", "<b>c</b>", "<>d</>", "<b>{a}</b>", "<b c={d}/>", "new A", "a[0]", "a?.b", "!a", "-a", "typeof a", "é", "$", "0x1f", "1n", "/r/g", "/[/}]/", "/*c*/ a", "a // c\n", "async () => {}", "class {}"]
BAD_OPERANDS = ["a", "b.c", "1", "1.5", "'s'", '"}"', "`t`", "`t${a}`", "true", "null", "[1, 2]", "[]", "{}", "{a: 1}", "{a}", "{'b': [c]}", "f(a)", "f()", "/r/g", "/[/}]/", "(a)", "() => a", "x => ({x})", "async () => {}", "function () { return 1 }", "class {}", "<b/>", "<b>c</b>", "<>d</>", "<b>{a}</b>", "<b c={d}/>", "new A", "a[0]", "a?.b", "...a", "this", "import.meta", "import('a')", "await a", "typeof a", "!a", "-a", "a++", "é", "$", "_", "0x1f", "1n", "1_0", "01", "'\\u{41}'", "/*c*/ a", "a // c\n", "yield", "let", "as", "a = 1", "a += 1", "{a = 1}", "({a} = b)", "[a] = b", "1 = 2", "super", "new.target", "#a", "@a", "a b", "1a", "'s", "`t", "(", ")", "]", "\\text", "...", ".a", "?", "a?.`b`"]
OPERATORS = [" + ", "+", "-", " * ", " / ", " || ", "&&", " ?? ", ", ", " ? a : ", " < ", "==", "\n+ ", ","]
BAD_OPERATORS = [" + ", "+", "-", " - ", "*", " / ", "/", "|", " || ", "&&", " ?? ", ",", ", ", " ? a : ", "<", " < ", ">", "==", "===", "=", " in ", "**", " % ", ".", "\n+ ", " ", ":", ";", "\n", "=>"]
MODULES = ["import A from 'a'", "import B from 'b'\nimport C from 'c'", "import {D} from 'd'", "import 'e'", "export const f = 1", "export const g = {h: [1, 2]}", "export {i} from 'i'", "export * from 'j'", "export function k({children}) { return <p>{children}</p> }", "export const l = () => {\n\n  return 1\n}", "export class M {}", "export const n = `\n\n`", "export const o = <div>\n  <b/>\n\n</div>"]
BAD_MODULES = ['import A from "a"', "import {B, C as D} from 'b'", "import * as E from 'e'", "import 'f'", "import G, {H} from 'g'", "export const i = 1", "export const j = {k: [1, 2]}", "export {l}", "export {m} from 'm'", "export * from 'n'", "export * as o from 'o'", "export default function P() { return <b/> }", "export default () => 1", "export function q({children}) { return <p>{children}</p> }", "export const r = () => {\n\n  return 1\n}", "export class S {}", "export let t, u = 2", "export type V = string", "export interface W { a: string }", "export const x: number = 1", "import type Y from 'y'", "import {type Z} from 'z'", "export enum E { A }", "import A from 'a'; const b = 1", "export const s = `\n\n`", "export const", "import", "import a from", "export {", "export async function* g() { yield 1 }", "import a from 'a' // c", "/* c */ export const c = 1", "export const d = <div>\n  <b/>\n\n</div>", "export const a = 1; export const a = 2", "import a, b from 'c'", "export default class {}", "import x from 'x' with {type: 'json'}", "export default {\n  a: 1,\n}", "export const f = (a) => a\nsome text", "import is a word", "export to CSV", "export const e = 1 as const", "export const y = <T,>(a: T) => a", "import React from 'react';\nimport X from 'x';"]
LEAVES = ["```js\ncode {\n```", "```\n<a\n```", "~~~\n{\n~~~", "```text", "````\n```\n<\n```\n````", "```a`b {", "---", "***", "* * *", "```mdx-code-block\n<b/>\n```", "```mdx-code-block\n{\n```", "```\tjs {1,3}\n<\n```", "    code {a}", "\tcode <b>", "==="]
DEFINITIONS = ["[d]: e", "[d]: <e f>", "[d]: e 'f {g'", "[^n]: note", "[^n]: note {a}\n    more <b/>", "[^n]: <b>\n\n    c </b>", "[d {]: e", "[d]:\n  e\n  'f\n g'", "[^n]:\n    - a"]
URLS = ["https://a.b", "https://a.b/c_d*e", "http://a.b/{c}", "www.a.b", "www.a.b/c(d)", "a@b.c", "https://a.b?c=&d;", "https://a.b<br/>"]
BAD_URLS = ["https://a.b", "https://a.b/c_d*e", "http://a.b/{c}", "www.a.b", "www.a.b/c(d)", "a@b.c", "https://a.b?c=&d;", "https://[a", "http://a.b:99999", "www.a.b[^n]", "https://a.b<br/>", "xmpp:a@b.c/d", "HTTPS://A.B.", "https://a.b/c}"]
NOTES = ["{/* c */}", "{/* c\n\nd */}", "{/* <b> */}", "{// c\n}", "-->"]
COMMENTS = ["<!-- c -->", "<!-- c\n\nd -->", "<!--c--> t", "<!-- <b> { -->", "<!---->", "<!-->", "<!-- c", "<!-- c --> <b/>", "<!-- a --><!-- b -->", "{/* c */}", "{/* c\n\nd */}", "{/* <b> */}", "{/* c */ /* d */}", "{// c\n}", "<!--- c --->", "-->", "<!-- c --!> -->"]
FRONTS = ["---\na: b\n---\n", "---\na: {b\n---\n\n", "---\n---\n", "--- \na: <b>\n---  \n", "----\na\n----\n", "+++\na = {b}\n+++\n", "---\na: b\n\n", "---\r\na: {b\r\n---\r\n", " ---\na: {b\n---\n", "---\na: b\n...\n", "\n---\na: {1}\n---\n", "---\n\n# a\n\n---\n{\n"]

FRAMES = ["(#)", "[#]", "{a: #}", "f(#)", "`${#}`", "<b>{#}</b>", "<b c={#}/>", "() => (#)", "() => {#}", "[...#]", "a[#]"]
ODD_BRACES = ["{", "}", "{}", "{ }", "{{ a }}", "{#id}", "{.c}", "{% a %}", "${a}", "{a", "a}", '{"a": 1}', "{0}", "{a: b}", "{'a'}", "{`a`}", "{a|b}", "{...a}"]
SPAN_FRAMES = ["*#*", "**#**", "_#_", "~#~", "~~#~~", "[#](u)", "![#](u)", "[#](<u> 't')", "[#][d]", "[#]", "***#***", "*#", "#**", ":n[#]", ":n[#]{a=b}", ":n{a='#'}", '"#"', "(#)", "#\n#", "#  \n#", "#\\\n#", "[#](u", "**#*", "a*#*b", "_#_b", "~~#~"]
DIRECTIVES = [":::note", ":::tip Title", ":::note[Ti <b/> tle]", "::::a{b=c}", ":::danger {c}", ":::", "::leaf[x]{y}", ":::caution"]
# fmt: on


class Grammar:
    """Makes text from the choices of `chance`."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.wildness = 0.0

    def some(self, good: list[str], bad: list[str] | None = None) -> str:
        """One of `good`, or of `bad` as often as this document is to be wild."""
        if bad is not None and self.chance.random() < self.wildness:
            return self.chance.choice(bad)
        return self.chance.choice(good)

    def expression(self, depth: int = 0) -> str:
        """What may stand in braces."""
        parts = [self.operand(depth)]
        for _ in range(self.chance.choice((0, 0, 0, 0, 0, 1, 2))):
            parts += (self.some(OPERATORS, BAD_OPERATORS), self.operand(depth))
        return self.some(["", " "], ["\n"]) + "".join(parts) + self.some(["", " "], ["\n", "/*c*/"])

    def operand(self, depth: int) -> str:
        if self.chance.random() < 0.5:
            return self.some(OPERANDS[:12])
        if depth > 1 or self.chance.random() < 0.7:
            return self.some(OPERANDS, BAD_OPERANDS)
        inner = self.expression(depth + 1)
        frame = self.some(FRAMES)
        return frame.replace("#", inner)

    def braces(self) -> str:
        if self.chance.random() < self.wildness:
            return self.some(ODD_BRACES)
        return "{" + self.expression() + "}"

    def tag(self, inner: str) -> str:
        """An element, now and then one that is closed wrongly."""
        name = self.some(NAMES)
        attributes = (
            "".join(
                " " + self.some(ATTRIBUTES, BAD_ATTRIBUTES)
                for _ in range(self.chance.choice((0, 0, 0, 1, 1, 2)))
            )
            if name
            else ""
        )
        if self.chance.random() < 0.25:
            return f"<{name}{attributes}{self.some([' /', '/', '/ '], [''])}>"
        close = name if self.chance.random() > self.wildness / 2 else self.some(NAMES)
        return f"<{name}{attributes}>{inner}{self.some(['</'], ['</', '</ ', '< /'])}{close}>"

    def inline(self, depth: int = 0) -> str:
        """A line or two of text."""
        return " ".join(self.span(depth) for _ in range(self.chance.choice((1, 1, 2, 3, 5))))

    def span(self, depth: int) -> str:
        kind = self.chance.randrange(26 if depth < 3 else 12)
        if kind < 6:
            return " ".join(self.chance.choices(WORDS, k=self.chance.randrange(1, 4)))
        if kind < 12:
            return (
                self.some(["`c`", "`{`", "`<a>`", "``a ` {``", "`a\nb`", "`a|b`", "`", "``"]), self.some(URLS, BAD_URLS), self.braces(), self.some(TAGS, LESS), self.some(NOTES, COMMENTS), self.some(["[^n]", "[d]", "![d]", "[d][]", "[x][d]", "[", "]", "![", "[ ]"]),
            )[kind - 6]  # fmt: skip
        inner = self.inline(depth + 1)
        if kind < 16:
            return self.tag(inner)
        if kind < 20:
            return self.braces()
        frame = self.some(SPAN_FRAMES)
        return frame.replace("#", inner)

    def blocks(self, depth: int = 0) -> str:
        """A few blocks."""
        return "".join(
            self.block(depth) + self.some(["\n\n", "\n\n", "\n\n", "\n", "\n\n\n"])
            for _ in range(self.chance.choice((1, 1, 2, 2, 3)))
        )

    def block(self, depth: int) -> str:
        kind = self.chance.randrange(30 if depth < 3 else 18)
        if kind < 5:
            return self.inline()
        if kind < 9:
            return (
                self.some(NOTES, COMMENTS),
                self.some(LEAVES),
                self.some(DEFINITIONS),
                self.some(MODULES, BAD_MODULES),
            )[kind - 5]
        if kind < 11:
            return (
                self.some(["# ", "## ", "###### ", "#", "   # "])
                + self.inline().replace("\n", " ")
                + self.some(["", "", " #", " {#id}", "\n===", "\n---"])
            )
        if kind < 13:
            return self.table()
        if kind < 15:
            return self.braces() + self.some(["", "", " ", " a", self.braces()])
        if kind < 18:
            return self.tag(
                self.some(["", "\n", "\n\n"]) + self.inline() + self.some(["", "\n", "\n\n"])
            )
        inner = self.blocks(depth + 1).rstrip("\n")
        if kind < 21:
            return self.tag(
                self.some(["\n", "\n\n", "\n  "]) + inner + self.some(["\n", "\n\n", ""])
            )
        if kind < 24:
            return self.prefixed(inner, "> ", "> ")
        if kind < 28:
            marker = self.some(["- ", "* ", "1. ", "-   ", "- [ ] ", "10) ", "-\t", "+ "])
            return self.prefixed(inner, marker, self.some([" " * len(marker), "  ", "    ", "\t"]))
        head = self.some(DIRECTIVES)
        return (
            head + self.some(["\n", "\n\n"]) + inner + self.some(["\n:::", "\n\n:::", "\n::::", ""])
        )

    def prefixed(self, inner: str, first: str, further: str) -> str:
        """`inner` in a container; some lines lose the prefix."""
        lines = inner.split("\n")
        out = [first + lines[0]]
        out += [
            (
                further
                if self.chance.random() > self.wildness / 3 and (line or further != "  ")
                else ""
            )
            + line
            for line in lines[1:]
        ]
        return "\n".join(out)

    def table(self) -> str:
        width = self.chance.choice((1, 2, 2, 3))
        rows = [
            [self.inline(2).replace("\n", " ") for _ in range(width)]
            for _ in range(self.chance.choice((1, 2, 3)))
        ]
        rows.insert(1, [self.some(["-", "---", ":-", "-:", ":-:"]) for _ in range(width)])
        edge = self.some(["| ", "| ", ""])
        return "\n".join(edge + " | ".join(row) + self.some([" |", " |", ""]) for row in rows)

    def document(self) -> str:
        """A document, and what happens to it."""
        chance = self.chance
        self.wildness = chance.choice((0.0, 0.02, 0.02, 0.05, 0.3))
        text = self.blocks()
        if chance.random() < 0.15:
            text = self.some(FRONTS) + text
        return disturbed(chance, text)


def disturbed(chance: random.Random, text: str) -> str:
    """`text` as other editors or a slip of the hand would leave it."""
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        place = chance.randrange(len(text) + 1)
        kind = chance.randrange(9)
        if kind == 0:
            text = text[:place] + text[place + 1 :]
        elif kind == 1:
            text = text[:place] + chance.choice("<>{}[]()`*_~|\\/\"':#-= \n\t!&.,") + text[place:]
        elif kind == 2:
            text = text[:place]
        elif kind == 3:
            text = text.replace("\n", chance.choice(("\r\n", "\r")))
        elif kind == 4:
            text = text.replace("  ", "\t", chance.choice((1, -1)))
        elif kind == 5:
            lines = text.split("\n")
            index = chance.randrange(len(lines))
            lines[index] = chance.choice((" ", "  ", "    ", "\t", "> ", "- ")) + lines[index]
            text = "\n".join(lines)
        elif kind == 6:
            lines = text.split("\n")
            lines.pop(chance.randrange(len(lines)))
            text = "\n".join(lines)
        elif kind == 7:
            text = (
                text[:place]
                + chance.choice("\u00a0\u3000\ufeff\u2028é𝑖😀\x00\x0c\x0b\x85·—\u200b\u200d")
                + text[place:]
            )
        else:
            text = chance.choice(("\ufeff", " ", "\n", "    ")) + text
    return text
