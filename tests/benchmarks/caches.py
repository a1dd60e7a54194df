"""What a cache of parsed documents would cost and save: ways to store the same facts.

    python tests/benchmarks/caches.py [--documents 10000]

The facts are what a run needs to know of an unchanged document: its headings and its links with
their spans. One file holds the facts of all documents, except for SQLite, which has a row for each
document. The rows below the line show what a run pays in any case (asking for each file's size and
time), or instead of a cache (reading, hashing, parsing). msgpack has a row when it is installed.
"""
# ruff: noqa: T201 - a program that prints

import argparse
import hashlib
import json
import os
import pickle
import sqlite3
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2] / "tooling"))

from corpus import write_corpus
from measure import best_cpu_seconds
from table import table

from docsgate.parsing.markdown import parse
from docsgate.text import Source

RUNS = 3


def facts(path, text):
    """The facts of the document that a later run needs, so that it need not read it."""
    document = parse(Source(path, text))
    headings = [
        (heading.level, heading.text, heading.span.start, heading.span.end)
        for heading in document.headings
    ]
    links = [
        (link.kind.value, link.target, link.span.start, link.span.end, link.target_span.start)
        for link in document.links
    ]
    return {"path": path, "hash": _hash(text.encode()), "headings": headings, "links": links}


def _hash(data):
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def write_stores(folder, found):
    """Store `found` in every way; return name, file and reader of each."""
    as_json = folder / "facts.json"
    as_json.write_text(json.dumps(found, separators=(",", ":")), encoding="utf-8")
    as_pickle = folder / "facts.pickle"
    as_pickle.write_bytes(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
    as_sqlite = folder / "facts.sqlite"
    with sqlite3.connect(as_sqlite) as database:
        database.execute("create table facts (path text primary key, hash text, value text)")
        rows = [(entry["path"], entry["hash"], json.dumps(entry)) for entry in found]
        database.executemany("insert into facts values (?, ?, ?)", rows)
    database.close()
    stores = [
        ("JSON", as_json, read_json),
        ("pickle", as_pickle, read_pickle),
        ("SQLite", as_sqlite, read_sqlite),
    ]
    if find_spec("msgpack"):
        import msgpack

        as_msgpack = folder / "facts.msgpack"
        as_msgpack.write_bytes(msgpack.packb(found))
        stores.insert(0, ("msgpack", as_msgpack, read_msgpack))
    return stores


def read_json(path):
    return json.loads(path.read_bytes())


def read_pickle(path):
    return pickle.loads(path.read_bytes())


def read_msgpack(path):
    import msgpack

    return msgpack.unpackb(path.read_bytes())


def read_sqlite(path):
    database = sqlite3.connect(path)
    found = [json.loads(value) for (value,) in database.execute("select value from facts")]
    database.close()
    return found


def ask_sizes(folder):
    for place, _, _ in os.walk(folder):
        with os.scandir(place) as entries:
            for entry in entries:
                entry.stat()


def read_all(paths):
    return [path.read_bytes() for path in paths]


def hash_all(blobs):
    return [_hash(blob) for blob in blobs]


def parse_all(paths):
    for path in paths:
        facts(str(path), path.read_text(encoding="utf-8"))


def main():
    parser = argparse.ArgumentParser(description="Compare ways to cache parsed documents.")
    parser.add_argument("--documents", type=int, default=10_000)
    chosen = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        size = write_corpus(folder / "tree", chosen.documents)
        paths = sorted((folder / "tree").rglob("*.md"))
        found = [facts(str(path), path.read_text(encoding="utf-8")) for path in paths]
        stores = write_stores(folder, found)
        blobs = read_all(paths)
        steps = [
            *((f"load, {label}", partial(read, path), path) for label, path, read in stores),
            ("list and stat", partial(ask_sizes, folder / "tree"), None),
            ("read", partial(read_all, paths), None),
            ("hash, blake2b", partial(hash_all, blobs), None),
            ("read, parse, take facts", partial(parse_all, paths), None),
        ]
        print(f"{chosen.documents} documents, {size / 1e6:.0f} MB, best of {RUNS} runs\n")
        rows = [row(label, call, path) for label, call, path in steps]
        print(*table(("step", "CPU ms", "file MB"), rows), sep="\n")


def row(label, call, path):
    milliseconds = best_cpu_seconds(call, RUNS) * 1000
    return label, f"{milliseconds:.0f}", f"{path.stat().st_size / 1e6:.1f}" if path else ""


if __name__ == "__main__":
    main()
