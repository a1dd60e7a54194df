"""How long asking for many addresses takes, and how many requests each host gets at once.

    python tests/benchmarks/other_sites.py [--addresses 1000] [--hosts 50] [--milliseconds 50]

The hosts are addresses of loopback, served by this program, which delays each answer.
"""
# ruff: noqa: E402, T201 - a program that finds its modules by itself, and prints

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tooling"), str(ROOT / "tests")]

from docsgate.configuration.settings import External
from docsgate.external.asking import ask_all
from tools.external.misbehaving import Server, running


def main():
    parser = argparse.ArgumentParser(description="Time the check of other sites.")
    parser.add_argument("--addresses", type=int, default=1000)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--milliseconds", type=int, default=50)
    chosen = parser.parse_args()
    server = Server(delay_seconds=chosen.milliseconds / 1000)
    hosts = [f"127.0.0.{number}" for number in range(2, 2 + chosen.hosts)]
    settings = External(allow_private=True)
    with TemporaryDirectory() as folder, running(server, hosts) as port:
        wanted = {
            f"http://{hosts[number % len(hosts)]}:{port}/many/{number}": frozenset()
            for number in range(chosen.addresses)
        }
        started = time.monotonic()
        results = ask_all(Path(folder), wanted, settings)
        seconds = time.monotonic() - started
    fates = sorted({result.fate.value for result in results.values()})
    print(f"{len(results)} addresses of {len(hosts)} hosts, {chosen.milliseconds} ms each")
    print(f"{seconds:.2f} s; all {', '.join(fates)}")
    print(f"at most {max(server.most_at_once.values())} requests at once to one host")


if __name__ == "__main__":
    main()
