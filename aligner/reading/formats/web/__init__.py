"""Pages of the web: the elements of HTML → the blocks of its text."""
