"""Inspection: what can be seen of an alignment by looking at it, for the review page and reports.

`warnings` says what is worth a second look in a pair. Pure: texts in, findings out.
"""
