"""What numbers, statuses and successors of documents mean."""
