"""Namespaces: read from YAML, judged, and opened."""
