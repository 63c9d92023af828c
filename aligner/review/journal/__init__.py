"""The journal of a review: a .duizhao file opened in place, to which corrections are added.

A correction is one transaction, on disk when `Journal.append` returns. SQLite's rollback journal
is used, not its write-ahead log: so the file alone always holds everything, may be copied while
the page is open, and nothing stands beside it but for the moment of a transaction.
"""

from aligner.review.journal.appending import Journal
from aligner.review.journal.errors import JournalError, StaleError

__all__ = ["Journal", "JournalError", "StaleError"]
