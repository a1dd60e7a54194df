"""A recogniser for the JavaScript inside MDX: expressions, JSX and modules.

It accepts what acorn 8 accepts with `ecmaVersion` 2024, `sourceType` module and the JSX plugin,
and raises where acorn raises, because MDX decides with acorn where an expression ends. The
grammar is that of ECMA-262 (2024 edition) and of the JSX draft; where they leave a choice (which
of two errors comes first, how far the tokenizer has read when it is raised) acorn's observable
behaviour decides.

    tokens -> lexer -> scopes -> targets -> functions -> expressions -> jsx -> statements -> modules

Each module adds one part of the grammar to the class of the one before it; `parser` at the end
is the only one that others import.
"""
