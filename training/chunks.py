"""Reads the chunks that the product's own index cut from a folder."""

import glob
import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True)
class Chunk:
    repo: str
    path: str
    role: str
    symbol: str
    start_line: int
    end_line: int
    text: str

    @property
    def head(self) -> str:
        return f"{self.path} {self.symbol}".strip()


def read_chunks(index_folder: str, repo: str, root: str) -> list[Chunk]:
    """All chunks of the folder `root` (absolute path), in the order of its files.

    The folder's index is the one that has most of its files: the index names its folder only by a
    hash.
    """
    best: list[Chunk] = []
    for file in glob.glob(f"{index_folder}/v3/*/catalog.db"):
        database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        paths = [path for (path,) in database.execute("SELECT path FROM files LIMIT 200")]
        if not paths or not all(exists(root, path) for path in paths):
            continue
        rows = database.execute(
            "SELECT path, role, symbol, start_line, end_line, text FROM chunks"
            " JOIN files ON files.id = chunks.file ORDER BY path, ordinal"
        )
        chunks = [Chunk(repo, *row) for row in rows]
        if len(chunks) > len(best):
            best = chunks
    return best


def exists(root: str, path: str) -> bool:
    from os.path import lexists

    return lexists(f"{root}/{path}")
