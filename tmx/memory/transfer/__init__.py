"""Units into a memory and out of it: in lots and one transaction, and in the order they came in.

`importing` and `adding` bring them in, `exporting` and `stating` out, `rescuing` out of a file that
is damaged.
"""
