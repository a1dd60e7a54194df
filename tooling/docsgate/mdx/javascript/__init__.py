"""A recogniser for the JavaScript inside MDX: expressions, JSX and modules.

It accepts what acorn 8 accepts with `ecmaVersion` 2024, `sourceType` module and the JSX plugin,
and raises where acorn raises, because MDX decides with acorn where an expression ends. The
grammar is that of ECMA-262 (2024 edition) and of the JSX draft; where they leave a choice (which
of two errors comes first, how far the tokenizer has read when it is raised) acorn's observable
behaviour decides.

The grammar is functions over one `ParserState`, a file for each family of rules. A file imports
only files that come before it in this list, a test says so. Where the grammar leads back, from the
body of a function to statements, it goes through `state.grammar`, which `parser` fills (see
`state`).

    values        characters, node, tokens, contexts, scope, pending, state, failures
    tokens        regexp_characters, regexp, literals, lexical_goal, lexer
    words         scoping, steps, lookahead, terminals
    patterns      targets, patterns, bound_names
    functions     functions, classes
    operands      lists, objects, templates, parentheses, calls, jsx, operands
    expressions   operators
    statements    declarations, loops, statements, modules
    answers       parser, plain

Others ask `parser`, or `plain`, which knows without a tree what nearly all expressions need.
"""
