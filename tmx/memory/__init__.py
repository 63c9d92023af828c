"""A translation memory in one SQLite file (*.tmdb) that knows Chinese.

    from tmx.memory import Query, Side, find_matches, open_memory
    with open_memory("team.tmdb") as memory:
        for match in find_matches(memory, Query("双方同意停火。", Side.FIRST)):
            print(match.rate, match.target.text, [flag.value for flag in match.flags])

`store` opens files, `queries` holds all SQL. Units come in by `importing` and leave by `exporting`;
`editing` changes them and keeps their history. `folding` makes the key that texts are compared on,
`index` finds candidates by it, `matching` rates them and says why, `concordance` finds words and
phrases, `semantic` what means the same, `checking` what is odd. What needs a model (vectors, places
of translations) is passed in.

The names below are imported when they are first used.
"""

from typing import TYPE_CHECKING

from tmx.lazy import make_lazy

if TYPE_CHECKING:
    from tmx.memory.checking import (
        MemoryReport,
        check_memory,
    )
    from tmx.memory.concordance.searching import (
        search,
    )
    from tmx.memory.describing import (
        describe_memory,
    )
    from tmx.memory.editing.changing import (
        Edited,
        delete_units,
        edit_unit,
        find_changes,
        merge_units,
        restore_unit,
    )
    from tmx.memory.editing.duplicates import (
        Duplicates,
        find_duplicates,
        merge_duplicates,
    )
    from tmx.memory.editing.edits import Edit
    from tmx.memory.index import (
        rebuild_index,
    )
    from tmx.memory.matching import (
        find_matches,
    )
    from tmx.memory.records import (
        Change,
        Concordance,
        Deduction,
        Difference,
        Explanation,
        Flag,
        Hit,
        ImportReport,
        Match,
        MatchKind,
        MatchOptions,
        Penalties,
        Query,
        SearchOptions,
        Side,
        Span,
        SpanQuestion,
        Stats,
        Status,
        StoredUnit,
        UnitFilter,
    )
    from tmx.memory.semantic import (
        SemanticOptions,
        VectorModel,
        find_similar,
        index_vectors,
    )
    from tmx.memory.store import (
        Memory,
        make_memory,
        open_memory,
    )
    from tmx.memory.transfer.exporting import (
        MemoryUnits,
        count_units,
        find_units,
        get_unit,
    )
    from tmx.memory.transfer.importing import (
        ImportOptions,
        add_unit,
        import_units,
    )
    from tmx.memory.transfer.rescuing import (
        RescuedUnits,
    )

__all__ = [
    "Change",
    "Concordance",
    "Deduction",
    "Difference",
    "Duplicates",
    "Edit",
    "Edited",
    "Explanation",
    "Flag",
    "Hit",
    "ImportOptions",
    "ImportReport",
    "Match",
    "MatchKind",
    "MatchOptions",
    "Memory",
    "MemoryReport",
    "MemoryUnits",
    "Penalties",
    "Query",
    "RescuedUnits",
    "SearchOptions",
    "SemanticOptions",
    "Side",
    "Span",
    "SpanQuestion",
    "Stats",
    "Status",
    "StoredUnit",
    "UnitFilter",
    "VectorModel",
    "add_unit",
    "check_memory",
    "count_units",
    "delete_units",
    "describe_memory",
    "edit_unit",
    "find_changes",
    "find_duplicates",
    "find_matches",
    "find_similar",
    "find_units",
    "get_unit",
    "import_units",
    "index_vectors",
    "make_memory",
    "merge_duplicates",
    "merge_units",
    "open_memory",
    "rebuild_index",
    "restore_unit",
    "search",
]

_HOMES = {
    "tmx.memory.checking": (
        "MemoryReport",
        "check_memory",
    ),
    "tmx.memory.concordance.searching": ("search",),
    "tmx.memory.describing": ("describe_memory",),
    "tmx.memory.editing.duplicates": (
        "Duplicates",
        "find_duplicates",
        "merge_duplicates",
    ),
    "tmx.memory.editing.changing": (
        "Edited",
        "delete_units",
        "edit_unit",
        "find_changes",
        "merge_units",
        "restore_unit",
    ),
    "tmx.memory.editing.edits": ("Edit",),
    "tmx.memory.transfer.exporting": (
        "MemoryUnits",
        "count_units",
        "find_units",
        "get_unit",
    ),
    "tmx.memory.transfer.importing": (
        "ImportOptions",
        "add_unit",
        "import_units",
    ),
    "tmx.memory.index": ("rebuild_index",),
    "tmx.memory.matching": ("find_matches",),
    "tmx.memory.records": (
        "Change",
        "Concordance",
        "Deduction",
        "Difference",
        "Explanation",
        "Flag",
        "Hit",
        "ImportReport",
        "Match",
        "MatchKind",
        "MatchOptions",
        "Penalties",
        "Query",
        "SearchOptions",
        "Side",
        "Span",
        "SpanQuestion",
        "Stats",
        "Status",
        "StoredUnit",
        "UnitFilter",
    ),
    "tmx.memory.transfer.rescuing": ("RescuedUnits",),
    "tmx.memory.semantic": (
        "SemanticOptions",
        "VectorModel",
        "find_similar",
        "index_vectors",
    ),
    "tmx.memory.store": (
        "Memory",
        "make_memory",
        "open_memory",
    ),
}
__getattr__, __dir__ = make_lazy(globals(), _HOMES)
