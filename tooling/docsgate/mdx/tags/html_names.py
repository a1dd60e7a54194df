"""The names of HTML elements, from the HTML standard and SVG."""

from __future__ import annotations

_VOID_ELEMENTS = """
area base br col embed hr img input link meta param source track wbr
"""
VOID_ELEMENTS = frozenset(_VOID_ELEMENTS.split())

_ELEMENTS = """
a abbr acronym address article aside audio b bdi bdo big blockquote body button canvas caption
center cite code colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset
figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup html i
iframe ins kbd label legend li main map mark marquee math menu menuitem meter nav nobr noframes
noscript object ol optgroup option output p picture pre progress q rp rt ruby s samp script
search section select slot small span strike strong style sub summary sup svg table tbody td
template textarea tfoot th thead time title tr tt u ul var video
"""
ELEMENTS = VOID_ELEMENTS | frozenset(_ELEMENTS.split())

_SVG_ELEMENTS = """
animate circle clippath defs desc ellipse fecolormatrix filter foreignobject g image line
lineargradient marker mask metadata path pattern polygon polyline radialgradient rect stop
symbol text textpath tspan use view
"""
SVG_ELEMENTS = frozenset(_SVG_ELEMENTS.split())
