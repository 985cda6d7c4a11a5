"""Runs an exported cross-encoder on onnxruntime, as the product would."""

import numpy as np
import onnxruntime
from tokenizers import Tokenizer


class PairScorer:
    def __init__(self, model: str, tokenizer: str, tokens: int, threads: int) -> None:
        """`model`: an .onnx file; `tokenizer`: the folder with tokenizer.json."""
        self.tokenizer = Tokenizer.from_file(f"{tokenizer}/tokenizer.json")
        self.tokenizer.enable_truncation(tokens, strategy="longest_first")
        self.tokenizer.enable_padding()
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = threads
        settings.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session = onnxruntime.InferenceSession(model, settings)

    def scores(self, question: str, passages: list[str]) -> list[float]:
        rows = self.tokenizer.encode_batch([(question[:300], text) for text in passages])
        inputs = {
            "input_ids": [r.ids for r in rows],
            "attention_mask": [r.attention_mask for r in rows],
            "token_type_ids": [r.type_ids for r in rows],
        }
        arrays = {name: np.array(value, dtype=np.int64) for name, value in inputs.items()}
        (found,) = self.session.run(None, arrays)
        return [float(score) for score in found]
