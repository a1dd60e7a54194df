"""The values that scopes are made of: kinds of scope and of binding, labels, private names."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .node import Node


class ScopeFlag:
    """What kind of scope it is: plain numbers, for they are asked for at every token."""

    BLOCK = 0
    TOP = 1
    FUNCTION = 2
    ASYNC = 4
    GENERATOR = 8
    ARROW = 16
    SIMPLE_CATCH = 32
    SUPER = 64
    DIRECT_SUPER = 128
    STATIC_BLOCK = 256
    FIELD = 512
    VARIABLES = TOP | FUNCTION | STATIC_BLOCK


class Binding(Enum):
    """How a name is bound, or that it is only assigned to."""

    NONE = 0
    VARIABLE = 1
    LEXICAL = 2
    SIMPLE_CATCH = 4
    OUTSIDE = 5


class Scope:
    """The names that one block or function declares."""

    __slots__ = ("flags", "lexical", "variables")

    def __init__(self, flags: int) -> None:
        self.flags = flags
        self.variables: set[str] = set()
        self.lexical: dict[str, None] = {}


class Label:
    """A label, a loop or a switch that `break` and `continue` may leave."""

    __slots__ = ("kind", "name", "statement_start")

    def __init__(self, kind: str, name: str = "", statement_start: int = -1) -> None:
        self.kind = kind
        self.name = name
        self.statement_start = statement_start


class PrivateNames:
    """The `#names` of one class: declared, and used before it is known whether they are."""

    __slots__ = ("declared", "used")

    def __init__(self) -> None:
        self.declared: dict[str, str] = {}
        self.used: list[Node] = []
