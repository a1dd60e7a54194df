"""Tiered storage: cold data in cheap stores, found in the same way. Configuration only."""
