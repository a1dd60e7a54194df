"""PostgreSQL as an engine for `adapters.sql`, and its logical decoding as a change source."""
