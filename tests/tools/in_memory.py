"""Projects whose documents are on no disk."""

from docsgate.configuration.mkdocs_yml import MkdocsFile
from docsgate.files.listing import Tree
from docsgate.links.judge import Judge
from docsgate.loading.index_project import index_project
from docsgate.loading.judge_project import judge_project
from docsgate.project import LoadedProject
from docsgate.readers.mkdocs.readings import SiteReadings


def loaded(config, *documents, outlines=None, today="2026-11-23"):
    return LoadedProject(
        config=config,
        documents=documents,
        by_path={one.path: one for one in documents},
        readings=SiteReadings(lambda _path: MkdocsFile(extensions=frozenset())),
        outlines={one.path: one.outline for one in documents} if outlines is None else outlines,
        anchors={},
        tree=Tree({}),
        docs=("",),
        site=None,
        today=today,
    )


def judged(config, *documents):
    project = loaded(config, *documents)
    judge = Judge(project)
    return judge_project(index_project(project, judge), judge)
