"""The terms of a concept in other regions: 特朗普 is 川普 in Taiwan, "defence" American "defense".

`adding` puts in what is missing and marks it as generated, `merging` makes one concept of those
that differ only by region or script. `regional` has the names and words, `converting` characters,
`spelling` English, `assigning` says which region a term belongs to that was printed without one.
"""

from aligner.terms.variants.adding import add_variants
from aligner.terms.variants.merging import merge_variants

__all__ = ["add_variants", "merge_variants"]
