"""TBX from the inside: `trees` parses, `categories` names, `reading` and `writing` make concepts.

`fields` are what TBX-Basic has no category for; `tbx2` and `tbx3` above are the two versions.
"""
