"""The guide to the first hour is run as it is written: its commands in order, in one repository.

A block with a title is a file. A block of `sh` is run, a block of `console` prints what it shows.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from markdown_it import MarkdownIt

GUIDE = Path(__file__).parents[1] / "docs-cms/guides/first-hour.md"
ELAPSED = re.compile(r"\d+\.\d\d s\b")


def blocks():
    for token in MarkdownIt().parse(GUIDE.read_text(encoding="utf-8")):
        if token.type == "fence":
            title = re.search(r'title="([^"]*)"', token.info)
            yield token.info.split()[0], title[1] if title else "", token.content


def environment(folder):
    """One in which `docsgate` is the one that is tested, and git asks for nothing."""
    programs = folder / "programs"
    programs.mkdir()
    program = programs / "docsgate"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m docsgate "$@"\n')
    program.chmod(0o755)
    who = {f"GIT_{role}_{what}": "author@example.org" for role in ("AUTHOR", "COMMITTER")
           for what in ("NAME", "EMAIL")}  # fmt: skip
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, **who, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull}


def printed(command, folder, env):
    """What `command` prints, with paths relative to `folder` and without times."""
    done = subprocess.run(
        command, shell=True, cwd=folder, env=env, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return ELAPSED.sub("TIME", done.stdout.replace(f"{folder}/", ""))


def session(folder):
    """Each `console` block as the page has it, and as the commands print it now."""
    env = environment(folder)
    project = folder / "harbour"
    project.mkdir()
    for language, title, text in blocks():
        if title:
            (project / title).parent.mkdir(parents=True, exist_ok=True)
            (project / title).write_text(text, encoding="utf-8")
        elif language == "sh":
            assert printed(text, project, env) == ""
        elif language == "console":
            commands = re.findall(r"^\$ (.*)", text, re.MULTILINE)
            now = "".join(f"$ {command}\n{printed(command, project, env)}" for command in commands)
            yield ELAPSED.sub("TIME", text), now


def test_every_command_prints_what_the_guide_shows(tmp_path):
    for shown, now in session(tmp_path):
        assert shown == now
