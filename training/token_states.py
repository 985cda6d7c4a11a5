"""The embedder's states of every token of a text, kept on disk between runs."""

import os
import pickle

import numpy as np
import onnxruntime
from tokenizers import Tokenizer


class TokenStates:
    def __init__(
        self, model: str, tokenizer: str, kept: str, tokens: int = 144, threads: int = 1
    ) -> None:
        """`model`: the product's model_quantized.onnx; `kept`: a file that `save` writes."""
        self.tokenizer = Tokenizer.from_file(tokenizer)
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(tokens)
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(model, settings)
        self.kept = kept
        self.known: dict[str, tuple[np.ndarray, list[int]]] = {}
        if os.path.exists(kept):
            with open(kept, "rb") as file:
                self.known = pickle.load(file)

    def of(self, text: str) -> tuple[np.ndarray, list[int]]:
        """States (tokens x 384, 16-bit) and ids, first and last token among them."""
        if text not in self.known:
            ids = self.tokenizer.encode(text).ids
            array = np.array([ids], dtype=np.int64)
            out, *_ = self.session.run(
                None,
                {
                    "input_ids": array,
                    "attention_mask": np.ones_like(array),
                    "token_type_ids": np.zeros_like(array),
                },
            )
            self.known[text] = (out[0].astype(np.float16), ids)
        return self.known[text]

    def save(self) -> None:
        with open(self.kept, "wb") as file:
            pickle.dump(self.known, file)
