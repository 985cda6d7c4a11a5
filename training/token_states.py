"""The embedder's states of every token of a text, kept on disk between runs."""

import os
import pickle

import numpy as np
from embedder import Embedder


class TokenStates:
    def __init__(
        self, model: str, tokenizer: str, kept: str, tokens: int = 144, threads: int = 1
    ) -> None:
        """`model`: the product's model_quantized.onnx; `kept`: a file that `save` writes."""
        self.embedder = Embedder(model, tokenizer, tokens, threads)
        self.kept = kept
        self.known: dict[str, tuple[np.ndarray, list[int]]] = {}
        if os.path.exists(kept):
            with open(kept, "rb") as file:
                self.known = pickle.load(file)

    def of(self, text: str) -> tuple[np.ndarray, list[int]]:
        """States (tokens x 384, 16-bit) and ids, first and last token among them."""
        if text not in self.known:
            states, ids = self.embedder.states(text)
            self.known[text] = (states.astype(np.float16), ids)
        return self.known[text]

    def save(self) -> None:
        with open(self.kept, "wb") as file:
            pickle.dump(self.known, file)
