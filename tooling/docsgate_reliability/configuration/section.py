"""YAML mappings that remember the position of each key and value.

A `Section` returns the values of one mapping by type. For a wrong value it notes a refusal and
returns a default, so that one run reports all mistakes.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

import yaml

from .refusals import ConfigurationRefused, Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
UNWRITABLE: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # YAML escapes can write these.
SECONDS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
START: Final = yaml.Mark("", 0, 0, 0, "", 0)
BYTES: Final = {"B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}


class Section:
    """One mapping of the text. `path` names it, as in `namespaces.orders.queue`."""

    def __init__(self, node: yaml.Node, path: str, refusals: list[Refusal]) -> None:
        self.path, self.refusals, self._node = path, refusals, node
        self._values: dict[str, yaml.Node] = {}
        self._keys: dict[str, yaml.Node] = {}
        self._asked: set[str] = set()
        self._children: dict[str, Section] = {}
        if not isinstance(node, yaml.MappingNode):
            self.refuse("C01", None, "this is not a mapping", "write `key: value` pairs")
            return
        for key, value in node.value:
            where = key.start_mark
            if not isinstance(key, yaml.ScalarNode) or UNWRITABLE.search(key.value):
                self._note("C01", where, None, "this key is not a text", "write `key: value` pairs")
                continue
            if key.value in self._keys:
                reason = f"`{key.value}` is there twice, and only one would count"
                self._note("C01", where, key.value, reason, "keep one of them")
            self._keys[key.value], self._values[key.value] = key, value

    def _note(self, code: str, mark: yaml.Mark, key: str | None, reason: str, write: str) -> None:
        path = ".".join(part for part in (self.path, key or "") if part)
        line, column = _place(mark.buffer or "", mark.pointer)
        self.refusals.append(Refusal(line, column, code, path, reason, write))

    def refuse(self, code: str, key: str | None, reason: str, write: str) -> None:
        """Note a refusal at the value of `key`, or at the beginning of the section."""
        node = self._values.get(key or "", self._node)
        self._note(code, node.start_mark, key, reason, write)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def keys(self) -> list[str]:
        """All keys, in the order of the text."""
        return list(self._values)

    def child(self, key: str, *, required: bool = False) -> Section | None:
        """The mapping under `key`; None without one, which is refused when it is required."""
        self._asked.add(key)
        if key in self._children:
            return self._children[key]
        if key in self._values:
            child = Section(self._values[key], f"{self.path}.{key}".strip("."), self.refusals)
            return self._children.setdefault(key, child)
        if required:
            self.refuse("C01", None, f"there is no `{key}`", f"add `{key}:` with its keys")
        return None

    def children(self, key: str) -> list[Section]:
        """The mappings in the list under `key`; their paths have the `name` of those with one."""
        self._asked.add(key)
        node = self._values.get(key)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.refuse("C01", key, "this is not a list", "write one `- ` item for each")
            return []
        place = f"{self.path}.{key}".strip(".")
        return [
            Section(item, f"{place}.{_name_of(item)}".strip("."), self.refusals)
            for item in node.value
        ]

    def text(self, key: str, default: str | None = None, choices: Sequence[str] = ()) -> str:
        """The text under `key`. Without a default, it must be there."""
        self._asked.add(key)
        node = self._values.get(key)
        if node is None:
            if default is None:
                self.refuse("C01", None, f"there is no `{key}`", _wanted(key, choices))
            return default or ""
        if not isinstance(node, yaml.ScalarNode) or not node.value:
            self.refuse("C01", key, f"`{key}` is not a text", _wanted(key, choices))
            return default or ""
        if UNWRITABLE.search(node.value):
            reason = f"`{key}` has a character in it that no engine takes"
            self.refuse("C01", key, reason, _wanted(key, choices))
            return default or ""
        if choices and node.value not in choices:
            reason = f"`{node.value}` is not one of the possible values"
            self.refuse("C01", key, reason, _wanted(key, choices))
        return str(node.value)

    def names(self, key: str) -> list[str]:
        """The list of names under `key`, at least one."""
        self._asked.add(key)
        node = self._values.get(key)
        found = [item.value for item in node.value] if isinstance(node, yaml.SequenceNode) else []
        if not found or not all(isinstance(name, str) for name in found):
            self.refuse("C01", key, f"`{key}` is not a list of names", f"write `{key}: [one, two]`")
            return []
        for name in found:
            self._refuse_odd(key, name)
        if len(set(found)) < len(found):
            self.refuse("C01", key, "a name is there twice", "keep one of them")
        return found

    def name(self, key: str) -> str:
        """The text under `key`, which must be a name that every engine accepts unchanged."""
        name = self.text(key)
        if name:
            self._refuse_odd(key, name)
        return name

    def _refuse_odd(self, key: str, name: str) -> None:
        if not NAME.fullmatch(name):
            write = "write letters, digits, `-` and `_`, at most 64"
            self.refuse("C01", key, f"`{name}` is not a name that every engine takes", write)

    def flag(self, key: str, *, default: bool) -> bool:
        """The value `true` or `false` under `key`."""
        return self.text(key, "true" if default else "false", ["true", "false"]) == "true"

    def whole(self, key: str, default: int) -> int:
        """The whole number above 0 under `key`."""
        text = self.text(key, str(default))
        if re.fullmatch(r"[1-9][0-9]{0,8}", text):
            return int(text)
        self.refuse("C01", key, f"`{text}` is not a whole number", f"write `{key}: {default}`")
        return default

    def seconds(self, key: str, default: str, *, forever: bool = False, zero: bool = True) -> float:
        """The time under `key`, such as `30s`.

        With `forever`, that word is accepted as well; without `zero`, no time at all is refused.
        """
        text = self.text(key, default)
        if forever and text == "forever":
            return math.inf
        found = self._measure(key, text, default, SECONDS)
        if not found and not zero:
            self.refuse(
                "C01", key, f"`{text}` is over at once", f"write a time such as `{default}`"
            )
        return found

    def size(self, key: str, default: str) -> int:
        """The size under `key`, such as `256KiB`, in bytes."""
        return int(self._measure(key, self.text(key, default), default, BYTES))

    def _measure(
        self, key: str, text: str, default: str, units: dict[str, float] | dict[str, int]
    ) -> float:
        match = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,6})?) ?([A-Za-z]+)", text)
        if match and match[2] in units:
            return float(match[1]) * units[match[2]]
        write = f"write a number and one of {', '.join(units)}, such as `{default}`"
        self.refuse("C01", key, f"`{text}` has no unit that is known here", write)
        return self._measure(key, default, default, units)

    def ask(self, *keys: str) -> None:
        """Accept these keys without reading them; some are read later by `namespaces.rules`."""
        self._asked.update(keys)

    def finish(self) -> None:
        """Refuse every key that was not asked for."""
        for key, node in self._keys.items():
            if key not in self._asked:
                known = ", ".join(f"`{name}`" for name in sorted(self._asked))
                write = f"write one of {known}"
                self._note("C01", node.start_mark, key, f"nobody knows `{key}`", write)


def _name_of(item: yaml.Node) -> str:
    pairs = item.value if isinstance(item, yaml.MappingNode) else []
    names = (value for key, value in pairs if key.value == "name")
    return next((str(each.value) for each in names if isinstance(each, yaml.ScalarNode)), "")


def _wanted(key: str, choices: Sequence[str]) -> str:
    if choices:
        return f"write one of {', '.join(f'`{choice}`' for choice in choices)}"
    return f"write `{key}: …`"


def parse(text: str, file: str = "") -> Section:
    """The top mapping of the document `text`. Raises `ConfigurationRefused` if it is not YAML."""
    text = text.removeprefix("\ufeff")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or START
        raise _not_yaml(text, mark.pointer, str(error.problem), file) from error
    except yaml.reader.ReaderError as error:
        reason = f"the character U+{error.character:04X} has no place in it"
        raise _not_yaml(text, error.position, reason, file) from error
    except RecursionError as error:
        raise _not_yaml(text, 0, "it is nested too deeply", file) from error
    except (ValueError, OverflowError) as error:  # The scanner raises these for huge numbers.
        raise _not_yaml(text, 0, "a number in it is too large", file) from error
    if node is None:
        node = yaml.MappingNode("", [], START)
    return Section(node, "", [])


def _not_yaml(text: str, offset: int, reason: str, file: str) -> ConfigurationRefused:
    line, column = _place(text, offset)
    return ConfigurationRefused(
        [Refusal(line, column, "C01", "", f"not YAML: {reason}", "mend it")], file
    )


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column as an editor counts them. PyYAML also counts U+2028 as a line ending."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
