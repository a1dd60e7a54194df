"""A pattern as one value: what is derived from it is written nowhere else.

`namespaces.registry` finds the `PATTERN` of each room. From these values follow what configurations
may say and what is refused, how a namespace is opened, the metrics, what `docsgate pattern run` can
show, and what the tests ask of the code and of the page.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..configuration.namespace import LayerSettings, Namespace

if TYPE_CHECKING:
    from ..configuration.backends import Backend, Backends
    from ..configuration.section import Section
    from ..ports import Queue, TransactionalStore
    from ..wiring.wiring import Wiring
    from .demonstrations import Demonstration
    from .layers import Appender, HandlesOnce, Layer

LayerReader = Callable[["Section", "Backends"], LayerSettings]
NamespaceReader = Callable[[Namespace, "Backends"], Namespace]
Rule = Callable[[Namespace], None]


@dataclass(frozen=True, slots=True)
class Wired:
    """What a pattern gives to a namespace that is opened. What it does not have is None.

    A layer gives a `layer`, an `outbox` or an `inbox` to the client. `register` is the backend in
    which it seals. `queue` and `store` are those that the application may use, too. `parts` are
    found by their types: a client, or a relay that somebody has to run.
    """

    layer: Layer | None = None
    outbox: Appender | None = None
    inbox: HandlesOnce | None = None
    register: Backend | None = None
    queue: Queue | None = None
    store: TransactionalStore | None = None
    parts: tuple[object, ...] = ()


Wire = Callable[["Wiring", Namespace, Sequence[Wired]], Awaitable[Wired]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern. It is either a layer of a namespace, or what a namespace is.

    `name` is what configurations and `docsgate pattern run` call it, and `page` is its page below
    `docs-cms`. One of `layer` and `namespace` reads its settings. `layered` namespaces have layers;
    a layer is `inside` those that it names. `rules` note refusals, and `codes` are those that this
    pattern brings. `wire` makes it from its settings, with the layers that are wired already.
    `faults` are the steps at which it can be stopped, and `metrics` what it counts.
    """

    name: str
    page: str
    layer: LayerReader | None = None
    namespace: NamespaceReader | None = None
    layered: bool = False
    inside: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    wire: Wire | None = None
    faults: tuple[str, ...] = ()
    metrics: Mapping[str, str] = field(default_factory=dict)
    demonstration: Demonstration | None = None

    def __post_init__(self) -> None:
        assert (self.layer is None) != (self.namespace is None), "one of the two reads settings"
