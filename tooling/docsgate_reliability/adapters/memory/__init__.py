"""Every port in memory, for examples, tests, and data that need not last."""
