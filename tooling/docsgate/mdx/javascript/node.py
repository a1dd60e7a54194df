"""The nodes of a JavaScript syntax tree, as far as verdicts and render hazards need them.

name                 what `name`, `left`, `right`, `items` hold
Identifier           name
Literal              name: string, number, regexp, null, boolean; `value` for strings
ArrayExpression      items; so for ArrayPattern, with None for a hole
ObjectExpression     items: Property, SpreadElement; so for ObjectPattern
Property             left: key, right: value, name: init, get, set; `flag` when computed
MemberExpression     left: object, right: property; `flag` when computed
function kinds       left: own name, items: parameters, right: body
JSXElement           name as written, items: attributes then children
all others           left, right and items in source order
"""

from __future__ import annotations


class Node:
    """One node. `start` and `end` are offsets in the text that was parsed."""

    __slots__ = (
        "end",
        "flag",
        "items",
        "left",
        "name",
        "optional",
        "right",
        "start",
        "type",
        "value",
    )

    def __init__(self, kind: str, start: int, end: int) -> None:
        self.type = kind
        self.start = start
        self.end = end
        self.name = ""
        self.value = ""
        self.left: Node | None = None
        self.right: Node | None = None
        self.items: list[Node | None] = []
        self.flag = False
        self.optional = False

    def list_children(self) -> list[Node]:
        """The child nodes in source order."""
        sides = (self.left, *self.items, self.right)
        return [child for child in sides if child is not None]
