"""Pages with all that gives an element an id on a site: a grammar for Hypothesis."""

from hypothesis import strategies as st

WORDS = (
    "alpha", "Beta", "snake_case", "It's", "x-y", "42", "café", "one--two", "1/2", "(c)", "2nd",
    "std::vector::push", "10:30:45", ":smile:", ":material-home:", "a:", "C#", "Map<K, V>",
    "&amp;", "A & B", "...", '"q"', "->", "www.example.org", "https://example.org/a_b_c", "@user",
    "#12", "user/repo", "H~2~O", "~~gone~~", "^up^", "==marked==", "++ctrl+alt++", "{++new++}",
    "{--old--}", "$x_1$", "\\*", "\\#", "_em_", "*em*", "**strong**", "***both***", "a_b_",
    "`code`", "`a b.c()`", "`#!py print`", "`:::py x`", "`<b>`", "``a ` b``", "[text](other.md)",
    '[text](other.md "t")', "[ref][r]", "![alt](x.png)", "<b>bold</b>", "<https://example.org>",
    "[^1]", "e.g.", "½", "…", "naïve", "日本", "—", "emoji 🎉", "!", "?", "a,", "tab\tbed", "(tm)",
    "__init__", "- x", "1.", "[x] done", "a*b*c", "{ braces }", "“quoted”", "0123abc",
    "0123456789abcdef0123456789abcdef01234567",
)  # fmt: skip
LISTS = (
    "{ #own }", "{: #own }", "{#own}", "{ .cls #own }", "{ id=own }", "{ id='own' }",
    '{ #a title="}" }', "{ data-x='{' #b }", "{}", "{ .lg .middle }", "{:#c}", "{ #d", "{ : #e }",
    '{ title="a #b" }', "{ #f #g }",
)  # fmt: skip
word = st.sampled_from(WORDS)
attributes = st.sampled_from(LISTS)
plain = st.sampled_from((*WORDS[:8], "`code`", "**strong**", "a:", "Well, then", "(see)", "why?"))


@st.composite
def inline(draw):
    """Words, some of them with an attribute list."""
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        text = draw(word)
        joint = draw(st.sampled_from(("", "", "", " ")))
        parts.append(text + joint + draw(attributes) if draw(st.integers(0, 5)) == 0 else text)
    return " ".join(parts)


@st.composite
def heading(draw):
    """A heading in one of the two notations, or what looks like one."""
    text = draw(st.one_of(inline(), st.lists(plain, min_size=1, max_size=4).map(" ".join)))
    if draw(st.integers(0, 3)) == 0:
        text += " " + draw(attributes)
    form = draw(st.integers(0, 11))
    if form == 0:
        return f"{text}\n{draw(st.sampled_from(('---', '===', '-', '=====')))}"
    end = {1: " ##", 2: "##"}.get(form, "")
    mark = "#" * draw(st.integers(1, 6)) + ("" if form == 3 else " ")
    indent = {4: " ", 5: "   ", 6: "    ", 7: "- ", 8: "> "}.get(form, "")
    return f"{indent}{mark}{text}{end}"


BLOCKS = (
    "text",
    "- a\n- b",
    "1. a\n\n    ## In an item",
    "> ## In a quote",
    "| a | b |\n|---|---|\n| c | d |",
    "```py\nx = 1\n# no heading\n```",
    "``` { .py #fence }\nx = 1\n```",
    "``` py { #second }\nx\n```",
    "```mermaid\ngraph\n```",
    '``` py title="t" linenums="1"\nx\n```',
    "~~~\n## no\n~~~",
    "    ## code",
    "Term { #term }\n:   Definition { #def }",
    "!!! note\n\n    ## In a note",
    '??? note "N"\n    text',
    '=== "First tab"\n\n    text\n\n=== "Second"\n\n    ## In a tab',
    "/// note | N\n    attrs: {id: adm}\ntext\n///",
    "/// html | div#x\ntext\n///",
    "/// tab | T\ntext\n///",
    "/// details | D\n    attrs: {id: det}\n## In\n///",
    "| a |\n|---|\n| b |\n\n/// caption\n    attrs: {id: cap}\nA\n///",
    "[^1]: A note { #note }",
    "[^1]: A note\n\n    ## In a note",
    '<div id="raw">\n\n## In raw\n\n</div>',
    '<a name="named"></a>',
    '<div markdown id="md">\n\n## In markdown\n\n</div>',
    "<!-- ## no -->",
    "text\n{: #para }",
    "- a\n    - b\n    {: #li }\n- c",
    "| a |\n|---|\n| c { #cell } |",
    "| a |\n|---|\n| c |\n{: #table }",
    "---\n{: #rule }",
    "---",
    "text ~~gone~~{: #s } and *em*{ #e } `code`{ #co .py }",
    ":smile:{ #em }",
    "*[abbr]: long",
    "[r]: other.md",
    "$$\n# no\n$$",
    "- [ ] task { #task }",
    "a\n## behind text\nb",
    "| a |\n|---|\n## row?",
    "- a\n## behind an item",
    "## Same\n\n## Same",
    "## Same_1",
    '<span id="s1">x</span>',
    "text\n---",
    "<details>\n<summary>S</summary>\n## D\n</details>",
    "> [!note]\n> text",
    "<p>\n## in p\n</p>",
    "![i](x.png){ #img }",
    "<kbd>\n\n## after kbd",
    "`a\n<div>` ## b",
)


@st.composite
def page(draw):
    """A page of headings, and of other blocks that may have ids."""
    parts = draw(st.lists(st.one_of(heading(), st.sampled_from(BLOCKS)), min_size=1, max_size=6))
    if draw(st.booleans()):  # A page of plain headings, with at most one of the other blocks.
        heads = st.lists(plain, min_size=1, max_size=4).map(lambda words: "## " + " ".join(words))
        parts = [*draw(st.lists(heads, min_size=1, max_size=4)), *parts[: draw(st.integers(0, 1))]]
        parts = draw(st.permutations(parts))
    gap = draw(st.sampled_from(("\n\n", "\n\n", "\n\n", "\n")))
    return gap.join(parts) + "\n"
