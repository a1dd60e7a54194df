"""From a run's paths to a project: documents, and everything that rules look at beside them."""
