"""Alignment → .html: the view filled into the template, with the style in the file."""

from importlib import resources
from typing import BinaryIO

from aligner.exporting.records import Written
from aligner.exporting.report.views import view_report
from aligner.messages import LANGUAGES, load_messages
from aligner.records import Alignment
from aligner.templating import load_templates
from tmx import remove_forbidden

_PACKAGE = "aligner.exporting.report"
_PIECES = 1000


def write_report(stream: BinaryIO, alignment: Alignment) -> Written:
    """Write a report: both texts side by side, omissions, and pictures of how they run.

    Args:
        stream: a binary stream.
        alignment: any.

    Returns:
        How many beads are shown: all of them; and how many characters XML does not allow.
    """
    style = resources.files(_PACKAGE).joinpath("report.css").read_text(encoding="utf-8")
    view = view_report(alignment)
    template = load_templates(_PACKAGE).get_template("report.html")
    messages = {name: load_messages(name) for name in LANGUAGES}
    pieces = template.stream(view=view, messages=messages, style=style)
    pieces.enable_buffering(_PIECES)
    for piece in pieces:
        # Names, metadata and notes may hold what no page can, as texts may.
        stream.write(remove_forbidden(piece).text.encode("utf-8"))
    removed = sum(bead.removed for bead in view.beads)
    return Written(len(alignment.beads), characters_removed=removed)
