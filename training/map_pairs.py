"""Embeds questions and chunks of the training repositories for `train_map.py`.

    python map_pairs.py --index DIR --repos DIR --model ONNX --tokenizer JSON --out DIR \
        --questions written.jsonl

A question is the first sentence of a comment, docstring or section, or the title of a test, as it
stands and rephrased by rule. What answers it is its chunk without that sentence. The other chunks
of the repository, most of them without their doc comments, are what it must be told from. Texts are
those that the product embeds: symbol and body, without the punctuation of code. Writes one .npz a
repository.
"""

import argparse
import os
import random
import re
from collections import Counter, defaultdict

import numpy as np
from build_pairs import answers, candidate_of, is_used, strip_comments
from chunks import read_chunks
from embedder import Embedder
from measure import read_lines
from rephrase import rephrase

SEED = 20
ASKED = 400
OTHERS = 300
FORMS = 2
COMMENT_RATE = 0.8


# As in `onnxEmbedder.ts`: the product embeds chunks without these.
CODE_PUNCTUATION = re.compile(r"(?:(?![.,?!:](?:\s|$))[!-/:-@[-`{-~])+")


def embedded(symbol: str, text: str) -> str:
    return CODE_PUNCTUATION.sub(" ", f"{symbol}\n{text}" if symbol else text)


def pairs_of(chunks, written, rng):
    """Texts of questions, of passages, and which passages answer each question."""
    found = [(i, candidate_of(chunk, rng)) for i, chunk in enumerate(chunks)]
    found = [(i, parts) for i, parts in found if parts is not None]
    seen = Counter(sentence for _, (sentence, _, _) in found)
    found = [f for f in found if seen[f[1][0]] == 1]
    rng.shuffle(found)
    questions, kinds, right, passages, place = [], [], [], [], {}
    for i, (sentence, passage, kind) in found[:ASKED]:
        place[i] = len(passages)
        passages.append(embedded(chunks[i].symbol, passage))
        for form in dict.fromkeys(
            [sentence, *(rephrase(sentence, chunks[i].symbol, rng) for _ in range(FORMS - 1))]
        ):
            questions.append(form)
            kinds.append(kind)
            right.append([place[i]])
    wanted = [[i for i, c in enumerate(chunks) if answers(c, row)] for row in written]
    others = [i for i in range(len(chunks)) if i not in place]
    needed = {i for row in wanted for i in row}
    others = [i for i in others if i in needed] + rng.sample(others, min(OTHERS, len(others)))
    for i in dict.fromkeys(others):
        place[i] = len(passages)
        text = chunks[i].text if i in needed else strip_comments(chunks[i].text, COMMENT_RATE, rng)
        passages.append(embedded(chunks[i].symbol, text))
    for row, answering in zip(written, wanted):
        if answering:
            questions.append(row["question"])
            kinds.append("written")
            right.append([place[i] for i in answering])
    return questions, kinds, right, passages


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("index", "repos", "model", "tokenizer", "out", "questions"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    embedder = Embedder(options.model, options.tokenizer)
    written = defaultdict(list)
    for row in read_lines(options.questions):
        written[row["repo"]].append(row)
    for name in sorted(os.listdir(options.repos)):
        file = f"{options.out}/{name}.npz"
        chunks = read_chunks(options.index, name, f"{options.repos}/{name}")
        chunks = [chunk for chunk in chunks if is_used(chunk)]
        if os.path.exists(file) or len(chunks) < 50:
            continue
        # Seeded by name, so that one repository more changes nothing for the others.
        parts = pairs_of(chunks, written[name], random.Random(f"{SEED} {name}"))
        questions, kinds, right, passages = parts
        np.savez(
            file,
            questions=embedder.embed(questions),
            kinds=np.array(kinds),
            passages=embedder.embed(passages),
            right=np.array([(q, p) for q, row in enumerate(right) for p in row]),
        )
        print(name, len(chunks), "chunks", len(questions), "questions", len(passages), flush=True)


if __name__ == "__main__":
    main()
