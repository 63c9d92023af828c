"""Changes to what a memory has: edit, delete, restore, merge; what was goes into the history.

`edits` says what is to become of a unit, `changing` does it, `remembering` keeps what it was.
`duplicates` and `near` find units that want a decision.
"""
