"""Small projects on disk, loaded as the commands load them."""

from docsgate.configuration.discovery import documents_of
from docsgate.configuration.mkdocs_yml import read_mkdocs_file
from docsgate.loading.load_project import load_project
from docsgate.website.stage import stage
from tools.configured import configured

STAGED = """\
site_name: Ours
site_url: https://owner.github.io/name/
docs_dir: ../build/docs
site_dir: ../site
extra:
  docsgate:
    docs: ../docs-cms
    repository: https://github.com/owner/name
theme:
  name: material
  font: false
markdown_extensions:
  - attr_list
  - md_in_html
  - tables
  - docsgate.gfm_lists
validation:
  omitted_files: warn
  absolute_links: warn
  unrecognized_links: warn
  anchors: warn
"""


def adr(number, title, *, status="Accepted", extra="", body="Some words on the matter at hand."):
    return (
        f'---\ntitle: "ADR-{number}: {title}"\nid: adr-{number}\nstatus: {status}\n'
        f"date: 2026-01-02\n{extra}---\n\n# ADR-{number}: {title}\n\n{body}\n"
    )


def project_in(folder, files, *, mkdocs=STAGED):
    """Write `files` to `folder`, and load the project there."""
    (folder / "docsgate.toml").touch()
    written = {**files, "site-config/mkdocs.yml": mkdocs} if mkdocs else files
    for name, text in written.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(folder)


def load(folder):
    config = configured([folder])
    return load_project(config, documents_of(config, []))


def staged_in(folder, files):
    project = project_in(folder, files)
    text = (folder / project.config.site).read_text(encoding="utf-8")
    return stage(project, read_mkdocs_file(text))
