"""The rules for what a page says around its text, in the order in which they are applied."""

from aligner.cleaning.edges import PAGE_END, PAGE_START
from aligner.cleaning.navigation import EDIT_MARKS, NAVIGATION
from aligner.cleaning.pages import make_block_rule, make_phrase_rule
from aligner.cleaning.records import Rule
from aligner.cleaning.repeats import REPEATED_LINES
from aligner.cleaning.rows import LINK_LISTS, SPAM

# What is only sure beside other furniture comes before the rules that remove that.
PAGE_RULES: tuple[Rule, ...] = (
    EDIT_MARKS,
    SPAM,
    PAGE_START,
    PAGE_END,
    make_phrase_rule("greetings", "it greets the reader and says nothing more"),
    make_phrase_rule("source-disclaimers", "it only says that the article has sources"),
    make_phrase_rule("share-prompts", "it asks the reader to follow, like or share"),
    make_block_rule("rankings", "it is a list of what others read"),
    make_block_rule("comments", "it is what readers wrote under the article"),
    make_block_rule("related-headlines", "it leads to other pages"),
    NAVIGATION,
    make_phrase_rule("photo-credits", "it stands for a picture that is not there"),
    make_phrase_rule("publishing-line", "it says where and when the page was published"),
    make_phrase_rule("tags", "it lists keywords of the site"),
    make_phrase_rule("platform-notices", "it is a notice of the site, not of the article"),
    LINK_LISTS,
    REPEATED_LINES,
)
"""The rules that look at a page as a whole."""
