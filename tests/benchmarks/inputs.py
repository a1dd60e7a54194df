"""What the benchmarks read: real documents that lie beside the project, or generated ones."""

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import write_corpus

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared/corpus"
"""One repository's documents at several moments. They are not part of this project."""


def real_tree(name):
    """Folder of the real tree `name`, or None when it is not on this machine."""
    folder = REAL / name
    return folder if folder.is_dir() else None


@contextmanager
def documents(count=155):
    """The texts of the largest real tree, or of `count` generated documents, and their name."""
    real = real_tree("prism-c45f0c7")
    if real is not None:
        yield _texts(real), "prism-c45f0c7"
        return
    with TemporaryDirectory() as folder:
        write_corpus(Path(folder), count)
        yield _texts(Path(folder)), f"{count} generated"


def _texts(folder):
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))]
