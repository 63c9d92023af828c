"""Importing a package that wants torch: the stand-ins serve it and nobody else."""

import sys

import numpy as np
import pytest

from aligner import AlignerError
from aligner.engines import torchless
from aligner.engines.torchless import import_without_torch

SEARCH = """
import torch
from sentence_transformers import SentenceTransformer

def search(left, right, k):
    device = "cuda" if torch.cuda.is_available() else "cpu"
    src = torch.from_numpy(left).to(device)
    tgt = torch.from_numpy(right).to(device)
    scores, indices = torch.topk(src @ tgt.T, min(k, tgt.shape[0]), dim=1)
    return scores.cpu().numpy(), indices.cpu().numpy().astype("int64")
"""


@pytest.fixture
def torchless_search(tmp_path, monkeypatch):
    (tmp_path / "wants_torch.py").write_text(SEARCH, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(torchless, "find_spec", lambda name: None)
    yield import_without_torch("wants_torch").search
    del sys.modules["wants_torch"]


@pytest.mark.parametrize(("rows", "columns", "k"), [(3, 5, 2), (1100, 40, 3), (2, 1, 3)])
def test_the_search_finds_the_most_similar(torchless_search, rows, columns, k):
    random = np.random.default_rng(3)
    left = random.normal(size=(rows, 8)).astype(np.float32)
    right = random.normal(size=(columns, 8)).astype(np.float32)
    values, found = torchless_search(left, right, k)
    product = left @ right.T
    np.testing.assert_array_equal(found, np.argsort(-product, axis=1)[:, :k])
    np.testing.assert_allclose(values, -np.sort(-product, axis=1)[:, :k], atol=1e-5)


def test_nothing_else_meets_the_stand_ins(torchless_search):
    for name in ("torch", "sentence_transformers"):
        assert not isinstance(getattr(sys.modules.get(name), "from_numpy", None), type)


def test_a_package_that_cannot_be_imported_is_named(tmp_path, monkeypatch):
    (tmp_path / "broken_package.py").write_text("import no_such_module\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(AlignerError, match=r"broken_package: .*no_such_module"):
        import_without_torch("broken_package")
