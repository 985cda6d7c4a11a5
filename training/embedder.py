"""The product's embedder: 8-bit all-MiniLM-L6-v2, mean of all tokens, length 1."""

import numpy as np
import onnxruntime
from tokenizers import Tokenizer


class Embedder:
    def __init__(self, model: str, tokenizer: str, tokens: int = 256, threads: int = 1) -> None:
        self.tokenizer = Tokenizer.from_file(tokenizer)
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(tokens)
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(model, settings)

    def embed(self, texts: list[str]) -> np.ndarray:
        """One row of 384 a text; one run each, because 8-bit weights round by batch."""
        return np.stack([self._one(text) for text in texts])

    def states(self, text: str) -> tuple[np.ndarray, list[int]]:
        """States (tokens x 384) and ids, first and last token among them."""
        ids = self.tokenizer.encode(text).ids
        array = np.array([ids], dtype=np.int64)
        inputs = {
            "input_ids": array,
            "attention_mask": np.ones_like(array),
            "token_type_ids": np.zeros_like(array),
        }
        return self.session.run(None, inputs)[0][0], ids

    def _one(self, text: str) -> np.ndarray:
        mean = self.states(text)[0].mean(axis=0)
        return (mean / np.linalg.norm(mean)).astype(np.float32)
