"""The parts of `scripts/bench`: a module a subcommand, and what they share."""
