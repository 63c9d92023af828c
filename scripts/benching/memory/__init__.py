"""`scripts/bench memory`: a made memory, and what is measured on it."""
