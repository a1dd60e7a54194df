"""The settings of a project: docsgate.toml, mkdocs.yml, docusaurus.config, and known layouts."""
