"""The names that exist wherever a page is rendered.

ECMAScript's globals; what a function has; what MDX and Docusaurus put around the content; and
names of Node and browsers that many sites have, about which no verdict is given.
"""

from __future__ import annotations

_ECMASCRIPT = """
AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView
Date Error EvalError FinalizationRegistry Float32Array Float64Array Function Infinity Int16Array
Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError
ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError
Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly console
decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN
parseFloat parseInt undefined unescape constructor toString valueOf hasOwnProperty isPrototypeOf
propertyIsEnumerable toLocaleString
"""
ECMASCRIPT = frozenset(_ECMASCRIPT.split())

_CONTENT = """
props arguments MDXContent _createMdxContent _jsx _jsxs _jsxDEV _components _Fragment
_provideComponents
"""
CONTENT = frozenset(_CONTENT.split())

_DOCUSAURUS = """
frontMatter contentTitle toc metadata assets
"""
DOCUSAURUS = frozenset(_DOCUSAURUS.split())

DOCUSAURUS_COMPONENTS = frozenset(("Head", "Details"))

_ENVIRONMENT = """
process URL URLSearchParams Buffer fetch setTimeout clearTimeout setInterval clearInterval
setImmediate queueMicrotask structuredClone require module exports __dirname __filename global
performance TextEncoder TextDecoder AbortController Event EventTarget Headers Request Response
Blob FormData crypto atob btoa navigator
"""
ENVIRONMENT = frozenset(_ENVIRONMENT.split())

# Objects, which React refuses as children.
OBJECTS = frozenset(
    ("Math", "JSON", "Intl", "Atomics", "Reflect", "WebAssembly", "console", "props")
)

NOTHING = frozenset(("undefined",))
