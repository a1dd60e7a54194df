"""Tools for the tests of the patterns: adapters to open, schedules to explore, and processes."""
