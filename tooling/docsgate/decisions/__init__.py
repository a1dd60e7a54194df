"""What the numbers, statuses and successors of documents mean."""
