"""Gold alignments, and the harder ones made of them: cut, in paragraphs, with headings.

A corpus folder has a folder of texts a language and `gold/`; see the documentation of the `.align`
format in docs/formats.md.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from aligner.exporting import load_align
from aligner.records import Kind


@dataclass(frozen=True, slots=True)
class GoldBead:
    """Numbers of segments that belong together."""

    left: tuple[int, ...]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GoldSide:
    """Segments of a text; opens says which of them open a paragraph (empty: unknown)."""

    segments: tuple[str, ...]
    opens: tuple[bool, ...] = ()
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldPair:
    """Two texts and their gold alignment."""

    name: str
    left: GoldSide
    right: GoldSide
    beads: tuple[GoldBead, ...]

    def mirrored(self) -> "GoldPair":
        """Return the same pair with the sides exchanged."""
        beads = tuple(GoldBead(bead.right, bead.left) for bead in self.beads)
        return replace(self, left=self.right, right=self.left, beads=beads)


def read_align(path: Path) -> tuple[GoldBead, ...]:
    """Read a file of `[0]:[0, 1]` lines."""
    return tuple(GoldBead(bead.source, bead.target) for bead in load_align(path))


def read_corpus(folder: Path, source: str, target: str) -> list[GoldPair]:
    """Read all documents of a corpus folder."""
    return [
        GoldPair(
            f"{folder.name}/{path.stem}",
            GoldSide(_read_lines(folder / source / f"{path.stem}.txt")),
            GoldSide(_read_lines(folder / target / f"{path.stem}.txt")),
            read_align(path),
        )
        for path in sorted((folder / "gold").glob("*.align"))
    ]


def _read_lines(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8").removesuffix("\n").split("\n"))


def find_languages(corpus: str) -> tuple[Path, str, str]:
    """Return the folder of a corpus, its source language and its target language.

    Args:
        corpus: FOLDER, or FOLDER:SOURCE:TARGET where the gold numbers fit both directions.

    Raises:
        SystemExit: no direction fits the gold numbers, or both do.
    """
    if corpus.count(":") >= 2:
        folder, source, target = corpus.rsplit(":", 2)
        return Path(folder), source, target
    root = Path(corpus)
    names = sorted(p.name for p in root.iterdir() if p.is_dir() and p.name != "gold")
    fitting = [
        (source, target)
        for source in names
        for target in names
        if source != target and all(map(_covers, read_corpus(root, source, target)))
    ]
    if len(fitting) != 1:
        raise SystemExit(f"{corpus}: state the direction: {corpus}:SOURCE:TARGET (has {names})")
    return root, *fitting[0]


def _covers(pair: GoldPair) -> bool:
    """Whether the gold beads name existing segments, down to the last few of both sides."""
    for side, numbers in (
        (pair.left, [n for bead in pair.beads for n in bead.left]),
        (pair.right, [n for bead in pair.beads for n in bead.right]),
    ):
        if not 0 <= len(side.segments) - 1 - max(numbers, default=-1) < 10:
            return False
    return True
