"""SQLite as an engine for `adapters.sql`, and triggers as a change source."""
