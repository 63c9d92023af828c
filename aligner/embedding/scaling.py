"""Cosines of one encoder made comparable with those of another.

The weights of the aligner were trained on the cosines of one encoder. Those of another may all lie
higher or lower; how much is measured on a few sentences and their translations.
"""

from collections.abc import Iterable
from importlib import resources

import numpy as np

from aligner.embedding import DenseOverlaps, Encoder, centre
from aligner.embedding.parts import Vectors

_TRAINED_ON = "use-multilingual-3/"
_REFERENCE = 0.8004
"""What `measure_contrast` gives for the encoder that the weights were trained on."""
_LEAST, _MOST = 0.5, 2.0


def find_scale(encoder: Encoder) -> float:
    """Find the factor that brings an encoder's centred cosines to those the model was trained on.

    Args:
        encoder: is asked for the vectors of some fifty sentences, unless it is that very one.

    Returns:
        A factor between 0.5 and 2: an encoder beyond tells translations from other sentences so
        badly, or so oddly, that no factor mends it.
    """
    if encoder.signature.startswith(_TRAINED_ON):
        return 1.0
    return float(np.clip(_REFERENCE / max(measure_contrast(encoder), 1e-6), _LEAST, _MOST))


def measure_contrast(encoder: Encoder) -> float:
    """Measure by how much centred cosines of translations exceed those of other pairs.

    Returns:
        The difference of the two means over the sentences of `data/probe.tsv`.
    """
    chinese, english = zip(*_read_probe(), strict=True)
    left, right = (_embed(texts, encoder) for texts in (chinese, english))
    cosines = left @ right.T
    pairs = float(np.trace(cosines))
    count = len(cosines)
    return pairs / count - (float(cosines.sum()) - pairs) / (count * (count - 1))


def _embed(texts: Iterable[str], encoder: Encoder) -> Vectors:
    return centre(DenseOverlaps(encoder.encode(list(texts))[None])).single


def _read_probe() -> list[tuple[str, str]]:
    text = (resources.files("aligner.embedding") / "data" / "probe.tsv").read_text("utf-8")
    pairs = (line.split("\t") for line in text.splitlines())
    return [(chinese, english) for chinese, english in pairs]
