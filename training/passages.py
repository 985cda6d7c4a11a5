"""What a reranker reads for each hit of the product: the whole chunk that the hit was cut from."""

from bisect import bisect_right
from collections import defaultdict

from chunks import read_chunks
from measure import read_lines


def passages_of(index_folder, repo, root, hits_file):
    """{question id: [passage of each hit]}; a passage is path and symbol, then the chunk's text."""
    by_path = defaultdict(list)
    for chunk in read_chunks(index_folder, repo, root):
        by_path[chunk.path].append(chunk)
    for chunks in by_path.values():
        chunks.sort(key=lambda c: c.start_line)

    def chunk_of(hit):
        chunks = by_path[hit["path"]]
        # Joined hits span several chunks. The middle line is in the one with most of it.
        line = (hit["startLine"] + hit["endLine"]) // 2
        at = bisect_right([c.start_line for c in chunks], line) - 1
        return chunks[max(0, at)]

    found = {}
    for row in read_lines(hits_file):
        texts = []
        for hit in row["hits"]:
            chunk = chunk_of(hit)
            texts.append(f"{chunk.head}\n{chunk.text}")
        found[row["id"]] = texts
    return found
