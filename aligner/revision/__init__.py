"""Revision: what a person changes in an alignment, as changes that can be undone and kept.

`state` is the alignment as it stands, `grouping`, `texts` and `deciding` compute a change of it,
`history` applies changes, takes them back and does them again, `encoding` writes them as JSON for
the journal in a .duizhao file. No files, no server, no model: those are in `aligner.review`.
"""
