"""What the stages after the matching of tags reject.

The module that MDX builds has one layout, its default export; React wants `key` before any
spread in a tag; and of parentheses right inside parentheses one pair stays in the tree, for which
there is no way to write it out (recma-document, estree-util-build-jsx,
micromark-util-events-to-acorn).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..blocks.block_events import Enter, Exit, FlowExpression, FlowTag, Module, Nested, Text
from ..source.problem import Problem
from ..tags.expressions import Expression
from ..tags.tag import Tag
from .inline_events import Group, Placed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..javascript.node import Node


def check_late(events: Iterable[object], report: Callable[[Problem], None]) -> None:
    """Report a second layout, then keys after a spread, then doubled parentheses."""
    late = [event for event in flatten(events) if not _is_settled(event)]
    layouts = 0
    for event in late:
        if isinstance(event, Module) and event.program is not None:
            for node in event.program.items:
                if node is not None and _is_layout(node):
                    layouts += 1
                    if layouts > 1:
                        start, end = event.chunk.source(node.start), event.chunk.source(node.end)
                        detail = "a second default export"
                        report(Problem("mdx-esm-invalid", start, end, start, detail))
    for event in late:
        if isinstance(event, Tag):
            _check_tag(event, report)
    for event in late:
        for start, end, node in _scripts(event):
            if _is_doubled(node):
                report(Problem("mdx-parentheses-doubled", start, end, None))


def _is_settled(event: object) -> bool:
    """Whether no later stage can reject `event`: it holds no JavaScript that has a tree."""
    if isinstance(event, Tag):
        return not event.attributes
    return not isinstance(event, Module) and (
        not isinstance(event, (Placed, FlowExpression)) or bool(event.expression.plain_text)
    )


def _scripts(event: object) -> Iterator[tuple[int, int, Node]]:
    """The JavaScript that belongs to `event`, and where the construct is that holds it."""
    if isinstance(event, (Placed, FlowExpression)):
        if not event.expression.plain_text and event.expression.node is not None:
            yield event.start, event.end, event.expression.node
    elif isinstance(event, Tag):
        for attribute in event.attributes:
            value = attribute.value
            if isinstance(value, Expression) and not value.plain_text and value.node is not None:
                yield event.start, event.end, value.node
    elif isinstance(event, Module) and event.program is not None:
        for item in event.program.items:
            if item is not None:
                yield event.chunk.source(item.start), event.chunk.source(item.end), item


def _is_doubled(node: Node) -> bool:
    pending = [node]
    while pending:
        current = pending.pop()
        inner = current.right
        if current.type == "ParenthesizedExpression" and inner and inner.type == current.type:
            return True
        pending += current.list_children()
    return False


def flatten(events: Iterable[object]) -> Iterator[object]:
    """All events in order, those inside texts, links and directives too, frames left out.

    What is in the text of an image is left out as well: only its words reach the page.
    """
    pending = [iter(events)]
    while pending:
        for event in pending[-1]:
            if isinstance(event, (Text, Nested)):
                if event.events:
                    pending.append(iter(event.events))
                    break
            elif isinstance(event, Group):
                if event.kind != "image":
                    pending.append(iter(event.items))
                    break
            elif not isinstance(event, (Enter, Exit)):
                yield event.tag if isinstance(event, FlowTag) else event
        else:
            pending.pop()


def _is_layout(node: Node) -> bool:
    if node.type == "ExportDefaultDeclaration":
        return True
    return (
        node.type == "ExportNamedDeclaration"
        and node.flag
        and any(item is not None and item.name == "default" for item in node.items)
    )


def _check_tag(tag: Tag, report: Callable[[Problem], None]) -> None:
    spread = False
    for attribute in tag.attributes:
        if attribute.name == "key" and spread:
            report(Problem("mdx-attribute-invalid", tag.start, tag.end, None, "key after spread"))
        spread = spread or attribute.name == "..."
        value = attribute.value
        if isinstance(value, Expression) and not value.plain_text and value.node is not None:
            _check_node(value.node, tag, report)


def _check_node(node: Node, tag: Tag, report: Callable[[Problem], None]) -> None:
    """JSX inside an expression is held to the same order."""
    pending = [node]
    while pending:
        current = pending.pop()
        pending += current.list_children()
        spread = False
        for item in current.items if current.type == "JSXElement" else ():
            if item is not None and item.type == "JSXAttribute" and item.name == "key" and spread:
                report(
                    Problem("mdx-attribute-invalid", tag.start, tag.end, None, "key after spread")
                )
            spread = spread or (item is not None and item.type == "JSXSpreadAttribute")
