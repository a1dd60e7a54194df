"""What a project has chosen: docsgate.toml, mkdocs.yml, docusaurus.config, and known layouts."""
