"""What several rules say of links and of MDX."""
