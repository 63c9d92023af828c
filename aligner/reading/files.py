"""A path → the bytes of a file, with one-line errors for everything that can be in the way."""

from pathlib import Path

from aligner.errors import AlignerError


def load_bytes(path: str | Path) -> bytes:
    """Load a file.

    Raises:
        AlignerError: if the file is missing, a folder or not readable.
    """
    where = Path(path)
    try:
        if where.is_dir():
            raise AlignerError(f"{where}: is a folder: give a text file")
        return where.read_bytes()
    except FileNotFoundError as error:
        raise AlignerError(f"{where}: no such file: check the name and the folder") from error
    except PermissionError as error:
        raise AlignerError(f"{where}: may not be read: check its permissions") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise AlignerError(f"{where}: cannot be read ({reason}): give another file") from error
