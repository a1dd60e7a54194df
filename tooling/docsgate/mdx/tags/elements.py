"""What React refuses in an element whose attributes are known.

`style` must be an object; elements that HTML defines as empty may have no children; raw HTML
excludes children. Components are exempt: what they do with their attributes is theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..javascript.characters import continues_identifier
from .expressions import Expression
from .html_names import VOID_ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..javascript.node import Node
    from .tag import Attribute, Tag

_RAW_HTML = "dangerouslySetInnerHTML"
_STYLE = '`style="..."` is a string, React wants an object'
_STYLE_ADVICE = "write `style={{name: 'value'}}`, or use a class"
_NEVER_OBJECTS = frozenset(
    (
        "ArrowFunctionExpression", "BinaryExpression", "ClassExpression", "FunctionExpression",
        "TemplateLiteral", "UpdateExpression",
    )
)  # fmt: skip


def is_component(name: str) -> bool:
    """Whether a tag of this name is looked up among the components."""
    if not name:
        return False
    if "." in name:
        return True
    lower = "a" <= name[0] <= "z"
    return not lower and all(continues_identifier(character) for character in name)


def refusals(tag: Tag, *, has_children: bool) -> Iterator[tuple[int, str, str]]:
    """Offset, what is refused, and what to write, for each refusal."""
    if is_component(tag.name):
        return
    last = {attribute.name: attribute for attribute in tag.attributes}
    attributes = [attribute for attribute in last.values() if not _is_null(attribute)]
    names = {attribute.name for attribute in attributes}
    if _is_void(tag.name) and (has_children or names & {"children", _RAW_HTML}):
        yield tag.start, f"`<{tag.name}>` cannot have children", f"write `<{tag.name} />`"
    yield from _attribute_refusals(attributes, has_children=has_children)
    if tag.name == "textarea" and has_children and names & {"value", "defaultValue"}:
        yield tag.start, "`<textarea>` has a value and children", "remove one of them"


def _is_void(name: str) -> bool:
    """Whether React allows the element no children."""
    return name in VOID_ELEMENTS or name == "menuitem"


def _attribute_refusals(
    attributes: Iterable[Attribute], *, has_children: bool
) -> Iterator[tuple[int, str, str]]:
    for attribute in attributes:
        if attribute.name == "style" and is_text(attribute):
            yield attribute.start, _STYLE, _STYLE_ADVICE
        if attribute.name == _RAW_HTML and (is_text(attribute) or has_children):
            seen = f"`{_RAW_HTML}` must be an object, in an element without children"
            yield attribute.start, seen, "write `{{__html: '...'}}`"


def _is_null(attribute: Attribute) -> bool:
    """Whether the attribute is as good as absent."""
    node = attribute.value.node if isinstance(attribute.value, Expression) else None
    return node is not None and node.name in ("null", "undefined")


def is_text(attribute: Attribute) -> bool:
    """Whether the attribute is bare, a string, or an expression that is a string."""
    value = attribute.value
    if not isinstance(value, Expression):
        return True
    return value.node is not None and _is_never_object(value.node)


def _is_never_object(node: Node) -> bool:
    """Whether the value of `node` is surely a string, a number, a boolean or a function."""
    if node.type == "Literal":
        return node.name in ("string", "number", "boolean")
    return node.type in _NEVER_OBJECTS and node.name not in ("&&", "||", "??")


def inner_refusals(element: Node) -> Iterator[tuple[str, str]]:
    """What is refused, and what to write, in an element that is a part of an expression."""
    pending = [element]
    while pending:
        current = pending.pop()
        pending += [item for item in current.items if item and item.type == "JSXElement"]
        if is_component(current.name):
            continue
        for item in filter(None, current.items):
            if item.type == "JSXAttribute":
                if item.name == "style" and _is_bad_style(item.right):
                    yield _STYLE, _STYLE_ADVICE
            elif _is_void(current.name) and item.type not in ("JSXSpreadAttribute", "JSXText"):
                seen = f"`<{current.name}>` cannot have children"
                yield seen, f"write `<{current.name} />`"


def _is_bad_style(value: Node | None) -> bool:
    """Whether the value of a `style` in an expression is missing or no object."""
    if value is not None and value.type == "JSXExpressionContainer":
        value = value.right
    return value is None or _is_never_object(value)
