"""Event sourcing: state as the sum of its events. Configuration only."""
