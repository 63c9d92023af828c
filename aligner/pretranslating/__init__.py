"""Pretranslation: a document in one language → what a translator works on, filled from a memory.

`sources` reads and splits documents as alignment does, `sides` settles the languages, `jobs` looks
each segment up and makes the records that `tmx.formats.xliff_jobs` writes; `filling` says what
goes into a target and in which state, `counting` how much of a text a memory knows. The memory is
passed in as a `MatchSource`.
"""

from aligner.pretranslating.counting import BANDS, Amount, FileAnalysis, Tally
from aligner.pretranslating.filling import FillOptions
from aligner.pretranslating.jobs import make_job
from aligner.pretranslating.sides import JobLanguages, MatchSource, settle_languages
from aligner.pretranslating.sources import SourceText, read_source

__all__ = [
    "BANDS",
    "Amount",
    "FileAnalysis",
    "FillOptions",
    "JobLanguages",
    "MatchSource",
    "SourceText",
    "Tally",
    "make_job",
    "read_source",
    "settle_languages",
]
