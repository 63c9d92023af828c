"""A tiny model of sentence-transformers with random weights, saved as real ones are."""

import json

CHARACTERS = sorted(set("船长灯塔风暴港口的在了。,.:?!abcdefghijklmnopqrstuvwxyz "))


def save_tiny_model(folder, seed=0):
    """Save a model of two layers and 32 dimensions; needs sentence-transformers."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    parts = folder.with_name(folder.name + "-parts")
    parts.mkdir()
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *CHARACTERS]
    vocabulary += [f"##{character}" for character in CHARACTERS]
    (parts / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(str(parts / "vocab.txt")).save_pretrained(parts)
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(parts)
    transformer = Transformer(str(parts), max_seq_length=64)
    SentenceTransformer(modules=[transformer, Pooling(32)]).save(str(folder))
    return folder


def name_model(folder, name):
    """Write into the configuration where a model came from."""
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**config, "_name_or_path": name}), encoding="utf-8")
