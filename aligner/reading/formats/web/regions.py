"""What elements of a page say of themselves: landmarks, roles, classes, the article itself.

Each of them misleads on some page. A form may hold the whole of it, and a text is hidden until a
script shows it: an element that holds most of the sentences is never suspected.
"""

from collections.abc import Sequence

from aligner.reading.formats.web.elements import has_class
from aligner.reading.formats.web.outline import Node
from aligner.reading.formats.web.page import Page, is_linked
from aligner.records import Kind

_HEAD = "head of the page"
_COMMENTS = "comments of readers"
_MIN_WORDS = 40.0
_REGIONS = ("article", "main")
_NEVER = frozenset({"html", "body", *_REGIONS})
# The share of all sentences that must be left when the suspects are gone.
_MIN_LEFT = 0.3
_MAX_DOUBTS = 30
_MIN_REGION = 0.6
_MIN_PART = 0.1
_MAX_DEPTH = 50


def find_suspects(page: Page) -> list[str]:
    """Find the blocks in elements that say that they are no text.

    Where that would take most sentences of the page, the largest suspect is cleared, and so on.
    """
    clear = {index for index, node in enumerate(page.nodes) if _is_cleared(page, index, node)}
    total, sums = _measure_text(page), page.sum_nodes(page.prose)
    reasons = [""] * len(page.nodes)
    for _ in range(_MAX_DOUBTS):
        reasons = page.inherit(lambda i, node: "" if i in clear else node.suspicion)
        left = sum(p for b, p in zip(page.blocks, page.prose, strict=True) if not reasons[b.node])
        doubtful = [i for i, node in enumerate(page.nodes) if node.suspicion and i not in clear]
        if not doubtful or left >= _MIN_LEFT * total:
            break
        clear.add(max(doubtful, key=lambda i: (sums[i], -i)))
    return _suspect_blocks(page, reasons)


def _measure_text(page: Page) -> float:
    """Measure the sentences of a page, but for the comments if there is a text beside them."""
    reasons = page.inherit(lambda i, node: node.suspicion if node.suspicion == _COMMENTS else "")
    apart = (p for b, p in zip(page.blocks, page.prose, strict=True) if not reasons[b.node])
    beside = sum(apart)
    return beside if beside >= _MIN_WORDS else sum(page.prose)


def _is_cleared(page: Page, index: int, node: Node) -> bool:
    """Whether an element is no suspect in its place: the head of an article, the foot of a quote.

    The whole page and the article itself may carry any class.
    """
    if not node.suspicion or node.name in _NEVER:
        return True
    around = _name_around(page.nodes, index)
    if node.suspicion == _HEAD:
        return has_class(node.element, "article_words") or not around.isdisjoint(_REGIONS)
    return node.name == "footer" and "blockquote" in around


def _name_around(nodes: Sequence[Node], index: int) -> set[str]:
    names: set[str] = set()
    for _ in range(_MAX_DEPTH):
        index = nodes[index].parent
        if index < 0:
            break
        names.add(nodes[index].name)
    return names


def _suspect_blocks(page: Page, reasons: Sequence[str]) -> list[str]:
    """Clear the title, the notes, and what stands below the title in the head of a page."""
    title = page.title
    in_head = title is not None and reasons[page.blocks[title].node] == _HEAD
    found = [reasons[block.node] for block in page.blocks]
    for index, block in enumerate(page.blocks):
        below = in_head and title is not None and index >= title and found[index] == _HEAD
        if index == title or block.kind is Kind.FOOTNOTE or (below and not is_linked(block)):
            found[index] = ""
    return found


def find_outside(page: Page) -> list[str]:
    """Find the blocks outside of the element that says it is the article, if one does.

    What stands between the title and the article, such as a date or a summary, belongs to it.
    """
    region = _find_region(page, page.left_prose())
    if region is None:
        return [""] * len(page.blocks)
    inside = page.inherit(lambda index, node: "inside" if index == region else "")
    first = next((i for i, block in enumerate(page.blocks) if inside[block.node]), 0)
    title = first if page.title is None else page.title
    return [
        ""
        if inside[block.node]
        or block.kind is Kind.FOOTNOTE
        or (title <= index < first and (index == title or not is_linked(block)))
        else "stands outside of the article"
        for index, block in enumerate(page.blocks)
    ]


def _find_region(page: Page, prose: Sequence[float]) -> int | None:
    """Find the innermost element that holds every article, or else the main part."""
    total, sums = sum(prose), page.sum_nodes(prose)
    for name in _REGIONS:
        found = [
            index
            for index, node in enumerate(page.nodes)
            if node.name == name and sums[index] >= _MIN_PART * total > 0
        ]
        if found:
            common = _find_common(page.nodes, found)
            if sums[common] >= _MIN_REGION * total:
                return common
    return None


def _find_common(nodes: Sequence[Node], indices: Sequence[int]) -> int:
    """Find the innermost node around all of these."""
    common = indices[0]
    for index in indices[1:]:
        other = index
        while common != other:
            # A node stands behind all those around it.
            if common > other:
                common = nodes[common].parent
            else:
                other = nodes[other].parent
    return common
