"""The names of all elements that browsers know, old ones included.

HTML: section 4, "The elements of HTML", and section 16.2, "Non-conforming features". `image` is
what a parser reads as `img` (section 13.2.6.4.7). SVG 2: appendix "Element index". MathML Core:
section 2.1.1, and the elements of MathML 3 that renderers take. All are in lower case, because HTML
tells no cases apart.
"""

from __future__ import annotations

from ..mdx.tags.html_names import ELEMENTS, SVG_ELEMENTS

_OLD_HTML = """
applet basefont bgsound blink dir fencedframe image isindex keygen listing multicol nextid noembed
param plaintext rb rtc selectedcontent spacer xmp
"""
_SVG = """
animatemotion animatetransform cursor feblend fecomponenttransfer fecomposite feconvolvematrix
fediffuselighting fedisplacementmap fedistantlight fedropshadow feflood fefunca fefuncb fefuncg
fefuncr fegaussianblur feimage femerge femergenode femorphology feoffset fepointlight
fespecularlighting fespotlight fetile feturbulence filter hatch hatchpath mesh meshgradient
meshpatch meshrow mpath set solidcolor switch tref unknown
"""
_MATHML = """
annotation annotation-xml maction malignmark menclose merror mfenced mfrac mglyph mi mlabeledtr
mlongdiv mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mscarries mscarry
msgroup msline mspace msqrt msrow mstack mstyle msub msubsup msup mtable mtd mtext mtr munder
munderover none semantics
"""
BROWSER_ELEMENTS = ELEMENTS | SVG_ELEMENTS | frozenset(f"{_OLD_HTML}{_SVG}{_MATHML}".split())
