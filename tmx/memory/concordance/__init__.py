"""A word or phrase → the units that hold it, however it is spelled, and where they hold it.

`searching` asks the memory, `phrases` and `spelling` read the query, `hits` write what was found.
"""
