"""Lists of English words that the rules for candidates name."""

_DETERMINERS = """
    a an the this that these those its their his her our my your no any some each every another
    both all either neither such whose
"""
_LINKS = "for on in to with against between by over through without per"
_MODALS = "will would can could may might must should shall cannot 'll do does did not"
_BEING = "be is are was were been being am has have had having get gets got"
_SUBJECTS = "i you he she it we they who which"
_ADVERBS = "not also only never ever even still further always just"
_BORDERS = """
    other others several own many certain various same next previous further more most less least
    much few little lot lots bit kind sort kinds sorts whole enough then now today yesterday
    tomorrow tonight here there thing things anything something nothing everything everyone someone
    anyone nobody one ones two three four five six seven eight nine ten eleven twelve dozen dozens
    hundred hundreds thousand thousands million millions billion billions trillion such etc e.g i.e
    eg ie vs cent percent pm am including according due based regarding concerning only even
    also very quite too so how why what last particular
"""
_DATES = """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday
    sunday
"""
_POSSESSORS = """
    people peoples women men children workers citizens consumers farmers peasants students veterans
    refugees migrants teachers prisoners
"""
_WITH_UP = "opening run follow build catching scaling warming"
_PARTICLES = "de da do dos das del della der den di du el al bin bint ibn la le les van von ter ten"
_PREFIXES = "anti post pre ex inter multi trans cross sub bi tri"
_LIGHT_NAMES = "us who it"
_BEFORE_NAMES = "former late current incumbent outgoing young old both acting"
_HONORIFICS = "mr mrs ms dr mr. mrs. ms. dr."
_NO_DEMONYMS = "vatican asean meridian guardian christian"
_ALSO_NAMES = "chad jordan turkey trump bush putin rice gates powell lebanon"
_SAID = """
    i you he she it we they me him us them is are was were be am has have had will would should can
    could must may might shall do does did that this
"""
_GENERAL_HEADS = """
    secretary director attorney governor consul inspector solicitor comptroller postmaster surgeon
    advocate auditor
"""
_SMALL = "of for on in to the a an and with by at from against"
_TITLES = """
    president, prime minister, premier, chancellor, secretary of state, foreign minister, defence
    minister, defense minister, foreign secretary, defence secretary, defense secretary, treasury
    secretary, interior minister, finance minister, minister, secretary, secretary-general,
    secretary general, general secretary, chairman, chairwoman, chairperson, chair, vice president,
    vice premier, deputy prime minister, deputy minister, vice foreign minister, governor, senator,
    congressman, congresswoman, representative, mayor, ambassador, envoy, special envoy, speaker,
    state councilor, state councillor, commissioner, commander, general, admiral, colonel, marshal,
    lieutenant, captain, major, king, queen, prince, princess, emperor, empress, crown prince,
    sultan, pope, archbishop, bishop, cardinal, ayatollah, imam, sheikh, lord, lady, sir, dame,
    judge, justice, professor, director, director-general, adviser, advisor, national security
    adviser, national security advisor, spokesman, spokeswoman, spokesperson, leader, supreme
    leader, chief executive, comrade, mr., mrs., ms., dr., mr, mrs, ms, dr, miss, uncle, aunt,
    gen., sen., gov., col., director general, attorney general, consul general
"""

ARTICLES = frozenset(("a", "an", "the"))
DETERMINERS = frozenset(_DETERMINERS.split())
LINKS = frozenset(_LINKS.split())
"""Prepositions that may join two nouns to a term, "of" aside."""
MODALS = frozenset(_MODALS.split())
BEING = frozenset(_BEING.split())
SUBJECTS = frozenset(_SUBJECTS.split())
ADVERBS = frozenset(_ADVERBS.split())
BORDERS = frozenset(_BORDERS.split())
"""Words that carry meaning and yet belong to no term."""
DATES = frozenset(_DATES.split())
POSSESSORS = frozenset(_POSSESSORS.split())
"""Common words whose possessive is part of terms: women's rights."""
WITH_UP = frozenset(_WITH_UP.split())
"""Nouns with "up": opening up."""
PARTICLES = frozenset(_PARTICLES.split())
"""Small words in names of people."""
PREFIXES = frozenset(_PREFIXES.split())
LIGHT_NAMES = frozenset(_LIGHT_NAMES.split())
"""Abbreviations that look like words without meaning."""
BEFORE_NAMES = frozenset(_BEFORE_NAMES.split())
HONORIFICS = frozenset(_HONORIFICS.split())
CONTRACTIONS = ("n't", "'ve", "'ll", "'re", "'d", "'m")
NO_DEMONYMS = frozenset(_NO_DEMONYMS.split())
ALSO_NAMES = frozenset(_ALSO_NAMES.split())
"""Names that are common words too, missing in the table."""
HEADS_BEFORE = {
    "general": frozenset(
        f"{head}{plural}" for head in _GENERAL_HEADS.split() for plural in ("", "s")
    ),
    "martial": frozenset(("court", "courts")),
}
"""Adjectives that stand behind nouns, and behind which."""
SAID = frozenset(_SAID.split())
"""Words of speech, not of quoted terms."""
SMALL = frozenset(_SMALL.split())
"""Words in small letters in headlines."""
TITLES = frozenset(tuple(title.split()) for title in _TITLES.split(","))
SURNAMES = frozenset({"He", "She", "You"})
"""Chinese surnames that are written as pronouns are."""
