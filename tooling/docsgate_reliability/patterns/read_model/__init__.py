"""Read models: views built from a log, that can be built again. Configuration only."""
