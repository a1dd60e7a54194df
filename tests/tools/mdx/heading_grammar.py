"""Headings made at random from all that may be in one, for comparison with the real compilers."""
# ruff: noqa: RUF001 - the text is meant to be hard to read

import random

WORDS = [
    "word", "Setup", "a", "B2", "x_y", "_z_", "ü", "Straße", "日本", "é", "1.2", "C++", "v1:",
    "::", ":", "a.b", "(d)", "What's", "“q”", "–", "—", "100%", "&", "&amp;", "&#65;",
    "&copy;", "&nope;", "&#131;", "\\*", "\\{", "\\<", "\\_", "\\:", "\\\\", "*", "**", "_",
    "__", "~", "~~", "`", "[", "]", "!", ">", "|", "$x$", "#", "##", "🚀", ":rocket:", ":+1:",
    "http://ex.org/a_b_c", "www.ex.org/x_y", "me@ex.org", "https://ex.org:8080/a?b=c_d",
    "ui:widget", "docker image:tag", "std::vector", "foo::bar", "key: value", "10:30", ":a",
    ":a-b", ":x1", "a:b", "a:b:c", "ns:*em*", "-", "...", "a/b", "\u00a0", "{#", "}",
]  # fmt: skip
IDS = [
    "id", "my-id", "My_Id", "a.b", "x.y:z", "a b", "*em*", "_em_", "ü", "a:b", "1", "#x",
    "`c`",
]  # fmt: skip
TAGS = [
    '<a name="s"></a>', '<a id="x" />', "<br/>", "<b>{}</b>", "<Foo bar={{1}}>{}</Foo>",
    "<></>", '<span class="x">{}</span>', "<!-- {} -->", "<!-- omit in toc -->",
    "<!-- #cid -->", "<!---->",
]  # fmt: skip
RAW = [
    "<https://ex.org/a_b>", "<me@ex.org>", "<br>", "<?php x ?>", "<!DOCTYPE x>", "<i {}>",
    "a < b",
]  # fmt: skip
LINKS = [
    "[{}](/u)", "[{}][ref]", "![{}](/i.png)", "[ref]", "[^n]", '[{}](/u "t")', "[{}][]",
    "[{}]",
]  # fmt: skip
EXPRESSIONS = [
    "{1 + 1}", "{'a b'}", "{/* note */}", "{a}", "{/* #mid */}", "{ /* #mid more */ }",
]  # fmt: skip
ATTRIBUTES = [
    "{a=b}", "{#i .c}", "{a}", "{c='d e'}", "{", "{}", "{a=b", "{ #i }",
]  # fmt: skip
SHAPES = [
    "<div>\n## {}\n</div>", "<div>\n\n## {}\n\n</div>", "> ## {}", "- ## {}", "    ## {}",
    ":::note\n\n## {}\n\n:::", ":::tip[x]\n## {}\n:::",
    "<details>\n<summary>s</summary>\n\n## {}\n</details>", "## {} ##", "##", "#{}",
    "## {}   ", "<!--\n## {}\n-->", "```\n## {}\n```",
]  # fmt: skip


def heading_documents(seed, count):
    """`count` documents with some headings each, from `seed`."""
    chance = random.Random(seed)
    for _ in range(count):
        blocks = [_block(chance) for _ in range(chance.randrange(1, 5))]
        yield "\n\n".join([*blocks, "[ref]: /u", "[^n]: Note[^n]."]) + "\n"


def _block(chance):
    """A heading, seldom one that is inside of something."""
    text = _line(chance)
    shape = chance.random()
    if shape < 0.8:
        return f"{'#' * chance.randrange(1, 5)} {text}"
    if shape < 0.86 and not text.startswith("<!--"):  # A comment at block level is no text.
        return f"{text}\n{chance.choice(['===', '---'])}"
    return chance.choice(SHAPES).replace("{}", text)


def _line(chance):
    text = _inline(chance, 0)
    end = chance.random()
    if end < 0.15:
        text += chance.choice([" ", ""]) + "{#" + chance.choice(IDS) + "}"
    elif end < 0.25:
        text += " {/* " + chance.choice(["#", ""]) + chance.choice(IDS) + " */}"
    return text


def _inline(chance, depth):
    parts = [_part(chance, depth) for _ in range(chance.randrange(1, 5))]
    return "".join(part + chance.choice([" ", " ", "", "  "]) for part in parts).strip()


def _part(chance, depth):
    kind = chance.random()
    if depth > 2 or kind < 0.45:
        return chance.choice(WORDS)
    inner = _inline(chance, depth + 1)
    if kind < 0.6:
        mark = chance.choice(["*", "**", "_", "__", "~~", "~", "***", "`", "``"])
        return mark + inner + mark
    if kind < 0.7:
        return chance.choice(LINKS).replace("{}", inner)
    if kind < 0.8:
        return chance.choice(TAGS + RAW if chance.random() < 0.3 else TAGS).replace("{}", inner)
    if kind < 0.87:
        return chance.choice(EXPRESSIONS)
    name = chance.choice(["", "x", "a-b"]) + ":" + chance.choice(["n", "a-b", "x1", "a_"])
    attributes = chance.choice(ATTRIBUTES)
    return name + chance.choice(["", f"[{inner}]", f"[{inner}]{attributes}", attributes])
