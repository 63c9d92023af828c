"""The moment of a command: now, or what the environment fixes."""

import os
from datetime import UTC, datetime

from aligner.errors import AlignerError


def find_moment() -> datetime:
    """Return now in whole seconds, or what SOURCE_DATE_EPOCH fixes: bytes that can be made again.

    Raises:
        AlignerError: the variable holds no moment.

    Source: reproducible-builds.org, specification of SOURCE_DATE_EPOCH.
    """
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if stated:
            return datetime.fromtimestamp(int(stated), UTC)
        return datetime.now(UTC).replace(microsecond=0)
    except (ValueError, OverflowError, OSError) as error:
        raise AlignerError(
            f"SOURCE_DATE_EPOCH is “{stated}”: give whole seconds since 1970, or unset it"
        ) from error
