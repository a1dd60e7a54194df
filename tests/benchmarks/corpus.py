"""Make a documentation repository of any size from a seed, for benchmarks.

    python tests/benchmarks/corpus.py FOLDER --documents 1000 --seed 1

The documents are ADRs and RFCs of about 13 KB with what real ones hold: frontmatter, headings,
paragraphs, lists, nested lists, tables, code in several languages, links of every notation to
each other and to their headings, images, footnotes, braces and `<` in prose. About one document in
five has a defect of some kind: a dead link or anchor, an MDX break, trailing white space, a fence
without a language, a wrong status. The same seed gives the same bytes.
"""

# ruff: noqa: T201 - a program that prints

import argparse
from pathlib import Path
from random import Random

from vocabulary import ADJECTIVES, CODE, JOINS, NOUNS, STATUSES, TAGS, VERBS

SECTIONS = ("Context", "Decision", "Consequences", "Alternatives", "Rollout", "Open questions")
DEFECTS = (
    "See [the plan](./adr-999-missing.md) for more.\n",
    "The budget is [described above](#no-such-heading).\n",
    "Reads stay at P99 <10ms for {tenant_id} and {a b}.\n",
    "The last word has a space behind it. \n",
    "```\na block without a language\n```\n",
    "- an item\n  - nested by two\n  - and another\n",
    "<br> is not closed, and <https://example.com/path> is an autolink.\n",
)


def write_corpus(folder, documents, seed=1):
    """Write that many documents below `folder`/docs-cms; return their total size in bytes."""
    names = [_name(number, Random(f"{seed}:{number}")) for number in range(1, documents + 1)]
    (folder / "docs-cms/adr").mkdir(parents=True)
    (folder / "docs-cms/rfcs").mkdir()
    (folder / "docs-cms/adr/system.svg").write_text("<svg/>", encoding="utf-8")
    total = 0
    for number in range(1, documents + 1):
        data = _document(number, names, Random(f"{seed}:{number}")).encode()
        (folder / "docs-cms" / names[number - 1]).write_bytes(data)
        total += len(data)
    return total


def _name(number, random):
    """Path of a document: four ADRs, then an RFC."""
    title = "-".join((random.choice(ADJECTIVES), random.choice(NOUNS), random.choice(NOUNS)))
    if number % 5:
        return f"adr/adr-{number:05}-{title}.md"
    return f"rfcs/rfc-{number:05}-{title}.md"


def _document(number, names, random):
    kind = names[number - 1].split("/")[1][:3]
    _name(number, random)  # Draw what the name drew, so that the text differs from it.
    parts = [_front(kind, number, random)]
    for section in SECTIONS:
        parts.append(f"## {section}\n")
        for _ in range(random.randint(1, 2)):
            parts.append(f"### {_phrase(random).capitalize()}\n")
            parts += [_block(names, random) for _ in range(random.randint(2, 5))]
    if random.random() < 0.2:
        parts.insert(random.randrange(2, len(parts)), random.choice(DEFECTS))
    parts.append(f"[next]: {_relative(names, random)}\n")
    parts.append(f"[^1]: {_sentence(random)}\n")
    return "\n".join(parts)


def _front(kind, number, random):
    title = f"{kind.upper()}-{number:05}: {_phrase(random).capitalize()}"
    tags = ", ".join(random.sample(TAGS, 3))
    day = f"2025-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    return (
        f'---\ntitle: "{title}"\nid: {kind}-{number:05}\nstatus: {random.choice(STATUSES)}\n'
        f"date: {day}\ndeciders: [core team]\ntags: [{tags}]\n---\n\n# {title}\n\n"
        f"{_paragraph(random)}\nIt follows [the one before][next] and has a note.[^1]\n"
    )


def _block(names, random):
    makers = (_paragraph, _paragraph, _paragraph, _list, _nested, _table, _code, _code)
    text = random.choice(makers)(random)
    if random.random() < 0.2:
        text += f"\nSee [{_phrase(random)}]({_relative(names, random)}).\n"
    if random.random() < 0.1:
        text += f"\n![{_phrase(random)}](../adr/system.svg)\n"
    return text


def _relative(names, random):
    target = random.choice(names)
    fragment = f"#{random.choice(SECTIONS).lower().replace(' ', '-')}"
    return "../" + target + (fragment if random.random() < 0.4 else "")


def _phrase(random):
    return f"{random.choice(ADJECTIVES)} {random.choice(NOUNS)} {random.choice(NOUNS)}"


def _sentence(random):
    words = f"The {_phrase(random)} {random.choice(VERBS)} the {_phrase(random)}"
    if random.random() < 0.6:
        words += f" {random.choice(JOINS)} a {random.choice(NOUNS)} {random.choice(VERBS)} it"
    extra = random.random()
    if extra < 0.1:
        words += f" (`{random.choice(NOUNS)}.{random.choice(NOUNS)}`)"
    elif extra < 0.11:
        words += f", see https://example.com/{random.choice(NOUNS)}/{random.randint(1, 999)}"
    elif extra < 0.15:
        words += f" in **{random.randint(2, 90)} ms** or *less*"
    return words + "."


def _paragraph(random):
    return " ".join(_sentence(random) for _ in range(random.randint(2, 6))) + "\n"


def _list(random):
    return "".join(f"- {_sentence(random)}\n" for _ in range(random.randint(3, 7)))


def _nested(random):
    items = []
    for number in range(1, random.randint(3, 5)):
        items.append(f"{number}. **{_phrase(random)}**: {_sentence(random)}\n")
        items += [f"    - {_sentence(random)}\n" for _ in range(random.randint(1, 3))]
    return "".join(items)


def _table(random):
    rows = [
        f"| {_phrase(random)} | {random.choice(VERBS)} | {random.randint(1, 500)} ms |\n"
        for _ in range(random.randint(3, 8))
    ]
    return "| what | does | limit |\n|---|---|---|\n" + "".join(rows)


def _code(random):
    language = random.choice(sorted(CODE))
    noun, other = random.choice(NOUNS), random.choice(NOUNS)
    code = CODE[language].format(
        noun=noun,
        noun2=other,
        Noun=noun.capitalize(),
        Noun2=other.capitalize(),
        Verb=random.choice(VERBS).capitalize(),
        number=random.randint(2, 9000),
    )
    return f"```{language}\n{code * random.randint(1, 4)}```\n"


def main():
    parser = argparse.ArgumentParser(description="Make a documentation repository from a seed.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    size = write_corpus(chosen.folder, chosen.documents, chosen.seed)
    print(f"{chosen.documents} documents, {size / 1e6:.1f} MB, in {chosen.folder}/docs-cms")


if __name__ == "__main__":
    main()
