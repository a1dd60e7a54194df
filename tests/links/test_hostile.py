"""No document can make the judging of its links slow."""

import time

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from tools.configured import configured

SETTINGS = "site_name: x\nmarkdown_extensions: [admonition, attr_list, footnotes, def_list]\n"
TEXTS = {
    "many dead links": "".join(f"[a](x{n}.md) " for n in range(3000)),
    "many dead anchors": "".join(f"## h{n}\n\n[a](#H-{n}x)\n\n" for n in range(2000)),
    "many undefined": "".join(f"[l{n}]: x{n}.md\n" for n in range(2000)) + "[l1] " * 2000,
    "a long name": f"[x]({'a' * 300_000}.md)",
    "a deep path": f"[x](/{'a/' * 50_000})",
    "many dots": f"[x]({'../' * 50_000}a.md)",
    "many equal headings": "## a\n\n" * 10_000 + "[x](#a-5)",
    "nested marks": "".join(f"{'    ' * n}!!! note\n\n" for n in range(300)),
    "open attribute lists": "{#" * 50_000,
    "ends of labels": "]:" * 50_000,
    "equal labels": "[a]: b\n" * 20_000,
    "blocks of HTML": "<b>x</b>\n\n" * 8_000,
    "code in lists": "- a\n\n      x\n\n" * 4_000,
    "open titles": "[a](x 'y' " * 20_000,
    "escaped fences": "\\`\\`\\`\n" * 20_000 + "<a href=x>",
    "open tags": "<div>" * 50_000,
    "open scripts": "<script>" * 20_000,
    "dollars": "$a" * 50_000 + "[x](y)",
    "nul and surrogates": "[x](a%00b.md) [y](%ED%A0%80.md)",
}


@pytest.mark.parametrize("name", TEXTS)
def test_links_are_judged_in_time(tmp_path, name):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    (tmp_path / "docs/a.md").write_text(TEXTS[name])
    rules = ["link-*", "anchor-*", "image-*"]
    config = configured([tmp_path], select=rules, targets=["mkdocs", "github"])
    started = time.process_time()

    check(config, documents_of(config, []))

    assert time.process_time() - started < 4
