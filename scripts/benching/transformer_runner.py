"""Times a transformer of LaBSE's shape with random weights, in an environment with torch.

    python transformer_runner.py TOKENS.json THREADS

TOKENS.json holds for each sample, for each run length, the numbers of tokens of the texts. For each
sample the seconds of the first run length and those of all are printed as JSON. The shape is BERT
base: 12 layers, 768 dimensions, 12 heads, 3072 in between, at most 256 tokens (longer texts are
cut, as LaBSE cuts them), mean of batches of 32 texts of like length. The vocabulary of 501,153 is
shrunk to 30,000: looking a token up costs the same, and 1.4 GB of memory less.
"""

import json
import sys
import time
from pathlib import Path

import torch

_LAYERS, _WIDTH, _HEADS, _INNER = 12, 768, 12, 3072
_VOCABULARY, _LONGEST, _BATCH = 30_000, 256, 32


class Transformer(torch.nn.Module):
    """Embeddings of tokens and places, the layers, and the dense layer over the first token."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens = torch.nn.Embedding(_VOCABULARY, _WIDTH)
        self.places = torch.nn.Embedding(_LONGEST, _WIDTH)
        layer = torch.nn.TransformerEncoderLayer(
            _WIDTH, _HEADS, _INNER, activation="gelu", batch_first=True
        )
        self.layers = torch.nn.TransformerEncoder(layer, _LAYERS)
        self.dense = torch.nn.Linear(_WIDTH, _WIDTH)

    def forward(self, tokens: torch.Tensor, padding: torch.Tensor) -> torch.Tensor:
        """Embed texts of token numbers, (texts, tokens); padding is True where there is none."""
        places = torch.arange(tokens.shape[1])
        hidden = self.tokens(tokens) + self.places(places)
        first = self.layers(hidden, src_key_padding_mask=padding)[:, 0]
        return torch.nn.functional.normalize(torch.tanh(self.dense(first)))


def main() -> None:
    torch.manual_seed(1)
    torch.set_num_threads(int(sys.argv[2]))
    model = Transformer().eval()
    encode(model, [8])
    samples = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    print(json.dumps([measure(model, sizes) for sizes in samples]))


def measure(model: Transformer, sizes: list[list[int]]) -> tuple[float, float]:
    """Return seconds of the first run length, and of all together."""
    seconds = [encode(model, counts) for counts in sizes]
    return seconds[0], sum(seconds)


def encode(model: Transformer, counts: list[int]) -> float:
    """Encode texts of so many tokens, the longest first, and return the seconds."""
    lengths = sorted((min(count, _LONGEST) for count in counts), reverse=True)
    start = time.perf_counter()
    with torch.inference_mode():
        for place in range(0, len(lengths), _BATCH):
            batch = torch.tensor(lengths[place : place + _BATCH])
            longest = int(batch.max())
            tokens = torch.randint(_VOCABULARY, (len(batch), longest))
            model(tokens, torch.arange(longest) >= batch[:, None])
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
