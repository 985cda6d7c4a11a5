"""Scores the product's hits with an exported cross-encoder.

python score_cross.py --model cross-8bit.onnx --tokenizer FOLDER --index DIR --repos DIR
    --questions FILE... --hits DIR --out scores.json
"""

import argparse
import json

from measure import REPOSITORIES, read_lines
from pair_scorer import PairScorer
from passages import passages_of


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("model", "tokenizer", "index", "repos", "hits", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--questions", nargs="+", required=True)
    parser.add_argument("--names", nargs="+", default=REPOSITORIES)
    parser.add_argument("--depth", type=int, default=20, help="passages scored a question")
    parser.add_argument("--tokens", type=int, default=128)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    scorer = PairScorer(options.model, options.tokenizer, options.tokens, options.threads)
    questions = {q["id"]: q["question"] for file in options.questions for q in read_lines(file)}
    scores = {}
    for repo in options.names:
        hits = f"{options.hits}/hits-{repo}-20.jsonl"
        found = passages_of(options.index, repo, f"{options.repos}/{repo}", hits)
        for id_, texts in found.items():
            scores[id_] = scorer.scores(questions[id_], texts[: options.depth])
        print(repo, flush=True)
        json.dump(scores, open(options.out, "w"))


if __name__ == "__main__":
    main()
