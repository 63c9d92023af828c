"""Alignment → what the template of the report shows; numbers and words, no HTML."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aligner.inspection.omissions import Omission, find_omissions
from aligner.inspection.path import Step, smooth_confidence, trace_path
from aligner.inspection.warnings import Inspector, RowWarning, make_inspector
from aligner.records import Alignment, Bead, Document
from tmx import remove_forbidden

_SIZE = 1000
_PARTS = 100
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class BeadView:
    """A bead as shown.

    Args:
        number: from 1.
        type: such as "1-2".
        percent: confidence, 0 to 100.
        level: "sure", "likely", "doubtful" or "null".
        is_accepted: whether a person accepted it.
        is_exported: whether it goes into memories.
        source, target: the texts as they stand, without what XML does not allow.
        removed: how many characters that were.
        warnings: what is worth a second look.
    """

    number: int
    type: str
    percent: int
    level: str
    is_accepted: bool
    is_exported: bool
    source: str
    target: str
    removed: int
    warnings: tuple[RowWarning, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """What is drawn, in units of a thousandth of the whole.

    Args:
        size: the width, and height, of the square of the path.
        path: a line a bead: x and y where it begins and ends, and its level.
        curve: runs of neighbouring parts of the text, each as points "x,y" in one line; y runs
            downwards from certain to impossible.
    """

    size: int
    path: tuple[tuple[int, int, int, int, str], ...]
    curve: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report.

    Args:
        documents: source and target.
        facts: what each document says of itself, by name, source and target; "" for nothing.
        counts: numbers of segments, beads, pairs and so on, by name.
        types: how many beads are of each type, most frequent first.
        beads: all of them.
        omissions: passages of the source, then of the target, without counterpart.
        pictures: what is drawn.
        least: the minimum confidence in percent.
        notes: what was assumed or changed on the way.
        signature: what made the alignment.
    """

    documents: tuple[Document, Document]
    facts: Mapping[str, tuple[str, str]]
    counts: Mapping[str, int]
    types: Sequence[tuple[str, int]]
    beads: Sequence[BeadView]
    omissions: tuple[Sequence[Omission], Sequence[Omission]]
    pictures: Pictures
    least: int
    notes: Sequence[str]
    signature: str


def view_report(alignment: Alignment) -> ReportView:
    """Describe an alignment for its report.

    Args:
        alignment: any.
    """
    omissions = [
        replace(each, text=remove_forbidden(each.text).text) for each in find_omissions(alignment)
    ]
    inspector = make_inspector(alignment)
    documents = alignment.source.document, alignment.target.document
    return ReportView(
        documents=documents,
        facts=_list_facts(documents),
        counts=_count(alignment),
        types=Counter(bead.type for bead in alignment.beads).most_common(),
        beads=[
            _view_bead(alignment, inspector, number, bead)
            for number, bead in enumerate(alignment.beads)
        ],
        omissions=(
            [each for each in omissions if each.is_source],
            [each for each in omissions if not each.is_source],
        ),
        pictures=draw_pictures(trace_path(alignment), alignment.settings.min_confidence),
        least=round(alignment.settings.min_confidence * 100),
        notes=alignment.notes,
        signature=alignment.signature,
    )


def _list_facts(documents: tuple[Document, Document]) -> dict[str, tuple[str, str]]:
    names = ("title", "author", "translator", "date", "source")
    facts = {
        name: (getattr(documents[0].metadata, name), getattr(documents[1].metadata, name))
        for name in names
    }
    return {name: values for name, values in facts.items() if any(values)}


def _count(alignment: Alignment) -> dict[str, int]:
    pairs = [bead for bead in alignment.beads if not bead.is_null]
    return {
        "source_segments": len(alignment.source.segments),
        "target_segments": len(alignment.target.segments),
        "beads": len(alignment.beads),
        "exported": sum(map(alignment.is_confident, pairs)),
        "below": sum(not alignment.is_confident(bead) for bead in pairs),
        "null": len(alignment.beads) - len(pairs),
        "accepted": sum(bead.is_accepted for bead in alignment.beads),
    }


def _view_bead(alignment: Alignment, inspector: Inspector, number: int, bead: Bead) -> BeadView:
    texts = alignment.source.text_of(bead.source), alignment.target.text_of(bead.target)
    source, target = map(remove_forbidden, texts)
    segments = (
        [alignment.source.segments[each] for each in bead.source],
        [alignment.target.segments[each] for each in bead.target],
    )
    return BeadView(
        number=number + 1,
        type=bead.type,
        percent=int(bead.confidence * 100),
        level=_find_level(bead, alignment.settings.min_confidence),
        is_accepted=bead.is_accepted,
        is_exported=alignment.is_confident(bead),
        source=source.text,
        target=target.text,
        removed=source.removed + target.removed,
        warnings=inspector.find_warnings(*segments, texts),
    )


def _find_level(bead: Bead, least: float) -> str:
    if bead.is_null:
        return "null"
    if bead.is_accepted or bead.confidence >= max(least, _SURE):
        return "sure"
    return "likely" if bead.confidence >= least else "doubtful"


def draw_pictures(steps: Sequence[Step], least: float) -> Pictures:
    """Draw the path through both texts, and the confidence along the source.

    Args:
        steps: as `trace_path` gives them.
        least: the minimum confidence, 0 to 1.
    """
    path = tuple(_draw_step(step, least) for step in steps)
    return Pictures(_SIZE, path, tuple(_draw_curve(smooth_confidence(steps, _PARTS))))


def _draw_step(step: Step, least: float) -> tuple[int, int, int, int, str]:
    x1, x2 = (round(place * _SIZE) for place in step.source)
    y1, y2 = (round(place * _SIZE) for place in step.target)
    level = "null" if step.is_null else "sure" if step.confidence >= least else "doubtful"
    return x1, y1, x2, y2, level


def _draw_curve(values: Sequence[float | None]) -> list[str]:
    """Join neighbouring parts into lines; a part without text interrupts them."""
    lines: list[list[str]] = [[]]
    for part, value in enumerate(values):
        if value is None:
            lines.append([])
        else:
            height = round((1 - value) * _SIZE)
            width = _SIZE // len(values)
            lines[-1] += [f"{part * width},{height}", f"{(part + 1) * width},{height}"]
    return [" ".join(line) for line in lines if line]
