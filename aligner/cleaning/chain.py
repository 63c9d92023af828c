"""Paragraphs as read → paragraphs of the text: the rules, applied one after the other."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from aligner.cleaning.records import Cleaned, Find, Rule
from aligner.reading.records import Change
from aligner.reading.scripts import is_blank
from aligner.records import Paragraph


def apply_rules(
    paragraphs: Sequence[Paragraph], rules: Iterable[Rule], *, keep: Collection[str] = ()
) -> Cleaned:
    """Apply rules in order; each sees what those before it left.

    Args:
        paragraphs: in the order of the file.
        rules: the chain.
        keep: names of rules that are not applied.
    """
    left, changes = _drop_blank(paragraphs), []
    for rule in rules:
        if rule.name not in keep:
            left, found = _apply_rule(left, rule)
            changes += found
    return Cleaned(left, tuple(changes))


def _apply_rule(
    paragraphs: Sequence[Paragraph], rule: Rule
) -> tuple[tuple[Paragraph, ...], list[Change]]:
    finds = list(rule.find(paragraphs))
    if not finds:
        return tuple(paragraphs), []
    changes = [_describe(paragraphs[find.paragraph], find, rule) for find in finds]
    edited = {
        index: _edit(paragraphs[index], list(group))
        for index, group in groupby(finds, key=attrgetter("paragraph"))
    }
    blank = {index for index, paragraph in edited.items() if is_blank(paragraph.text)}
    left = (edited.get(i, each) for i, each in enumerate(paragraphs) if i not in blank)
    return tuple(left), changes


def _drop_blank(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(paragraph for paragraph in paragraphs if not is_blank(paragraph.text))


def _describe(paragraph: Paragraph, find: Find, rule: Rule) -> Change:
    before = paragraph.text[find.start : find.stop]
    after = before if find.replacement is None else find.replacement
    return Change(rule.name, paragraph.line, before, after, rule.reason)


def _edit(paragraph: Paragraph, finds: Sequence[Find]) -> Paragraph:
    """Apply the finds of one paragraph, from its start to its end."""
    flags = tuple((find.start, find.stop) for find in finds if find.replacement is None)
    pieces, done = [], 0
    for find in finds:
        if find.replacement is not None:
            pieces += [paragraph.text[done : find.start], find.replacement]
            done = find.stop
    text = "".join([*pieces, paragraph.text[done:]])
    # A rule that flags changes nothing, and rules that change come before those that flag.
    return replace(paragraph, text=text, damage=(*paragraph.damage, *flags))
