"""Indexes a folder as the seed of this product did: `seedStack.py FOLDER MODEL_FOLDER`.

LangChain's splitter with 200 characters and an overlap of 30, all-MiniLM-L6-v2 as
sentence-transformers runs it (sorted by length, batches of 32, at most 256 tokens, mean pooling,
unit length), and FAISS. Only the runtime differs: onnxruntime with the quantized model file that we
use too, where sentence-transformers has PyTorch with the larger original. Prints its counts
and processor seconds as JSON.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import faiss
import numpy
import onnxruntime
from langchain_text_splitters import RecursiveCharacterTextSplitter
from tokenizers import Tokenizer

BATCH = 32
MAX_TOKENS = 256
MAX_BYTES = 1_500_000  # Our limit too.

folder, model = map(Path, sys.argv[1:])


def texts_of(folder: Path) -> list[str]:
    """The UTF-8 files that git tracks."""
    listed = subprocess.run(
        ["git", "-C", folder, "ls-files", "-z"], check=True, capture_output=True, text=True
    )
    texts = []
    for name in listed.stdout.split("\0")[:-1]:
        path = folder / name
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            continue
        try:
            texts.append(path.read_text("utf-8"))
        except UnicodeDecodeError:
            pass
    return texts


def embed(texts: list[str]) -> numpy.ndarray:
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.enable_padding()
    session = onnxruntime.InferenceSession(model / "onnx/model_quantized.onnx")
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    vectors = numpy.empty((len(texts), 384), numpy.float32)
    for start in range(0, len(order), BATCH):
        places = order[start : start + BATCH]
        batch = tokenizer.encode_batch([texts[i] for i in places])
        mask = numpy.array([one.attention_mask for one in batch])
        (tokens,) = session.run(
            ["last_hidden_state"],
            {
                "input_ids": numpy.array([one.ids for one in batch]),
                "attention_mask": mask,
                "token_type_ids": numpy.array([one.type_ids for one in batch]),
            },
        )
        weights = mask[:, :, None].astype(numpy.float32)
        vectors[places] = (tokens * weights).sum(1) / weights.sum(1)
    faiss.normalize_L2(vectors)
    return vectors


texts = texts_of(folder)
splitter = RecursiveCharacterTextSplitter(chunk_size=200, chunk_overlap=30)
chunks = [chunk for text in texts for chunk in splitter.split_text(text)]
index = faiss.IndexFlatL2(384)
index.add(embed(chunks))
counts = {"files": len(texts), "chunks": index.ntotal}
print(json.dumps({**counts, "processorSeconds": time.process_time()}))
