"""What compiles and then fails, or silently changes the page, when it is rendered.

Errors throw while the page is rendered: names that nothing defines, components that nobody
supplies, objects as children, attributes that React refuses. Warnings say that the page shows
something else than the source: expressions that vanish or collapse, placeholders that browsers
hide, indented code that became prose.

The document's own imports and exports define names; so do JavaScript, MDX and, for Docusaurus,
its loader. What a site supplies is given as `components`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...garbage import uncollected
from ..blocks.block_events import FlowExpression, Module
from ..blocks.title import title_span
from ..docusaurus.preprocess import OffsetMap, preprocess
from ..finding import Dialect, Finding
from ..inline.inline_events import Placed
from ..inline.late import flatten
from ..javascript.bound_names import collect_bound_names
from ..tags.elements import inner_refusals, is_component, refusals
from ..tags.expressions import Expression
from ..tags.html_names import ELEMENTS, SVG_ELEMENTS
from ..tags.tag import Tag
from ..verdict.compiler import all_problems
from .free_names import free_names, is_deep
from .global_names import CONTENT, DOCUSAURUS, DOCUSAURUS_COMPONENTS, ECMASCRIPT, ENVIRONMENT
from .live_code import live_code
from .values import ChildValue, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..javascript.node import Node

_PLAIN_MODULE = ECMASCRIPT | ENVIRONMENT


def render_hazards(
    text: str, dialect: Dialect, *, components: frozenset[str] = frozenset()
) -> list[Finding]:
    """The `mdx-render-...` findings of a document that compiles, in its order."""
    with uncollected():
        return _hazards(text, dialect, components)


def _hazards(text: str, dialect: Dialect, components: frozenset[str]) -> list[Finding]:
    source, text = text, text.replace("\x00", "\ufffd")
    offsets = OffsetMap()
    docusaurus = dialect is Dialect.DOCUSAURUS
    if docusaurus:
        text, offsets = preprocess(text)
    examination = all_problems(text, docusaurus=docusaurus, skims=False)
    if examination.problems:
        return []
    hazards = Hazards(text, docusaurus=docusaurus, components=components)
    hazards.read(examination.blocks.events)
    found = [*hazards.found, *live_code(examination.blocks)]
    found.sort(key=lambda finding: (finding.start, finding.end))
    if docusaurus and any(finding.severity == "error" for finding in found):
        found = list(_outside_title(found, title_span(text)))
    return [_mapped(finding, offsets, source) for finding in found]


def _outside_title(found: list[Finding], title: tuple[int, int]) -> Iterator[Finding]:
    """`found`, but what stands in the title only warns: it may be taken out of the page."""
    for finding in found:
        inside = title[0] <= finding.start < title[1]
        yield finding._replace(severity="warning") if inside else finding


def _mapped(finding: Finding, offsets: OffsetMap, source: str) -> Finding:
    start = min(offsets.source(finding.start), max(len(source) - 1, 0))
    end = min(max(offsets.source(finding.end - 1) + 1, start + 1), len(source))
    return Finding(
        finding.rule, start, end, finding.message, finding.help, finding.severity, reported=start
    )


class Hazards:
    """Collects the findings of one document."""

    def __init__(self, text: str, *, docusaurus: bool, components: frozenset[str]) -> None:
        self.text = text
        self.docusaurus = docusaurus
        self.components = components | (DOCUSAURUS_COMPONENTS if docusaurus else frozenset())
        self.defined: frozenset[str] = frozenset()
        self.found: list[Finding] = []

    def read(self, events: Iterable[object]) -> None:
        """Look at every module, tag and expression."""
        flat = list(flatten(events))
        modules = [event for event in flat if isinstance(event, Module)]
        self.defined = frozenset(name for module in modules for name in _module_names(module))
        for module in modules:
            self._module(module)
        for tag, children in _with_children(flat, self.text):
            self._tag(tag, has_children=children)
        for event in flat:
            if isinstance(event, (Placed, FlowExpression)):
                self._child(event.expression, event.start, event.end)

    def _add(self, rule: str, span: tuple[int, int], message: str, advice: str) -> None:
        self.found.append(Finding(rule, *span, message, advice))

    def _warn(self, rule: str, span: tuple[int, int], message: str, advice: str) -> None:
        self.found.append(Finding(rule, *span, message, advice, "warning"))

    def _known(self) -> frozenset[str]:
        own = CONTENT | (DOCUSAURUS if self.docusaurus else frozenset())
        return self.defined | own | ECMASCRIPT | ENVIRONMENT

    def _module(self, module: Module) -> None:
        """Values that a module computes when it is loaded."""
        assert module.program is not None
        for node in module.program.items:
            if node is None or node.type == "ImportDeclaration":
                continue
            for item in node.items:
                if item is None or is_deep(item):
                    continue
                if node.type == "ExportDefaultDeclaration":
                    self._layout(module, item)
                elif item.type == "Identifier":
                    continue
                for name in free_names(_values_only(item), self.defined | _PLAIN_MODULE):
                    start = module.chunk.source(name.start)
                    span = (start, start + len(name.name))
                    self._add(*_undefined(name.name, span))

    def _layout(self, module: Module, item: Node) -> None:
        """The default export is called for every page: what it returns must exist."""
        body = item.right
        if item.type == "ArrowFunctionExpression" and body and body.type == "JSXElement":
            start = module.chunk.source(item.start)
            self._elements(body, (start, module.chunk.source(item.end - 1) + 1))

    def _tag(self, tag: Tag, *, has_children: bool) -> None:
        if not tag.closes:
            self._name(tag.name, (tag.start, tag.end))
            for offset, message, advice in refusals(tag, has_children=has_children):
                self._add("mdx-render-prop", (offset, tag.end), message, advice)
        for attribute in tag.attributes:
            value = attribute.value
            if isinstance(value, Expression) and value.node and not is_deep(value.node):
                span = (attribute.start, tag.end)
                if not self._names(value.node, span) and attribute.name != "...":
                    self._elements(value.node, span)
                    if value_of(value.node) is ChildValue.FAILS:
                        seen = _shown(self.text, span)
                        advice = "write a value that exists"
                        self._add("mdx-render-child", span, f"`{seen}` fails", advice)

    def _name(self, name: str, span: tuple[int, int]) -> None:
        """A component must come from somewhere; a placeholder is not shown."""
        if is_component(name):
            root = name.partition(".")[0]
            if not {name, root} & (self.defined | self.components):
                message = f"`<{name}>` is a component that nothing imports or supplies"
                advice = (
                    f"import `{root}`, name it under `components` in docsgate.toml where the site "
                    f"supplies it, or write `&lt;{name}>`"
                )
                self._add("mdx-render-component", span, message, advice)
        elif name and name.lower() not in ELEMENTS | SVG_ELEMENTS and name.isalnum():
            message = f"`<{name}>` is no HTML element, browsers show nothing of it"
            self._warn("mdx-render-placeholder", span, message, f"write `&lt;{name}>`")

    def _names(self, node: Node, span: tuple[int, int]) -> bool:
        """Report the first undefined name; whether there is one."""
        missing = next(free_names(node, self._known()), None)
        if missing is not None:
            self._add(*_undefined(missing.name, span))
        return missing is not None

    def _elements(self, node: Node, span: tuple[int, int]) -> None:
        """JSX inside an expression."""
        pending = [node]
        while pending:
            current = pending.pop()
            pending += current.list_children()
            if current.type == "JSXElement":
                self._name(current.name, span)

    def _child(self, expression: Expression, start: int, end: int) -> None:
        span = (start, end)
        node = expression.node
        if node is None:
            if "/" not in self.text[start:end]:
                seen = _shown(self.text, span)
                message = f"`{seen}` is an empty expression and vanishes"
                self._warn("mdx-render-value", span, message, "write `\\{}` if it is text")
            return
        if is_deep(node) or self._names(node, span):
            return
        self._elements(node, span)
        for message, advice in inner_refusals(node) if node.type == "JSXElement" else ():
            self._add("mdx-render-prop", span, message, advice)
        value = value_of(node)
        seen = _shown(self.text, span)
        if value is ChildValue.OBJECT or value is ChildValue.FAILS:
            what = "is an object, which cannot be shown" if value is ChildValue.OBJECT else "fails"
            message = f"`{seen}` {what}"
            self._add("mdx-render-child", span, message, "write `\\{` if it is text")
        elif value is ChildValue.WAITS:
            report = self._warn if self.docusaurus else self._add
            message = f"`{seen}` waits for a promise while the page is rendered"
            report("mdx-render-child", span, message, "compute the value before")
        elif value is not ChildValue.UNKNOWN and not _intended(node):
            what = "vanishes" if value is ChildValue.NOTHING else "is replaced by its value"
            message = f"`{seen}` is a JavaScript expression and {what}"
            self._warn("mdx-render-value", span, message, "write `\\{` if it is text")


def _undefined(name: str, span: tuple[int, int]) -> tuple[str, tuple[int, int], str, str]:
    message = f"`{name}` is not defined when the page is rendered"
    return "mdx-render-undefined", span, message, "write `\\{` if it is text, or define the name"


def _shown(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : min(span[1], span[0] + 40)].partition("\n")[0].replace("`", "'")


def _intended(node: Node) -> bool:
    """Strings are written in braces for their spaces and marks."""
    return node.type == "TemplateLiteral" or (node.type == "Literal" and node.name == "string")


def _module_names(module: Module) -> Iterator[str]:
    """What a module imports, declares and exports."""
    assert module.program is not None
    for node in filter(None, module.program.items):
        for item in filter(None, node.items):
            if item.type != "Identifier":
                yield from _declared_names(item)
            elif node.type != "ExportDefaultDeclaration":
                yield item.name


def _declared_names(item: Node) -> Iterator[str]:
    """What one declaration declares: variables, a function or a class."""
    if item.type == "VariableDeclaration":
        for declarator in item.items:
            if declarator is not None and declarator.left is not None:
                yield from (name.name for name in collect_bound_names(declarator.left))
    elif item.left is not None and item.type.endswith("Declaration"):
        yield item.left.name


def _values_only(item: Node) -> Node:
    """Targets of declarations are no uses of names."""
    if item.type == "VariableDeclaration":
        for declarator in item.items:
            if declarator is not None:
                declarator.left = None
    return item


_NO_CHILD = re.compile(r"\{\s*(?:null|undefined|/\*(?:(?!\*/)[\s\S])*\*/)?\s*\}")


def _with_children(events: list[object], text: str) -> Iterator[tuple[Tag, bool]]:
    """Every opening tag, and whether anything but space stands before its closing tag."""
    opened: list[tuple[Tag, int]] = []
    children: dict[int, bool] = {}
    tags = [event for event in events if isinstance(event, Tag)]
    for index, tag in enumerate(tags):
        if tag.closes and opened:
            opener, place = opened.pop()
            inner = text[opener.end : tag.start]
            blank = not inner or (tag.flow and inner.isspace())
            children[place] = not blank and _NO_CHILD.fullmatch(inner) is None
        elif not tag.closes and not tag.self_closing:
            opened.append((tag, index))
    for index, tag in enumerate(tags):
        yield tag, children.get(index, False)
