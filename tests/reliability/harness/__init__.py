"""What the tests of the patterns stand on: adapters to open, schedules to explore, processes."""
