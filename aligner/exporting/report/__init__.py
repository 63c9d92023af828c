"""The report: an alignment as one page to mail, to print and to look at without duizhao.

It holds no script and asks for nothing: style and pictures stand in the file. Its words are in
English and Chinese side by side, for its readers have one or the other.
"""

from aligner.exporting.report.writing import write_report

__all__ = ["write_report"]
