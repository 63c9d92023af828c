"""`duizhao tm`: a translation memory from the command line.

`commands` and `lookups` declare the commands, `options` what they share; the other modules do what
one or two of them ask for, and are imported when they are run. `describing` makes JSON of what a
memory answers, `showing` lines for a terminal.
"""
