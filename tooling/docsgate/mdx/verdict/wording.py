r"""Problems in plain words: what MDX saw, and what to write instead.

Messages name the offending text in backticks; help says what to write. Edits are offered where
one replacement is right for MDX, CommonMark and Python-Markdown alike: `&lt;` for `<`, `\\{` for
`{`, a link with text for an autolink, ` /` in a void element, quotes around a value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..finding import Finding
from ..tags.html_names import ELEMENTS, VOID_ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..source.problem import Problem

Edits = tuple[tuple[int, int, str], ...]
Words = tuple[str, str, str, Edits]

_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_ADDRESS = re.compile(r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+)>")
_UNQUOTED = re.compile(r"[^\s\"'=<>`{}]+")
_INDENTED = re.compile(r"(?:\A|[\r\n])(?: {4}|\t)[^\r\n]*\Z")
_SHOWN_MAX = 40


def word(text: str, problem: Problem) -> tuple[str, str, str, Edits]:
    """Rule, message, help and edits for `problem` in `text`."""
    rule, message, advice, edits = _WORDS[problem.rule](text, problem)
    if edits and _INDENTED.search(text, max(0, problem.construct - 1000), problem.construct):
        edits = ()
    return rule, message, advice, edits


def shown(text: str, start: int, end: int) -> str:
    """The text from `start` to `end` on one line, cut short, for a message."""
    end = min(end, start + _SHOWN_MAX)
    line = re.split(r"[\r\n]", text[start:end], maxsplit=1)[0]
    return line.replace("`", "'") or text[start : start + 1]


def _whole(address: str) -> str:
    """`address` for advice, which is copied and so never cut; a backquote would end its code."""
    return address.replace("`", "%60")


def _named(character: str) -> str:
    """`character`, or its name where it could not be seen or would end the code span."""
    return {"`": "a backquote", "\n": "a line end", "\r": "a line end"}.get(character, character)


def _lesser(problem: Problem) -> Edits:
    return ((problem.construct, problem.construct + 1, "&lt;"),)


def _brace(problem: Problem) -> Edits:
    return ((problem.construct, problem.construct + 1, "\\{"),)


def _name(text: str, problem: Problem) -> Words:
    start = problem.construct
    if text.startswith("<!--", start):
        end = text.find("-->", start)
        seen = shown(text, start, end + 3 if end >= 0 else start + 4)
        return "mdx-comment-html", f"`{seen}` is an HTML comment", "write `{/* ... */}`", ()
    link = _AUTOLINK.match(text, start) or _ADDRESS.match(text, start)
    if link:
        target = link[1]
        url = target if ":" in target else f"mailto:{target}"
        edit = (start, link.end(), f"[{target}]({url})")
        seen = shown(text, start, link.end())
        return (
            "mdx-autolink", f"`{seen}` is no link in MDX, `<` starts a tag",
            f"write `[{_whole(target)}]({_whole(url)})`", (edit,),
        )  # fmt: skip
    following = text[start + 1 : start + 2]
    at = problem.reported or start
    if not following.strip():
        message = "`<` at the end of the text starts a tag in MDX"
    elif at <= start + 1:
        message = f"`<` before `{_named(following)}` starts a tag in MDX"
    else:
        seen, wrong = shown(text, start, at + 1), _named(text[at : at + 1])
        message = f"`{seen}` starts a tag in MDX, and `{wrong}` cannot stand in its name"
    return "mdx-tag-name-invalid", message, "write `&lt;`", _lesser(problem)


def _attribute(text: str, problem: Problem) -> Words:
    start, at = problem.construct, problem.reported or problem.construct
    seen = shown(text, start, at + 1)
    character = _named(text[at : at + 1])
    if problem.detail == "nothing":
        message, advice = f"`{seen}` is an empty attribute", "write `{...value}` or remove it"
    elif text[start : start + 1] == "{":
        message, advice = f"`{seen}` is no attribute", "write `{...value}` or `name={value}`"
    else:
        message = f"`{character}` cannot stand in the tag `{seen}`"
        advice = 'write attributes as `name="value"`, or `&lt;` if this is no tag'
    return "mdx-attribute-invalid", message, advice, ()


def _unquoted(text: str, problem: Problem) -> Words:
    at = problem.reported or problem.construct
    value = _UNQUOTED.match(text, at)
    seen = shown(text, problem.construct, value.end() if value else at + 1)
    edits: Edits = ((at, value.end(), f'"{value.group()}"'),) if value else ()
    advice = f'write `"{value.group()}"`' if value else "write the value in quotes"
    return "mdx-attribute-unquoted", f"`{seen}` has a value without quotes", advice, edits


def _unfinished(text: str, problem: Problem) -> Words:
    seen = shown(text, problem.construct, problem.end)
    message = f"`{seen}` starts a tag that never reaches `>`"
    return "mdx-tag-unfinished", message, "close the tag, or write `&lt;`", _lesser(problem)


def _unclosed(text: str, problem: Problem) -> Words:
    name, _, kind = problem.detail.partition("\n")
    seen = shown(text, problem.construct, problem.end)
    lower = name.lower()
    where = _PLACES.get(kind, "the end of the document")
    message = f"`{seen}` has no closing tag before {where}"
    if lower in VOID_ELEMENTS:
        edits: Edits = ((problem.end - 1, problem.end, " />"),)
        return "mdx-tag-unclosed", message, f"write `<{name} />`", edits
    if lower in ELEMENTS:
        advice = f"write `</{name}>` in the same block, or `<{name} />`"
        return "mdx-tag-unclosed", message, advice, ()
    advice = f"write `&lt;{name}>` if it is text, or close it with `</{name}>` in the same block"
    return "mdx-tag-unclosed", message, advice, _lesser(problem)


def _mismatched(text: str, problem: Problem) -> Words:
    name, _, other = problem.detail.partition("\n")
    seen = shown(text, problem.construct, problem.end)
    message = f"`{seen}` closes nothing here: `<{other}>` is open"
    return "mdx-tag-mismatched", message, f"write `</{other}>`, or remove `</{name}>`", ()


def _crossing(text: str, problem: Problem) -> Words:
    name, _, kind = problem.detail.partition("\n")
    seen = shown(text, problem.construct, problem.end)
    where = _PLACES.get(kind, "this block").removeprefix("the end of ")
    message = f"`{seen}` stands in another block than `<{name}>`: it cannot close it inside {where}"
    advice = "put both tags on lines of their own, or both in the same line"
    return "mdx-tag-mismatched", message, advice, ()


def _stray(text: str, problem: Problem) -> Words:
    seen = shown(text, problem.construct, problem.end)
    return "mdx-tag-stray", f"`{seen}` closes a tag that is not open", "remove it", ()


def _closing(text: str, problem: Problem) -> Words:
    seen = shown(text, problem.construct, problem.end)
    message = f"`{seen}` is a closing tag with more than a name"
    return "mdx-tag-closing-invalid", message, f"write `</{problem.detail}>`", ()


def _expression(text: str, problem: Problem) -> Words:
    seen = shown(text, problem.construct, problem.end)
    message = f"`{seen}` is no JavaScript expression: {problem.detail.rstrip('.').lower()}"
    return "mdx-expression-invalid", message, "write `\\{` if it is text", _brace(problem)


def _doubled(text: str, problem: Problem) -> Words:
    seen = shown(text, problem.construct, problem.end)
    message = f"`{seen}` has parentheses right inside parentheses, which MDX cannot write out"
    return "mdx-expression-invalid", message, "remove one pair", ()


def _brace_open(_text: str, problem: Problem) -> Words:
    message = "`{` starts an expression that never ends"
    return "mdx-expression-unclosed", message, "write `\\{` if it is text", _brace(problem)


def _empty(text: str, problem: Problem) -> Words:
    seen = shown(text, problem.construct, problem.construct + 2)
    return "mdx-expression-empty", f"`{seen}` is an empty value", "write a value in the braces", ()


def _module(text: str, problem: Problem) -> Words:
    end = re.compile(r"[\r\n]|\Z").search(text, problem.construct)
    seen = shown(text, problem.construct, end.start() if end else len(text))
    message = f"`{seen}` is read as a JavaScript module: {problem.detail.rstrip('.').lower()}"
    advice = "begin the line with another word, or write valid JavaScript"
    return "mdx-esm-invalid", message, advice, ()


def _lazy(text: str, problem: Problem) -> Words:
    seen = shown(text, problem.construct, problem.construct + _SHOWN_MAX)
    message = f"`{seen}` goes on in a line without the prefix of its list or quote"
    return "mdx-line-lazy", message, "indent the line, or write `>` before it", ()


def _url(_text: str, problem: Problem) -> Words:
    seen = problem.detail[:_SHOWN_MAX].replace("`", "'")
    message = f"`{seen}` is no valid URL, Docusaurus stops at it"
    return "mdx-url-invalid", message, "mend the URL, or write it as code", ()


_PLACES = {
    "paragraph": "the end of its paragraph",
    "atxHeading": "the end of its heading",
    "setextHeading": "the end of its heading",
    "tableHeader": "the end of its table cell",
    "tableData": "the end of its table cell",
    "tableRow": "the end of its table row",
    "listItem": "the end of its list item",
    "blockQuote": "the end of its block quote",
    "link": "the end of its link",
    "image": "the end of its image text",
    "emphasis": "the end of its emphasis",
    "strong": "the end of its strong emphasis",
    "strikethrough": "the end of its strikethrough",
    "gfmFootnoteDefinition": "the end of its footnote",
    "directiveText": "the end of its directive's label",
    "directiveLabel": "the end of its directive's label",
    "directiveContainer": "the end of its directive",
}

_WORDS: dict[str, Callable[[str, Problem], Words]] = {
    "mdx-tag-name-invalid": _name,
    "mdx-attribute-invalid": _attribute,
    "mdx-tag-slash-stray": _attribute,
    "mdx-attribute-unquoted": _unquoted,
    "mdx-tag-unfinished": _unfinished,
    "mdx-tag-unclosed": _unclosed,
    "mdx-tag-mismatched": _mismatched,
    "mdx-tag-crossing": _crossing,
    "mdx-tag-stray": _stray,
    "mdx-tag-closing-invalid": _closing,
    "mdx-expression-invalid": _expression,
    "mdx-parentheses-doubled": _doubled,
    "mdx-expression-unclosed": _brace_open,
    "mdx-expression-empty": _empty,
    "mdx-esm-invalid": _module,
    "mdx-line-lazy": _lazy,
    "mdx-url-invalid": _url,
}


def finding(text: str, problem: Problem, *, first: bool, fence_help: str) -> Finding:
    """`problem` in words. `fence_help` replaces the help where a fence is the cause."""
    rule, message, advice, edits = word(text, problem)
    start = min(problem.construct, max(len(text) - 1, 0))
    end = min(max(problem.end, start + 1), len(text))
    if rule == "mdx-tag-name-invalid":
        end = min(start + 1, len(text))
    return Finding(
        rule, start, end, message, fence_help or advice, "error", first, problem.reported,
        () if fence_help else edits,
    )  # fmt: skip
