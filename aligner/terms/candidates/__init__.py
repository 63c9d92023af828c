"""What may be a term in a text of one language: stretches, many of them inside one another."""
