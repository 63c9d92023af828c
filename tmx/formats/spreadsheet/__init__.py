"""Rows of texts ↔ Excel workbooks (.xlsx): the part of SpreadsheetML that tables of texts need.

Both ways as a stream, with the standard library alone. Source: ISO/IEC 29500-1, section 18.
"""
