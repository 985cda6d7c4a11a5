"""Reorders the product's hits by a reranker's scores and prints what that changes.

    python evaluate.py --questions FILE... --hits DIR
        --scores SCORES.json [--depth 16]

DIR has hits-REPO-20.jsonl as `ask-workspace search --json --top-k 20` prints them, of which the
first --depth are reordered. SCORES.json is {question id: [score of each hit]}. The weight of the
reranker is chosen on the other repositories, then measured on the one left out.
"""

import argparse
import json

from measure import NAMES, REPOSITORIES, SHOWN, measure, read_lines, reorder, summary

WEIGHTS = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1.2, 2, 5]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--questions", nargs="+", required=True)
    parser.add_argument("--hits", required=True)
    parser.add_argument("--scores")
    parser.add_argument("--depth", type=int, default=20)
    parser.add_argument("--repos", nargs="+", default=REPOSITORIES)
    options = parser.parse_args()
    questions = {q["id"]: q for file in options.questions for q in read_lines(file)}
    scores = json.load(open(options.scores)) if options.scores else {}
    product, tables = {}, {}
    for repo in options.repos:
        asked = read_lines(f"{options.hits}/hits-{repo}-20.jsonl")
        product[repo] = summary([measure(questions[a["id"]], a["hits"][:SHOWN]) for a in asked])
        if scores:
            tables[repo] = {
                w: summary(
                    [
                        measure(
                            questions[a["id"]],
                            reorder(a["hits"], scores[a["id"]], w, options.depth)[:SHOWN],
                        )
                        for a in asked
                    ]
                )
                for w in WEIGHTS
            }

    def show(name, row, base=None):
        cells = [f"{row[n]:.3f}" + (f" ({row[n] - base[n]:+.3f})" if base else "") for n in NAMES]
        print("| " + " | ".join([name, *cells]) + " |")

    def mean(rows):
        return {n: sum(r[n] for r in rows) / len(rows) for n in NAMES}

    print("| | " + " | ".join(NAMES) + " |")
    for repo in options.repos:
        show(f"{repo}, product", product[repo])
    base = mean(product.values())
    show("mean, product", base)
    if not scores:
        return
    held = {}
    for repo in options.repos:
        others = [r for r in options.repos if r != repo]

        def gain(w):
            return sum(tables[r][w]["MRR@10"] + tables[r][w]["span@3k"] for r in others)

        weight = max(WEIGHTS, key=gain)
        held[repo] = tables[repo][weight]
        show(f"{repo}, held out (weight {weight})", held[repo], product[repo])
    show("mean, held out", mean(held.values()), base)
    for w in WEIGHTS:
        show(f"mean, weight {w}", mean([tables[r][w] for r in options.repos]), base)


if __name__ == "__main__":
    main()
