"""Translation units in other formats: tables, JSON lines, plain text, XLIFF, DOCX, HTML."""
