"""The table of rules. A code never changes its meaning; new ones take free numbers.

TMX0xx the file and its XML, 1xx the grammar, 2xx the header, 3xx languages, 4xx units, 5xx texts,
6xx inline codes. The facts about tools were found by running them or by reading their source.

Source: TMX 1.4b specification, 2005-04-26; XML 1.0, fifth edition; RFC 5646.
"""

from tmx.checking.records import Rule, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
_ALL = ("all tools",)
_OMEGAT = ("OmegaT",)
_OMEGAT_36, _OMEGAT_61 = ("OmegaT 3.6",), ("OmegaT 6.1",)
_DTD, _XSD, _BOTH = frozenset({"dtd"}), frozenset({"xsd"}), frozenset({"dtd", "xsd"})
_MENDED = True

_FILE = (
    Rule("TMX001", _E, "not well-formed XML", "mend the line", _MENDED, _ALL, _BOTH),
    Rule("TMX002", _E, "the file breaks off", "export it again", _MENDED, _ALL, _BOTH),
    Rule(
        "TMX003", _E, "a character that XML forbids, as such or as a reference",
        "remove it", _MENDED, _ALL, _BOTH,
    ),
    Rule(
        "TMX004", _E, "bytes that are not of the encoding",
        "declare the encoding that it is in, or save it in the declared one", _MENDED, _ALL, _BOTH,
    ),
    Rule(
        "TMX005", _E, "no encoding is declared, and it is not UTF-8",
        "declare the encoding, or save the file as UTF-8", _MENDED, _ALL, _BOTH,
    ),
    Rule(
        "TMX006", _E, "the declared encoding contradicts the byte order mark or the bytes",
        "save the file as UTF-8 and declare that", _MENDED, _ALL,
    ),
    Rule("TMX007", _E, "an unknown encoding is declared", "save the file as UTF-8",
         _MENDED, _ALL, _BOTH),
    Rule(
        "TMX008", _E, "a reference to an entity that is not declared",
        "write the character itself, or &amp; for &", _MENDED, _ALL, _BOTH,
    ),
    Rule(
        "TMX009", _E, "the document type declares entities, which can hide files or bombs",
        "write the texts themselves and drop the declarations", tools=_OMEGAT_36,
    ),
    Rule(
        "TMX010", _N, "there is a DOCTYPE, which no tool needs and hardened parsers refuse",
        "leave it out", _MENDED,
    ),
    Rule("TMX011", _N, "the file begins with a byte order mark", "save it as UTF-8 without",
         _MENDED),
    Rule(
        "TMX012", _W, "UTF-16 without a byte order mark", "save the file as UTF-8",
        _MENDED, _ALL,
    ),
    Rule(
        "TMX013", _W, "an encoding that parsers need not know, other than UTF-8 and UTF-16",
        "save the file as UTF-8", _MENDED,
    ),
    Rule("TMX014", _E, "something stands before the XML declaration", "remove it",
         _MENDED, _ALL, _BOTH),
    Rule("TMX015", _E, "something stands behind the end of the document", "remove it",
         _MENDED, _ALL, _BOTH),
    Rule("TMX016", _E, "a bare & or <", "write &amp; or &lt;", _MENDED, _ALL, _BOTH),
    Rule("TMX017", _E, "an element ends where another was begun", "close elements in order",
         _MENDED, _ALL, _BOTH),
    Rule("TMX018", _E, "an attribute stands twice on an element", "remove one", _MENDED, _ALL,
         _BOTH),
    Rule("TMX019", _E, "this is not TMX", "name a TMX file", False, _ALL, _BOTH),
    Rule("TMX020", _E, "the compressed file is broken or too large", "compress it again",
         False, _ALL, _BOTH),
    Rule("TMX021", _N, "compressed with gzip, which most tools do not open",
         "unpack it where a tool does not list it"),
    Rule("TMX022", _W, "in a zip, which OmegaT 3.6 does not open", "unpack it",
         False, _OMEGAT_36),
    Rule("TMX023", _W, "the name does not end in .tmx, and tools pass it over",
         "rename it", False, _OMEGAT),
    Rule("TMX024", _E, "mended when it was read", "see the value", _MENDED),
    Rule("TMX025", _E, "nothing more can be read", "see the value", False, _ALL, _BOTH),
    Rule("TMX026", _W, "the XML version is not 1.0", "declare version 1.0", _MENDED),
    Rule("TMX027", _E, "a reference to a file outside, which is never opened",
         "write the text itself", False, _OMEGAT_36, _BOTH),
    Rule("TMX028", _E, "a tag or comment of over 16 MiB, which parsers do not hold", "shorten it",
         False, (), _BOTH),
)  # fmt: skip

_GRAMMAR = (
    Rule("TMX101", _E, "an element that TMX does not have", "remove it", _MENDED,
         _OMEGAT_61, _BOTH),
    Rule("TMX102", _E, "an element where TMX does not allow it", "move or remove it", _MENDED,
         _OMEGAT_61, _BOTH),
    Rule("TMX103", _E, "a note or prop behind the variants or the segment",
         "put it before them", _MENDED, _OMEGAT_61, _BOTH),
    Rule("TMX104", _E, "a required element is missing", "add it", _MENDED, _OMEGAT_61, _BOTH),
    Rule("TMX105", _E, "the header is missing", "add one", _MENDED, _OMEGAT_61, _BOTH),
    Rule("TMX106", _E, "a required attribute is missing", "add it", _MENDED,
         ("OmegaT", "Okapi"), _BOTH),
    Rule("TMX107", _E, "an attribute that TMX does not have on this element", "remove it",
         _MENDED, _OMEGAT_61, _BOTH),
    Rule("TMX108", _E, "xml:space, which TMX does not have", "remove it: spaces count anyway",
         _MENDED, _OMEGAT_61, _BOTH),
    Rule("TMX109", _E, "a declaration of a namespace", "remove it", _MENDED, _OMEGAT_61, _DTD),
    Rule("TMX110", _E, "the version is not 1.4", 'write version="1.4"', _MENDED, _OMEGAT_61,
         _BOTH),
    Rule("TMX111", _W, "the version is not stated", 'write version="1.4"', _MENDED),
    Rule("TMX112", _E, "a value that the attribute cannot have", "write one that it can have",
         _MENDED, _OMEGAT_61, _BOTH),
    Rule("TMX113", _E, "white space around a value that the attribute can have", "remove it",
         _MENDED, (), _DTD),
    Rule("TMX114", _E, "text where only elements may stand", "remove it or move it to a note",
         _MENDED, _OMEGAT_61, _BOTH),
    Rule("TMX115", _E, "content in map, which has none", "remove it", _MENDED, (), _BOTH),
    Rule("TMX116", _E, "the name of an element in the wrong case or with a prefix",
         "write it in lower case and without prefix", _MENDED, _OMEGAT_61, _BOTH),
    Rule("TMX117", _E, 'standalone="yes", though white space stands between elements',
         'write standalone="no" or leave it out', _MENDED, (), _DTD),
)  # fmt: skip

_HEADER = (
    Rule("TMX201", _W, "a required attribute of the header is empty", "state it", _MENDED),
    Rule("TMX202", _W, "creationtool is OmegaT: it reads its own files raw",
         "name the tool that made this file", _MENDED, _OMEGAT),
    Rule("TMX203", _N, "srclang is *all*: a tool takes the source from the project",
         "state the source language if there is only one"),
    Rule("TMX204", _W, "adminlang is no language tag", "write en", _MENDED),
    Rule("TMX205", _N, "segtype is paragraph: OmegaT splits its segments anew",
         "write sentence if they are sentences", False, _OMEGAT),
    Rule("TMX206", _W, "ude has codes but no base", "state the base encoding", _MENDED),
    Rule("TMX207", _W, "a value of map that is no hexadecimal number such as #xF8FF",
         "write #x and the number"),
)  # fmt: skip

_LANGUAGES = (
    Rule("TMX301", _E, "lang without xml:lang", "write xml:lang", _MENDED,
         ("OmegaT 6.1", "Okapi"), _XSD),
    Rule("TMX302", _E, "no language tag: tools skip the variant",
         "write a tag such as zh-CN or en-US", _MENDED, _ALL),
    Rule("TMX303", _E, "not of the form of a language tag: OmegaT 6.1 loses the whole file",
         "write a hyphen for _, and a tag such as zh-CN", _MENDED, ("OmegaT", "Okapi"), _XSD),
    Rule("TMX304", _W, "Chinese as cmn, chi, zho or yue, which OmegaT 3.6 skips",
         "write zh-CN, zh-TW or zh-HK", _MENDED, _OMEGAT_36),
    Rule("TMX305", _W, "a script or more in a tag of Chinese, which tools compare in full",
         "write zh-CN, zh-TW or zh-HK; keep the rest in a prop x-lang", _MENDED,
         ("Okapi", "Wordfast")),
    Rule("TMX306", _N, "a tag of over 5 characters, which Wordfast Classic cannot store",
         "write language and region only", False, ("Wordfast",)),
    Rule("TMX307", _N, "a tag in unusual form, though tools compare letter by letter",
         "write it as zh-CN, en-US", _MENDED, ("Okapi",)),
    Rule("TMX308", _W, "no variant is in the source language", "correct srclang or the tag",
         _MENDED, ("Okapi", "Trados")),
    Rule("TMX309", _N, "the source language is stated by another tag than its variant's",
         "write the same tag in both", _MENDED, ("Okapi", "Trados")),
    Rule("TMX310", _N, "lang is deprecated", "write xml:lang alone", _MENDED),
    Rule("TMX311", _W, "lang and xml:lang contradict each other", "write xml:lang alone",
         _MENDED),
    Rule("TMX312", _W, "several variants in one language: most tools drop all but one",
         "make two units of them", _MENDED, ("OmegaT", "Okapi", "Trados")),
    Rule("TMX313", _W, "a unit in one language only translates nothing",
         "add the translation or remove the unit"),
    Rule("TMX314", _N, "more than two languages: many tools take one pair of a file",
         "write one file for each pair", False, ("Trados", "memoQ", "OmegaT")),
    Rule("TMX315", _W, "simplified and traditional Chinese in one file: OmegaT fills one for"
         " the other", "write one file for each", False, _OMEGAT),
    Rule("TMX316", _E, "the tag is empty: tools skip the variant",
         "write a tag such as zh-CN or en-US", _MENDED, _ALL),
    Rule("TMX317", _N, "a tag without region: tools that compare in full do not match it",
         "write zh-CN, zh-TW, zh-HK, en-US or en-GB", False, ("Okapi", "Trados")),
    Rule("TMX318", _W, "the source language of a unit or header is no language tag",
         "write a tag of its variants, or *all*", _MENDED, ("Okapi", "Trados")),
    Rule("TMX319", _W, "text in the other script than its tag says: simplified for traditional"
         " or the reverse", "correct the tag"),
)  # fmt: skip

_UNITS = (
    Rule("TMX401", _W, "a tuid that an earlier unit has", "number the units anew", _MENDED),
    Rule("TMX402", _W, "a tuid that is empty or has white space", "write it without", _MENDED),
    Rule("TMX403", _W, "a date not written as YYYYMMDDTHHMMSSZ", "write it so, in UTC",
         _MENDED),
    Rule("TMX404", _W, "a date that is none", "correct or remove it", _MENDED),
    Rule("TMX405", _W, "a usagecount that is no number", "correct or remove it", _MENDED),
    Rule("TMX406", _W, "a prop that OmegaT acts upon: it ties the unit to a place in a project",
         "name it x-… unless the unit comes from OmegaT", _MENDED, _OMEGAT),
    Rule("TMX407", _N, "the type of a prop neither begins with x- nor is a known tool's",
         "name it x-…"),
    Rule("TMX408", _W, "the type of a prop is empty", "name it x-…", _MENDED),
    Rule("TMX409", _N, "several notes: OmegaT shows the last", "join them", False, _OMEGAT),
    Rule("TMX410", _N, "a unit that an earlier one repeats word for word", "remove it"),
    Rule("TMX411", _N, "a source that an earlier unit translates otherwise: in tm/auto the last"
         " one wins", "keep both only if both are right", False, _OMEGAT),
    Rule("TMX412", _W, "there are no units", "export the memory again"),
    Rule("TMX413", _N, "too many units: from here on repeated ones are not looked for",
         "split the file"),
)  # fmt: skip

_TEXTS = (
    Rule("TMX501", _W, "an empty segment", "remove the variant", _MENDED),
    Rule("TMX502", _W, "white space at an end of a segment: no exact match in OmegaT",
         "remove it", False, _OMEGAT),
    Rule("TMX503", _W, "a line break in a segment: no exact match in OmegaT",
         "write a space, or two units", False, _OMEGAT),
    Rule("TMX504", _W, "a segment of over 2,000 characters, which Trados cloud refuses",
         "split it", False, ("Trados",)),
    Rule("TMX505", _E, "a segment of over 1,000,000 characters, which readers skip", "split it",
         False, _ALL),
    Rule("TMX506", _W, "U+FFFD stands where a character was lost", "restore the text"),
    Rule("TMX507", _W, "control characters, as of a text read in the wrong encoding",
         "restore the text"),
    Rule("TMX508", _W, "a text escaped twice, such as &amp;amp;", "escape it once"),
)  # fmt: skip

_CODES = (
    Rule("TMX601", _N, "inline codes: OmegaT reads no text in them", "export level 1 for OmegaT"
         " if texts stand in codes", False, _OMEGAT),
    Rule("TMX602", _W, "ut is deprecated", "write bpt, ept, it or ph"),
    Rule("TMX603", _E, "a bpt or ept without its counterpart",
         "write it as it with pos, or add the other", _MENDED),
    Rule("TMX604", _E, "an i that another pair of the segment has",
         "number the pairs anew", _MENDED),
    Rule("TMX605", _W, "an i or x that is no number", "write a number"),
    Rule("TMX606", _W, "codes whose x the variants do not share", "give counterparts one x"),
    Rule("TMX607", _N, "codes that not all variants have", "compare the variants"),
    Rule("TMX608", _W, "assoc is none of p, f and b", "write one of them", _MENDED),
    Rule("TMX609", _E, "codes nested over 64 deep, which readers skip", "remove codes",
         False, _ALL),
)  # fmt: skip

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (*_FILE, *_GRAMMAR, *_HEADER, *_LANGUAGES, *_UNITS, *_TEXTS, *_CODES)
}
"""All rules by their codes, in order."""
