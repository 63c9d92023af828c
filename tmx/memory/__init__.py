"""A translation memory in one SQLite file (*.tmdb) that knows Chinese.

`store` opens files, `queries` holds all SQL. Units come in by `importing` and leave by `exporting`;
`editing` changes them and keeps their history. `folding` makes the key that texts are compared on,
`index` finds candidates by it, `matching` rates them and says why, `concordance` finds words and
phrases. What needs a model (vectors, spans of translations) is passed in.
"""
