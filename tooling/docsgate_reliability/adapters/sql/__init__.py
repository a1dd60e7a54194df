"""What SQLite and PostgreSQL have in common: every port over statements of SQL."""
