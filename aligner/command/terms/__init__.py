"""`duizhao terms`: terminology from the command line; `commands` declares the commands."""
