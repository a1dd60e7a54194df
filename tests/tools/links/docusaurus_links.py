"""Links made at random from what they may lead to, many a page, judged by a build and by us."""

import random
import re
from pathlib import PurePosixPath

from . import docusaurus_truth, truth
from .docusaurus_torture import (
    CONFIG,
    DOCS,
    FILES,
    PICTURES,
    PNG,
    RULES,
    findings_of,
    holds_for_docusaurus,
)  # fmt: skip

FRONTS = [
    "", "", "./", "../", "../guide/", "../../docs/guide/", "/", "/docs/", "/docs/guide/",
    "/guide/", "guide/", "@site/", "@site/docs/guide/", "@site/static/", "../../",
    "../../static/", "third/../", "/base/docs/guide/", ".//",
]  # fmt: skip
ROUTES = [
    "intro", "second", "second/inner", "third", "third/leaf", "named", "bare/only",
    "slugged", "absolute-slug", "nice-name", "ends", "other-id", "unlisted", "titled",
    "spa%20ce", "Upper", "comp", "dated", "7.0-notes", "dotted.name", "headings", "about",
    "team", "404.html", "nothing", "", "docs/guide/intro", "absolute", "index", "importing",
]  # fmt: skip
BEHIND = ["", "", "", "", "/", "?a=b", "/?a"]
FRAGMENTS = [
    "", "", "", "#", "#part", "#second-part", "#leaf-part", "#slug-part",
    "#inside-unlisted", "#body-part", "#spaced-part", "#part-of-upper", "#comp-part",
    "#own-part", "#about-part", "#plain-one", "#twice-1", "#twice-3", "#my-custom",
    "#from-comment", "#nothing", "#Part", "#last", "#in-quote", "#page-part",
]  # fmt: skip


LIMITS = re.compile(r"(?:team|404|blog/).*|.*(?:page|plain)\.html.*#.*", re.IGNORECASE)
"""Where we say nothing of anchors, or of pages: what scripts and the blog make of their files. And
where the build says nothing: ids in HTML that is bundled."""


def make_links(seed, count):
    """`count` link targets that are written differently, from `seed`."""
    chance = random.Random(seed)
    files = [path.removeprefix("docs/guide/") for path in FILES]
    found = {}
    while len(found) < count:
        name = chance.choice(files if chance.random() < 0.5 else ROUTES)
        change = chance.random()
        if change < 0.08:
            name = chance.choice([name.upper(), name.capitalize(), name.lower()])
        elif change < 0.16:
            name = str(PurePosixPath(name).with_suffix("")) if name else name
        elif change < 0.2:
            name = PurePosixPath(name).name
        target = chance.choice(FRONTS) + name + chance.choice(BEHIND) + chance.choice(FRAGMENTS)
        found[target] = None
    return list(found)


def verdicts(folder, seed, pages, links):
    """Build a site with so many `pages` and `links` on each; what the build says and what we say.

    The answer maps each target to whether it is alive for the build and for us.
    """
    targets = make_links(seed, pages * links)
    own = {
        f"docs/guide/links-{page:03}.md": targets[page * links : (page + 1) * links]
        for page in range(pages)
    }
    texts = {
        path: "## Page part\n\n"
        + "".join(f"- [L{number}](<{target}>)\n" for number, target in enumerate(chosen))
        for path, chosen in own.items()
    }
    config = {"docusaurus.config.js": CONFIG % (DOCS, "baseUrl: '/',"), "package.json": "{}"}
    (folder / ".git").mkdir()
    truth.write(folder, {**FILES, **texts, **config}, {})
    for path in PICTURES:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(PNG)
    dead = {
        (finding.path, texts[finding.path].count("\n", 0, finding.span.start) - 2)
        for finding in findings_of(folder, RULES)
        if finding.path in texts and holds_for_docusaurus(finding)
    }
    built = docusaurus_truth.Site(folder)
    answers = {}
    for path, chosen in own.items():
        alive = built.link_verdicts(path)
        for number, target in enumerate(chosen):
            if LIMITS.search(target):
                continue
            theirs = (path, target) not in built.said and alive.get(number)
            answers[target] = (theirs, (path, number) not in dead)
    return answers
