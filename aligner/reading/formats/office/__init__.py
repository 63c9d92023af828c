"""Documents of office programs: Word, OpenDocument, Excel."""
