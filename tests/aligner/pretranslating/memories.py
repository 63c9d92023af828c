"""A memory without a file: what is found for which text, and what was asked."""

from aligner.pretranslating import FillOptions, MatchSource, Tally, make_job, settle_languages
from tmx.memory.records import Explanation, Match, MatchKind, Side, StoredUnit
from tmx.records import TranslationUnit, Variant

TAGS = ("zh-CN", "en-GB")


def make_match(rate=100, target="A ceasefire.", source="停火。", tags=TAGS, **fields):
    """Make a match; `fields` are those of a match, and status and document of its unit."""
    variants = tuple(Variant(tag, text) for tag, text in zip(tags, (source, target), strict=True))
    status, document = fields.pop("status", None), fields.pop("document", None)
    unit = StoredUnit(1, TranslationUnit(variants), Side.FIRST, 1, status=status, document=document)
    kind = MatchKind.CONTEXT if rate > 100 else MatchKind.EXACT if rate == 100 else MatchKind.FUZZY
    explanation = Explanation(fields.pop("differences", ()), fields.pop("flags", ()))
    given = {"kind": kind, "similarity": min(rate, 100) / 100, "explain": lambda: explanation}
    given |= fields
    return Match(rate, given.pop("kind"), unit, Side.FIRST, **given)


class FakeMemory:
    """Answers queries from a table, and keeps them."""

    def __init__(self, found=None, languages=("zh", "en"), tags=None):
        self.found = found or {}
        self.tags = {"zh-CN en-GB": 3} if tags is None else tags
        self.queries = []
        self.source = MatchSource("m.tmdb", languages, self.find, lambda: self.tags)

    def find(self, query):
        self.queries.append(query)
        return self.found.get(query.text, ())


def run_job(texts, memory=None, target=None, **options):
    """Make a job and go through it: its files as lists of paragraphs, and the tally."""
    source = None if memory is None else memory.source
    tally = Tally()
    languages = settle_languages(texts, target, source)
    job = make_job(texts, languages, memory=source, options=FillOptions(**options), tally=tally)
    return [list(file.paragraphs) for file in job.files], tally
