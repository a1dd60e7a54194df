"""Reads YAML into plain values without running anything.

mkdocs.yml may hold `!!python/name:` and `!ENV` tags. The loader here works on libyaml's events, so
no tag constructs an object. A value with an unknown tag becomes a `Tagged` value.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

DEPTH_MAX = 64
NODES_MAX = 100_000
"""Only nodes that are written count, since aliases are not copied. Real files have some hundred."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Tagged(NamedTuple):
    """A value under a tag that YAML itself does not define, such as `!!python/name:a.b`."""

    tag: str
    value: object


def read_yaml(text: str) -> object:
    """The first document in `text` as dictionaries, lists and scalars; None for none.

    Raises ValueError when it is no YAML, or is deeper than `DEPTH_MAX` or larger than `NODES_MAX`.
    """
    try:
        return _Reader(_Loader(text)).document()
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error)) from None


class _Reader:
    def __init__(self, loader: Any) -> None:
        self._loader = loader
        self._anchors: dict[str, object] = {}
        self._count = 0

    def document(self) -> object:
        while self._loader.check_event():
            event = self._loader.get_event()
            if isinstance(event, yaml.NodeEvent):
                return self._value(event, 0)
        return None

    def _value(self, event: yaml.NodeEvent, depth: int) -> object:
        self._count += 1
        if depth > DEPTH_MAX or self._count > NODES_MAX:
            raise ValueError("nested too deep, or too large")
        if isinstance(event, yaml.AliasEvent):
            return self._anchors.get(event.anchor or "")
        value = self._untagged(event, depth)
        tag = getattr(event, "tag", None)
        if tag and not tag.startswith("tag:yaml.org,2002:"):
            value = Tagged(tag, value)
        elif tag and tag.startswith("tag:yaml.org,2002:python/"):
            value = Tagged(tag.removeprefix("tag:yaml.org,2002:"), value)
        if event.anchor:
            self._anchors[event.anchor] = value
        return value

    def _untagged(self, event: yaml.NodeEvent, depth: int) -> object:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        items: list[Any] = []
        while isinstance(member := self._loader.get_event(), yaml.NodeEvent):
            items.append(self._value(member, depth + 1))
        if isinstance(event, yaml.SequenceStartEvent):
            return items
        pairs = zip(items[::2], items[1::2], strict=True)
        return {key: value for key, value in pairs if isinstance(key, str | int | bool)}

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        tag = event.tag
        if tag is None or tag == "!":
            tag = self._loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag.endswith(":bool"):
            return event.value.lower() in ("true", "yes", "on")
        if tag.endswith(":null"):
            return None
        if tag.endswith(":int") and event.value.isdigit():
            return int(event.value)
        return event.value
