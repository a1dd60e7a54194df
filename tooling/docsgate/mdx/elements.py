"""What React refuses in an element whose attributes are known.

`style` must be an object; elements that HTML defines as empty may have no children; raw HTML
excludes children. Components are exempt: what they do with their attributes is theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .expressions import Expression
from .html_names import VOID_ELEMENTS
from .js.characters import continues_identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .tags import Attribute, Tag

_RAW_HTML = "dangerouslySetInnerHTML"


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
    names = {attribute.name for attribute in tag.attributes}
    void = tag.name in VOID_ELEMENTS or tag.name == "menuitem"
    if void and (has_children or names & {"children", _RAW_HTML}):
        yield tag.start, f"`<{tag.name}>` cannot have children", f"write `<{tag.name} />`"
    for attribute in tag.attributes:
        if attribute.name == "style" and is_text(attribute):
            seen = '`style="..."` is a string, React wants an object'
            yield attribute.start, seen, "write `style={{name: 'value'}}`, or use a class"
        if attribute.name == _RAW_HTML and (is_text(attribute) or has_children):
            seen = f"`{_RAW_HTML}` must be an object, in an element without children"
            yield attribute.start, seen, "write `{{__html: '...'}}`"
    if tag.name == "textarea" and has_children and names & {"value", "defaultValue"}:
        yield tag.start, "`<textarea>` has a value and children", "remove one of them"


def is_text(attribute: Attribute) -> bool:
    """Whether the attribute is bare, a string, or an expression that is a string."""
    value = attribute.value
    if not isinstance(value, Expression):
        return True
    node = value.node
    return node is not None and (
        (node.type == "Literal" and node.name in ("string", "number", "boolean"))
        or node.type == "TemplateLiteral"
    )
