"""Review: a person corrects an alignment on a page, and each correction is kept as it is made.

`session` holds one open file: its state, versions and journal. The pure model of what is changed
stands in `aligner.revision`; the server and its pages stand on both.
"""
