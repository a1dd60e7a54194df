"""Every rule over every document, and the report of what they found."""
