"""Terminology: from aligned texts to the concepts of a glossary.

`candidates` finds what may be a term in either language, `pairing` which of them translate each
other, `termhood` how far they are terms and no common words, `extracting` puts them together.
"""
