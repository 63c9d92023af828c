"""The encoder behind an address: any endpoint for embeddings that speaks OpenAI's protocol.

Source: OpenAI API reference, POST /v1/embeddings; llama.cpp, Ollama, vLLM, LM Studio and Text
Embeddings Inference serve the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, quote, urldefrag, urlsplit, urlunsplit

import numpy as np
from numpy.typing import NDArray

from aligner.embedding import Vectors
from aligner.embedding.posting import Patience, Poster, TooMuchError
from aligner.embedding.prompts import find_prompt
from aligner.embedding.reporting import Report, keep_quiet
from aligner.errors import AlignerError

_TEXTS_A_BATCH = 32
_CHARACTERS_A_BATCH = 6_000
_SHORT = 100
"""A text of so few characters is not refused for its length."""
_QUICK = 5.0
"""Seconds to wait for the list of models, without which it goes too."""
_NAMELESS = "default"
_SECRET = re.compile(r"key|token|secret|sig|pass", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """An endpoint as the user names it.

    Args:
        base: the address without /embeddings, query and fragment, such as "http://host/v1".
        query: what stands after "?", sent with every request; empty for most.
        model: named after "#"; empty if left open.
        prompt: put before every text; None: as the name of the model tells.
    """

    base: str
    query: str = ""
    model: str = ""
    prompt: str | None = None

    def join(self, path: str) -> str:
        """Return the address of a resource under the base; of the base for an empty path."""
        path = f"/{path}" if path else ""
        return f"{self.base}{path}" + (f"?{self.query}" if self.query else "")


def parse_place(address: str) -> Place:
    """Take an address apart: `http://host:port/v1#MODEL`, or with `&prompt=TEXT` at the end.

    Args:
        address: the base, or the full address that ends with /embeddings.

    Raises:
        AlignerError: there is no host in it, a port that is none, or a secret.

    >>> parse_place("http://localhost:8080/v1/embeddings#bge-m3")
    Place(base='http://localhost:8080/v1', query='', model='bge-m3', prompt=None)
    """
    plain, fragment = urldefrag(address)
    try:
        parts = urlsplit(plain)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise _refuse(address, str(error)) from error
    if not has_host or re.search(r"[\s\x00-\x1f]", plain):
        raise _refuse(address, "there is no host in it, or a space")
    if parts.username or parts.password or _holds_secret(parts.query):
        # Alignments carry the address in their signature.
        raise AlignerError(
            f"encoder at {parts.hostname}: the address holds a password or key: put it in the "
            "environment variable DUIZHAO_API_KEY"
        )
    path = parts.path.rstrip("/").removesuffix("/embeddings").rstrip("/")
    model, _, options = fragment.partition("&")
    base = urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, "", ""))
    return Place(base, parts.query, model, _read_prompt(address, options))


def _holds_secret(query: str) -> bool:
    return any(_SECRET.search(name) for name, _ in parse_qsl(query, keep_blank_values=True))


def _read_prompt(address: str, options: str) -> str | None:
    values = dict(parse_qsl(options, keep_blank_values=True))
    prompt = values.pop("prompt", None)
    if values:
        raise _refuse(address, f"{', '.join(values)}: only prompt can be set after the model")
    return prompt


def _refuse(address: str, reason: str) -> AlignerError:
    return AlignerError(
        f"encoder {address}: is no address of an endpoint ({reason}): write http://HOST:PORT/v1#"
        "MODEL"
    )


class EndpointEncoder:
    """A model behind an OpenAI-compatible endpoint.

    Args:
        place: where it is, and which model.
        key: for the header Authorization; empty for none.
        patience: how long to wait; None: `Patience()`.
        report: told when texts had to be cut.
    """

    def __init__(
        self,
        place: Place,
        *,
        key: str = "",
        patience: Patience | None = None,
        report: Report = keep_quiet,
    ) -> None:
        self._place = place
        self._poster = Poster(key, patience)
        self._report = report
        self._has_cut = False

    @property
    def signature(self) -> str:
        """The address, model and prompt; which version of it answers, only the endpoint knows."""
        prompt = f"&prompt={quote(self._prompt)}" if self._prompt else ""
        return f"{self._place.join('')}#{self._model}{prompt}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed texts in batches; (n, dim) float32.

        Raises:
            AlignerError: the endpoint is down, slow, refuses, or answers nonsense.
        """
        rows: list[NDArray[np.float64]] = []
        for batch in make_batches([self._prompt + text for text in texts]):
            rows.extend(self._encode_batch(batch))
        if len({len(row) for row in rows}) > 1:
            lengths = ", ".join(map(str, sorted({len(row) for row in rows})))
            raise AlignerError(
                f"{self.signature}: gave vectors of different lengths ({lengths} numbers): it must "
                "be one model throughout"
            )
        with np.errstate(over="ignore"):
            # What is too large becomes infinite, and is refused as such by who called.
            return np.array(rows).astype(np.float32)

    def _encode_batch(self, batch: list[str]) -> list[NDArray[np.float64]]:
        """Encode a batch; one that the endpoint finds too large is halved."""
        address = self._place.join("embeddings")
        try:
            answer = self._poster.post(address, {"model": self._model, "input": batch})
        except TooMuchError:
            if len(batch) == 1 and len(batch[0]) > _SHORT:
                return [self._encode_beginning(batch[0])]
            if len(batch) == 1:
                raise
            half = len(batch) // 2
            return self._encode_batch(batch[:half]) + self._encode_batch(batch[half:])
        return read_answer(address, answer, len(batch))

    def _encode_beginning(self, text: str) -> NDArray[np.float64]:
        """Encode as much of a refused text as the endpoint takes.

        Runs of long segments can pass the length a model was made for; most servers cut them
        there, others refuse them.
        """
        address = self._place.join("embeddings")
        half = text[: len(text) // 2]
        try:
            answer = self._poster.post(address, {"model": self._model, "input": [half]})
        except TooMuchError:
            if len(half) <= _SHORT:
                raise
            return self._encode_beginning(half)
        if not self._has_cut:
            self._has_cut = True
            self._report(f"{self.signature}: long texts are refused there: their beginnings count")
        return read_answer(address, answer, 1)[0]

    @cached_property
    def _prompt(self) -> str:
        given = self._place.prompt
        return find_prompt(self._model) if given is None else given

    @cached_property
    def _model(self) -> str:
        """The model named, or the only one the endpoint serves."""
        if self._place.model:
            return self._place.model
        address = self._place.join("models")
        names = _list_names(self._poster.get(address, _QUICK))
        if len(names) > 1:
            shown = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
            raise AlignerError(
                f"{self._place.base}: serves {len(names)} models ({shown}): name one after #, as "
                f"in --encoder {self._place.base}#{names[0]}"
            )
        return names[0] if names else _NAMELESS


def _list_names(listing: Any) -> list[str]:  # noqa: ANN401 — JSON
    found = listing.get("data") if isinstance(listing, dict) else None
    entries = found if isinstance(found, list) else []
    names = [entry.get("id") for entry in entries if isinstance(entry, dict)]
    return [name for name in names if isinstance(name, str) and name]


def make_batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield texts in order, some at a time: bounded in number and in characters.

    A text that is over the bound for itself is a batch of its own.
    """
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and (len(batch) == _TEXTS_A_BATCH or size + len(text) > _CHARACTERS_A_BATCH):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def read_answer(address: str, answer: Any, count: int) -> list[NDArray[np.float64]]:  # noqa: ANN401
    """Take the vectors out of an answer, in the order of the texts.

    Args:
        address: for messages.
        answer: the parsed JSON.
        count: texts that were sent.

    Returns:
        A row of numbers for each text, not yet checked for length or size.

    Raises:
        AlignerError: it is no list of that many vectors of numbers.
    """
    entries = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _nonsense(address, "a list named data is missing")
    if len(entries) != count:
        raise _nonsense(address, f"it gives {len(entries)} vectors for {count} texts")
    return [_read_vector(address, entry.get("embedding")) for entry in _sort(address, entries)]


def _sort(address: str, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put entries in the order of their index; without any index they are in order."""
    numbers = [entry.get("index") for entry in entries]
    if all(number is None for number in numbers):
        return entries
    places = {number: entry for number, entry in zip(numbers, entries, strict=True)
              if type(number) is int}  # fmt: skip
    if places.keys() != set(range(len(entries))):
        raise _nonsense(address, f"the indexes are not 0 to {len(entries) - 1}")
    return [places[number] for number in range(len(entries))]


def _read_vector(address: str, vector: Any) -> NDArray[np.float64]:  # noqa: ANN401 — JSON
    is_numbers = isinstance(vector, list) and all(type(value) in {int, float} for value in vector)
    if not is_numbers or not vector:
        raise _nonsense(address, "an embedding is not a list of numbers")
    try:
        return np.array(vector, dtype=np.float64)
    except OverflowError as error:
        raise _nonsense(address, "an embedding holds a number out of range") from error


def _nonsense(address: str, fault: str) -> AlignerError:
    return AlignerError(
        f"{address}: the answer is not what an embeddings endpoint gives ({fault}): check the "
        "address and the model"
    )
