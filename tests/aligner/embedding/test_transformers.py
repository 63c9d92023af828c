"""Encoders of sentence-transformers: what is said without the package, and a tiny model."""

import importlib.util
import json

import numpy as np
import pytest

from aligner import AlignerError, Settings, align
from aligner.embedding import transformers
from aligner.embedding.checking import check_encoder
from aligner.embedding.prompts import find_prompt
from aligner.embedding.transformers import TransformerEncoder, is_folder
from tests.aligner.embedding.tiny_models import name_model, save_tiny_model

HAS_PACKAGE = importlib.util.find_spec("sentence_transformers") is not None
TEXTS = ["船长在灯塔。", "The captain is in the lighthouse.", "𠀀", "风暴 " * 200]


@pytest.fixture
def without_package(monkeypatch):
    monkeypatch.setattr(transformers, "find_spec", lambda name: None)


@pytest.mark.parametrize(
    ("name", "prompt"),
    [
        ("intfloat/multilingual-e5-small", "query: "),
        ("models--intfloat--multilingual-e5-large", "query: "),
        ("e5", "query: "),
        ("multilingual-e5-large-instruct", "Instruct: Retrieve parallel sentences.\nQuery: "),
        ("BAAI/bge-m3", ""),
        ("sentence-transformers/LaBSE", ""),
        ("house5-model", ""),
        ("e50", ""),
    ],
)
def test_prompts(name, prompt):
    assert find_prompt(name) == prompt


@pytest.mark.parametrize("name", ["./x", "../x", "/x/y", "~/x"])
def test_paths_are_folders(name):
    assert is_folder(name)


def test_names_are_folders_only_where_there_is_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "owner" / "model").mkdir(parents=True)
    assert is_folder("owner/model")
    assert not is_folder("owner/other")


def test_a_missing_package_is_named(without_package):
    with pytest.raises(AlignerError, match=r"encoder LaBSE: .*pip install sentence-transformers"):
        TransformerEncoder("LaBSE")


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(AlignerError, match="there is no such folder"):
        TransformerEncoder(str(tmp_path / "nowhere"))


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(AlignerError, match=r"holds no model \(neither modules\.json"):
        TransformerEncoder(str(tmp_path))


needs_package = pytest.mark.skipif(not HAS_PACKAGE, reason="sentence-transformers is not installed")
# What the libraries themselves warn of is not ours to mend.
lenient = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return save_tiny_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.mark.slow
@needs_package
@lenient
class TestTinyModel:
    def test_vectors_are_those_of_the_library(self, folder):
        from sentence_transformers import SentenceTransformer

        vectors = check_encoder(TransformerEncoder(str(folder))).encode(TEXTS)
        expected = SentenceTransformer(str(folder)).encode(TEXTS, normalize_embeddings=True)
        np.testing.assert_allclose(vectors, expected, atol=1e-3)
        assert vectors.shape == (4, 32)

    def test_the_signature_tells_models_of_one_name_apart(self, folder, tmp_path):
        first = TransformerEncoder(str(folder)).signature
        other = save_tiny_model(tmp_path / "tiny", seed=1)
        assert first.startswith("transformers/tiny@")
        assert TransformerEncoder(str(folder)).signature == first
        assert TransformerEncoder(str(other)).signature != first

    def test_a_model_of_the_e5_family_gets_its_prompt(self, folder, tmp_path):
        other = save_tiny_model(tmp_path / "mine")
        name_model(other, "intfloat/multilingual-e5-small")
        found = TransformerEncoder(str(other)).encode(["captain"])
        expected = TransformerEncoder(str(folder)).encode(["query: captain"])
        np.testing.assert_allclose(found, expected, atol=1e-5)
        assert TransformerEncoder(str(other)).signature.endswith("&prompt=query%3A%20")

    @pytest.mark.parametrize("name", ["model.safetensors", "config.json", "tokenizer.json"])
    def test_a_broken_model_is_named(self, tmp_path, name):
        broken = save_tiny_model(tmp_path / "tiny")
        (broken / name).write_bytes(b'{"cut')
        with pytest.raises(AlignerError, match="cannot be loaded") as caught:
            TransformerEncoder(str(broken)).encode(TEXTS)
        assert "\n" not in str(caught.value)

    def test_a_model_without_its_weights_is_named(self, tmp_path):
        broken = save_tiny_model(tmp_path / "tiny")
        (broken / "model.safetensors").unlink()
        with pytest.raises(AlignerError, match="cannot be loaded"):
            TransformerEncoder(str(broken)).encode(TEXTS)

    def test_weights_that_are_no_numbers_are_named(self, tmp_path):
        from safetensors.numpy import load_file, save_file

        broken = save_tiny_model(tmp_path / "tiny")
        weights = load_file(broken / "model.safetensors")
        ruined = {name: values * np.float32("nan") for name, values in weights.items()}
        save_file(ruined, broken / "model.safetensors", metadata={"format": "pt"})
        with pytest.raises(AlignerError, match="NaN or infinity for “船长在灯塔。”"):
            check_encoder(TransformerEncoder(str(broken))).encode(TEXTS)

    def test_a_name_that_cannot_be_downloaded_is_named(self, monkeypatch, tmp_path):
        import huggingface_hub

        def refuse(name, *, local_files_only=False, **_):
            raise OSError("no network")

        monkeypatch.setattr(huggingface_hub, "snapshot_download", refuse)
        notes = []
        with pytest.raises(AlignerError, match=r"was not downloaded before.*no network.*FOLDER"):
            TransformerEncoder("owner/model", report=notes.append).encode(TEXTS)
        assert notes == ["downloading owner/model …"]

    def test_it_aligns(self, folder, tmp_path):
        lines = ["船长在灯塔。", "风暴的港口。", "船在港口了。"] * 4
        english = ["captain in lighthouse.", "storm of harbour.", "ship in harbour."] * 4
        (tmp_path / "zh.txt").write_text("\n".join(lines), encoding="utf-8")
        (tmp_path / "en.txt").write_text("\n".join(english), encoding="utf-8")
        settings = Settings(lines=True, encoder=str(folder))
        alignment = align(tmp_path / "zh.txt", tmp_path / "en.txt", settings=settings)
        covered = [number for bead in alignment.beads for number in bead.source]
        assert covered == list(range(12))
        assert alignment.encoder.startswith("transformers/tiny@")
        assert alignment.encoder.endswith("/32")
        assert json.dumps(str(folder))[1:-1] in alignment.signature
