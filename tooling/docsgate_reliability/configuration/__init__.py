"""YAML that knows its places: sections, backends, and refusals."""
