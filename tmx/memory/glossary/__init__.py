"""The glossary that a memory holds: what was found, what people decided of it, and when.

    from datetime import UTC, datetime
    from tmx.memory import open_memory
    from tmx.memory.glossary import Review, decide_concepts, find_concepts
    with open_memory("team.tmdb", is_writable=True) as memory:
        decide_concepts(memory, ["停火=ceasefire"], Review.ACCEPTED, moment=datetime.now(UTC))

`storing` takes concepts in, `changing` does what people decide and keeps what was, `finding` reads
them, `combining` says what becomes of two that are the same. The concepts are those of
`tmx.glossary`; an extraction proposes, and only people accept, reject and edit.

The names below are imported when they are first used.
"""

from typing import TYPE_CHECKING

from tmx.lazy import make_lazy

if TYPE_CHECKING:
    from tmx.glossary.records import Review
    from tmx.memory.glossary.changing import (
        ConceptEdit,
        TermEdit,
        decide_concepts,
        edit_concept,
        merge_concepts,
        restore_concept,
    )
    from tmx.memory.glossary.finding import (
        find_concept_changes,
        find_concepts,
        find_named,
        get_concept,
        read_stored_glossary,
    )
    from tmx.memory.glossary.records import (
        ConceptChange,
        ConceptFilter,
        StoredConcept,
        StoringReport,
    )
    from tmx.memory.glossary.storing import import_glossary, store_proposals

__all__ = [
    "ConceptChange",
    "ConceptEdit",
    "ConceptFilter",
    "Review",
    "StoredConcept",
    "StoringReport",
    "TermEdit",
    "decide_concepts",
    "edit_concept",
    "find_concept_changes",
    "find_concepts",
    "find_named",
    "get_concept",
    "import_glossary",
    "merge_concepts",
    "read_stored_glossary",
    "restore_concept",
    "store_proposals",
]

_HOMES = {
    "tmx.glossary.records": ("Review",),
    "tmx.memory.glossary.changing": (
        "ConceptEdit",
        "TermEdit",
        "decide_concepts",
        "edit_concept",
        "merge_concepts",
        "restore_concept",
    ),
    "tmx.memory.glossary.finding": (
        "find_concept_changes",
        "find_concepts",
        "find_named",
        "get_concept",
        "read_stored_glossary",
    ),
    "tmx.memory.glossary.records": (
        "ConceptChange",
        "ConceptFilter",
        "StoredConcept",
        "StoringReport",
    ),
    "tmx.memory.glossary.storing": ("import_glossary", "store_proposals"),
}
__getattr__, __dir__ = make_lazy(globals(), _HOMES)
