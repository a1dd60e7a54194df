"""Only documents that judged by what moved are mended a second time."""

import pytest

from docsgate.configuration.discovery import documents_of
from docsgate.fixing import mending
from tools.configured import configured

INVERTED = """Run:

```sh
make all
make install
```text

## Next

Go on.

```sh
make clean
make test
```
"""


@pytest.mark.parametrize(
    ("texts", "again"),
    [
        ({"b.md": "[a](a.md#next) \n", "c.md": "[b](b.md#x) \n"}, ["b.md"]),
        ({"b.md": "[a](a.md) \n", "c.md": "text \n"}, []),
        ({"b.md": "text \n", "c.md": "[gone](gone.md#next) \n"}, ["c.md"]),
        ({"0.md": "[a](a.md#next) \n"}, []),
    ],
    ids=["asks for the anchors", "asks for none", "asks for any", "comes before"],
)
def test_who_asked_for_anchors_that_moved_is_mended_again(tmp_path, monkeypatch, texts, again):
    for name, text in {"a.md": INVERTED, **texts}.items():
        (tmp_path / name).write_text(text, "utf-8")
    config = configured([tmp_path], select=["fence-*", "whitespace-*", "link-*"], jobs=1)
    seen = []

    def mend(rechecker, document, *others, **choices):
        seen.append(document.path)
        return mend_document(rechecker, document, *others, **choices)

    mend_document = mending.mend_document
    monkeypatch.setattr(mending, "mend_document", mend)

    mended = mending.mend(config, documents_of(config, [tmp_path])).mended

    names = sorted(["a.md", *texts])
    assert [change.before.path for change in mended.changes] == names
    assert seen == names + again
