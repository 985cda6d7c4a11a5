"""Scores by late interaction: the embedder's own states of every token, nothing trained.

    python score_late.py --model model_quantized.onnx --tokenizer tokenizer.json --index DIR
        --repos DIR --questions FILE... --hits DIR --out SCORES [--weights late.npz]

For each token of the question the most similar token of the passage, averaged over the question's
tokens (ColBERT's MaxSim), alone (`SCORES-maxsim.json`), weighted by how rare the token is among
the question's passages (`-rare.json`), and the cosine of the means (`-mean.json`). With --weights
also with the map and the weights of tokens that train_late.py found (`-late.json`).
"""

import argparse
import json
import math
from collections import Counter

import numpy as np

from measure import REPOSITORIES, read_lines
from passages import passages_of
from token_states import TokenStates


def unit(rows):
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("model", "tokenizer", "index", "repos", "hits", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--questions", nargs="+", required=True)
    parser.add_argument("--names", nargs="+", default=REPOSITORIES)
    parser.add_argument("--weights")
    options = parser.parse_args()
    states = TokenStates(options.model, options.tokenizer, f"{options.out}-states.pickle")
    questions = {q["id"]: q["question"] for file in options.questions for q in read_lines(file)}
    learned = np.load(options.weights) if options.weights else None
    scores = {
        name: {} for name in ["maxsim", "rare", "mean", *(["late"] if learned is not None else [])]
    }
    for repo in options.names:
        found = passages_of(
            options.index,
            repo,
            f"{options.repos}/{repo}",
            f"{options.hits}/hits-{repo}-20.jsonl",
        )
        for id_, texts in found.items():
            q16, ids = states.of(questions[id_])
            q = q16.astype(np.float32)
            own = unit(q[1:-1])
            frequency = Counter(t for text in texts for t in set(states.of(text)[1]))
            rarity = np.array([math.log(1 + len(texts) / (0.5 + frequency[t])) for t in ids[1:-1]])
            for name in scores:
                scores[name][id_] = []
            for text in texts:
                p = states.of(text)[0].astype(np.float32)
                best = (own @ unit(p[1:-1]).T).max(axis=1)
                mean = float(unit(q.mean(0)) @ unit(p.mean(0)))
                scores["maxsim"][id_].append(float(best.mean()))
                scores["rare"][id_].append(float((best * rarity).sum() / rarity.sum()))
                scores["mean"][id_].append(mean)
                if learned is not None:
                    mapped = (
                        unit(q[1:-1] @ learned["map"].T) @ unit(p[1:-1] @ learned["map"].T).T
                    ).max(axis=1)
                    weight = np.log1p(np.exp(q[1:-1] @ learned["token"] + learned["bias"]))
                    late = (mapped * weight).sum() / weight.sum()
                    scores["late"][id_].append(
                        float(learned["late"] * late + learned["mean"] * mean)
                    )
        states.save()
        print(repo, len(states.known), "texts read", flush=True)
        for name, values in scores.items():
            json.dump(values, open(f"{options.out}-{name}.json", "w"))


if __name__ == "__main__":
    main()
