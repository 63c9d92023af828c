"""Texts in one language → where the terms of a glossary stand in them, and what else may be terms.

`marking` finds known terms, `proposing` new ones with `rating`, `english` what they are called in
English if that is known, `annotator` puts it together, `page` shows it.
"""
