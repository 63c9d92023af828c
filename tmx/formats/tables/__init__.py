"""Translation units ↔ rows of cells: the layout that text tables and workbooks share.

A header row names the columns: `tuid`, a column a language by its tag, the source first, a
column for each attribute, each type of property (`prop x-confidence`) and the `note`; `more`
holds as JSON what cells cannot. `names` knows the columns, `layout` plans them, `rows` fills
them, `reading` takes them apart, those that people made included.
"""
