"""Exporting, the last stage: Alignment → files, in the format that their suffix names.

Translation memories (`units`), tables (`tsv`), objects (`jsonl`), numbers (`align`) and the
alignment itself (`store`), which alone can be read back complete.
"""

from aligner.exporting.align import load_align, read_align
from aligner.exporting.formats import (
    FORMATS,
    Format,
    check_holds_several,
    check_output,
    write_alignment,
    write_alignments,
)
from aligner.exporting.records import ExportOptions, ExportReport, Written
from aligner.exporting.store import dump_alignment, load_alignment
from aligner.exporting.units import Units, make_units

__all__ = [
    "FORMATS",
    "ExportOptions",
    "ExportReport",
    "Format",
    "Units",
    "Written",
    "check_holds_several",
    "check_output",
    "dump_alignment",
    "load_align",
    "load_alignment",
    "make_units",
    "read_align",
    "write_alignment",
    "write_alignments",
]
