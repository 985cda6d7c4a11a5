"""Learns a linear map of question embeddings; chunk embeddings stay as they are.

    python train_map.py --pairs DIR --out ../media/questionMap.bin [--cross]

The map is the identity plus a matrix whose size is penalised. A question's own chunk is told from
the other chunks of its repository (softmax). --cross: first prints how well a quarter of the
repositories does with a map that learned from the others.
"""

import argparse
import glob
import os
from dataclasses import dataclass

import numpy as np

SEED = 20
# How far questions move towards where the learned map puts them; the whole way, a few questions that
# name code lose lines that they had (docs/retrieval.md).
SHARE = 0.75
SETTINGS = {"penalty": 0.1, "temperature": 0.05, "epochs": 8, "written": 5.0}


@dataclass
class Pairs:
    name: str
    questions: np.ndarray
    kinds: np.ndarray
    passages: np.ndarray
    right: np.ndarray


def read_pairs(folder: str) -> list[Pairs]:
    pairs = []
    for file in sorted(glob.glob(f"{folder}/*.npz")):
        data = np.load(file)
        mask = np.zeros((len(data["questions"]), len(data["passages"])), dtype=bool)
        mask[tuple(data["right"].T)] = True
        name = os.path.basename(file).removesuffix(".npz")
        pairs.append(Pairs(name, data["questions"], data["kinds"], data["passages"], mask))
    return pairs


def gradient(weights, pairs, rows, temperature, written):
    """Of the mean loss over some questions of one repository, by the map."""
    questions = pairs.questions[rows]
    scores = questions @ weights.T @ pairs.passages.T / temperature
    share = np.exp(scores - scores.max(axis=1, keepdims=True))
    share /= share.sum(axis=1, keepdims=True)
    right = pairs.right[rows] * share
    right /= np.maximum(right.sum(axis=1, keepdims=True), 1e-12)
    # Written questions are few and the most like what people ask.
    counts = np.where(pairs.kinds[rows] == "written", written, 1.0)[:, None]
    error = (share - right) * counts / counts.sum()
    return (error @ pairs.passages).T @ questions / temperature


def train(train_pairs, *, penalty, temperature, epochs, written, rate=2e-3, batch=256):
    """The map by Adam, each step from some questions of one repository.

    `penalty`: of the squared distance to the identity; `written`: how often a written question counts.
    """
    rng = np.random.default_rng(SEED)
    size = train_pairs[0].questions.shape[1]
    weights = np.eye(size, dtype=np.float32)
    mean, square, step = np.zeros_like(weights), np.zeros_like(weights), 0
    batches = [
        (pairs, start) for pairs in train_pairs for start in range(0, len(pairs.questions), batch)
    ]
    total = epochs * len(batches)
    for _ in range(epochs):
        orders = {p.name: rng.permutation(len(p.questions)) for p in train_pairs}
        for index in rng.permutation(len(batches)):
            pairs, start = batches[index]
            rows = orders[pairs.name][start : start + batch]
            slope = gradient(weights, pairs, rows, temperature, written)
            slope += penalty * (weights - np.eye(size, dtype=np.float32))
            step += 1
            mean += 0.1 * (slope - mean)
            square += 0.01 * (slope**2 - square)
            slowing = rate * (1 - step / total)
            weights -= (
                slowing
                * (mean / (1 - 0.9**step))
                / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
            ).astype(np.float32)
    return weights


def reciprocal_ranks(weights, pairs):
    scores = pairs.questions @ weights.T @ pairs.passages.T
    best = np.where(pairs.right, scores, -np.inf).max(axis=1)
    return 1 / (1 + (scores > best[:, None]).sum(axis=1))


def write_map(weights, file):
    """Scale of each row, 32-bit floats, then the rows of the map less the identity in 8 bits."""
    rows = SHARE * (weights - np.eye(len(weights)))
    scales = (np.abs(rows).max(axis=1, keepdims=True) / 127).astype("<f4")
    with open(file, "wb") as out:
        out.write(scales.tobytes() + np.round(rows / scales).astype(np.int8).tobytes())


def cross_validate(pairs, settings, folds=4):
    """Mean reciprocal rank by kind of question, of repositories that the map did not learn from."""
    found = []
    for fold in range(folds):
        own = pairs[fold::folds]
        weights = train([p for p in pairs if p not in own], **settings)
        for some, learned in ((weights, True), (np.eye(len(weights)), False)):
            found += [(learned, p.kinds, reciprocal_ranks(some, p)) for p in own]
    for learned in (False, True):
        kinds, ranks = (
            np.concatenate([row[i] for row in found if row[0] == learned]) for i in (1, 2)
        )
        means = {str(kind): round(float(ranks[kinds == kind].mean()), 3) for kind in set(kinds)}
        print("with map" if learned else "without", means, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("pairs", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--cross", action="store_true")
    options = parser.parse_args()
    pairs = read_pairs(options.pairs)
    print(len(pairs), "repositories", sum(len(p.questions) for p in pairs), "questions")
    if options.cross:
        cross_validate(pairs, SETTINGS)
    write_map(train(pairs, **SETTINGS), options.out)


if __name__ == "__main__":
    main()
