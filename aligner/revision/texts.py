"""Changes of texts: edited, taken back to what is printed, a segment divided or joined."""

from dataclasses import replace

from aligner.records import Paragraph, Segment, mark_damage
from aligner.revision.records import Change, RevisionError, Row, RowStatus
from aligner.revision.state import RevisionState, find_side


def edit_text(state: RevisionState, segment: str, text: str) -> Change:
    """Put a text in the place of what is printed, which is kept beside it.

    Args:
        state: as it stands.
        segment: its identifier.
        text: what is to stand there; the printed text takes an edit back.

    Raises:
        RevisionError: there is no such segment, the text is blank, or nothing would change.
    """
    old = state.get_segment(segment)
    if not text.strip():
        raise RevisionError(
            f"segment {segment}: the text is empty: leave it, and say that it has no counterpart",
            "text_empty",
        )
    if text == old.current:
        raise RevisionError(f"segment {segment}: the text is as before", "text_same")
    return _change_text(state, segment, None if text == old.text else text)


def _change_text(state: RevisionState, segment: str, edit: str | None) -> Change:
    old = state.get_segment(segment)
    return Change(
        "reset" if edit is None else "edit",
        segments_before={segment: old},
        segments_after={segment: replace(old, edit=edit)},
        focus=state.find_row_of(segment).id,
    )


def reset_text(state: RevisionState, segment: str) -> Change:
    """Take an edited text back to what is printed.

    Raises:
        RevisionError: there is no such segment, or it was not edited.
    """
    if state.get_segment(segment).edit is None:
        raise RevisionError(f"segment {segment}: the text was not edited", "text_not_edited")
    return _change_text(state, segment, None)


def split_segment(state: RevisionState, segment: str, offset: int) -> Change:
    """Divide a segment into two, in its row; white space stays with the first.

    Args:
        state: as it stands.
        segment: its identifier, which the first part keeps.
        offset: where the second part begins, in characters of the printed text.

    Raises:
        RevisionError: there is no such segment, its text was edited, or a part would be blank.
    """
    old = state.get_segment(segment)
    if old.edit is not None:
        raise RevisionError(
            f"segment {segment}: its text was edited: take the edit back, split it, and edit again",
            "divide_edited",
        )
    first, rest = old.text[:offset], old.text[offset:]
    cut = offset + len(rest) - len(rest.lstrip())
    if not 0 < offset < len(old.text) or not first.strip() or not rest.strip():
        raise RevisionError(
            f"segment {segment}: put the cursor between two words of it", "divide_cursor"
        )
    paragraph = _find_paragraph(state, segment)
    parts = [
        mark_damage(replace(part, is_damaged=False), paragraph)
        for part in (
            replace(old, text=first.rstrip()),
            replace(old, text=old.text[cut:], start=old.start + cut),
        )
    ]
    name = name_part(state, segment, parts[1])
    return _change_row(state, "divide", segment, {segment: parts[0], name: parts[1]})


def _find_paragraph(state: RevisionState, segment: str) -> Paragraph:
    paragraphs = state.get_original(find_side(segment)).document.paragraphs
    return paragraphs[state.get_segment(segment).paragraph]


def name_part(state: RevisionState, segment: str, part: Segment) -> str:
    """Name a part of a segment by where it begins in the segment of the aligner."""
    root = segment.partition(".")[0]
    original = state.get_original(find_side(segment)).segments[int(root[1:])]
    return f"{root}.{part.start - original.start}"


def join_segments(state: RevisionState, segment: str) -> Change:
    """Join a segment of a row with the one behind it, which stands in the same paragraph.

    Args:
        state: as it stands.
        segment: identifier of the first, which the joined one keeps.

    Raises:
        RevisionError: there is no such segment, none behind it in its row, it is in another
            paragraph or row, or a text was edited.
    """
    row = state.find_row_of(segment)
    side = find_side(segment)
    names = row.get_side(side)
    place = names.index(segment)
    if place + 1 == len(names):
        raise RevisionError(
            f"segment {segment}: there is none behind it in its row to join", "join_none"
        )
    following = names[place + 1]
    first, second = state.get_segment(segment), state.get_segment(following)
    if first.paragraph != second.paragraph:
        raise RevisionError(
            f"segment {segment}: the one behind it is in another paragraph", "join_paragraph"
        )
    if first.edit is not None or second.edit is not None:
        raise RevisionError(
            f"segment {segment}: a text was edited: take the edit back first", "join_edited"
        )
    beside = state.list_paragraph(segment)
    if beside[beside.index(segment) + 1] != following:
        raise RevisionError(
            f"segment {segment}: what stands behind it is in another row", "join_elsewhere"
        )
    paragraph = _find_paragraph(state, segment)
    joined = mark_damage(replace(first, text=paragraph.text[first.start : second.stop]), paragraph)
    return _change_row(state, "join", segment, {segment: joined, following: None})


def _change_row(
    state: RevisionState, kind: str, segment: str, after: dict[str, Segment | None]
) -> Change:
    """Make the change of a row whose segments are divided or joined."""
    row = state.find_row_of(segment)
    place = state.find_place(row.id)
    side = find_side(segment)
    before: dict[str, Segment | None] = {
        name: state.get_segment(name) if name in row.get_side(side) else None for name in after
    }
    gone = {name for name, content in after.items() if content is None}
    new = [name for name, content in before.items() if content is None]
    names: list[str] = []
    for name in row.get_side(side):
        names += [] if name in gone else [name]
        names += new if name == segment else []
    changed = _replace_names(row, segment, tuple(names))
    return Change(kind, place, (row,), (changed,), before, after, focus=row.id)


def _replace_names(row: Row, segment: str, names: tuple[str, ...]) -> Row:
    changed = replace(row, is_manual=True, status=RowStatus.OPEN)
    if segment.startswith("s"):
        return replace(changed, source=names)
    return replace(changed, target=names)
