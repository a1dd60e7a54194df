"""The refusals of a namespace: those of its patterns, and of how they are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .registry import LAYERS, PATTERNS

if TYPE_CHECKING:
    from ..configuration.namespace import Namespace


def judge(namespace: Namespace) -> None:
    """Note each refusal in the section that is wrong."""
    kinds = dict.fromkeys([namespace.pattern, *(layer.kind for layer in namespace.layers)])
    for kind in kinds:
        if kind in PATTERNS:
            for rule in PATTERNS[kind].rules:
                rule(namespace)
    _judge_order(namespace)


def _judge_order(namespace: Namespace) -> None:
    """C12: each layer may be there once, the outermost first."""
    kinds = [layer.kind for layer in namespace.layers]
    for number, layer in enumerate(namespace.layers):
        before = kinds[:number]
        if layer.kind in before:
            reason = f"`{layer.kind}` is there twice"
            layer.section.refuse("C12", None, reason, "keep one of them")
        elif any(LAYERS.index(kind) > LAYERS.index(layer.kind) for kind in before):
            reason = f"`{layer.kind}` comes after a layer that it encloses"
            right = " then ".join(f"`{kind}`" for kind in LAYERS if kind in kinds)
            layer.section.refuse("C12", None, reason, f"write {right}")
