"""The glossary of an alignment under review: what was found in it, and what people decide of that.

`memory_store` and `file_store` keep decisions, `shelf` puts beside them what an extraction finds in
the alignment as it stands, `editing` reads a form, `nesting` folds shorter terms under longer ones,
`findings` checks the alignment by the terms, and `desk` answers the page.
"""
