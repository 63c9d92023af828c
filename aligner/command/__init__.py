"""The command line: parse, call the library, print.

Results go to stdout, progress and reports to stderr. Exit codes: 0 done, 1 failed, 2 misuse.
"""

from aligner.command.app import app, main

__all__ = ["app", "main"]
