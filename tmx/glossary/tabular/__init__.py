"""Glossaries ↔ rows of cells: the layout that text tables and workbooks share.

`columns` knows what columns are called, `rows` fills them; `planning` finds out what the columns
of a table hold, `parsing` and `details` make concepts of its rows, `keeping` what else they say.
`cells` puts several values into one cell, `formulas` makes them harmless.
"""
