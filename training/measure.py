"""The measures of test/eval/metrics.ts, and reordering of the product's hits by a mixed score."""

import json
from collections import defaultdict

NAMES = ["MRR@10", "R@5", "R@10", "span@5", "span@3k", "span@6k"]
SHOWN = 20
# The repositories of both evaluation sets.
REPOSITORIES = ["zod", "mocha", "gson", "serilog", "requests", "flask", "xarray", "pylint"]


def overlaps(hit, span):
    path, first, last = span
    return hit["path"] == path and hit["startLine"] <= last and hit["endLine"] >= first


def measure(question, hits):
    files = list(dict.fromkeys(h["path"] for h in hits))[:10]
    relevant = set(question["files"])
    rank = next((i for i, f in enumerate(files) if f in relevant), None)
    result = {"MRR@10": 0 if rank is None else 1 / (rank + 1)}
    for k in (5, 10):
        result[f"R@{k}"] = sum(f in relevant for f in files[:k]) / len(relevant)
    if not question["spans"]:
        return result
    right = [any(overlaps(h, s) for s in question["spans"]) for h in hits]
    result["span@5"] = float(any(right[:5]))
    for name, limit in (("span@3k", 3000), ("span@6k", 6000)):
        used, found = 0, 0.0
        for hit, ok in zip(hits, right):
            used += len(hit["text"])
            if used > limit:
                break
            if ok:
                found = 1.0
                break
        result[name] = found
    return result


def summary(results, names=NAMES):
    sums, counts = defaultdict(float), defaultdict(int)
    for result in results:
        for name, value in result.items():
            sums[name] += value
            counts[name] += 1
    return {name: sums[name] / counts[name] for name in names if counts[name]}


def reorder(hits, scores, weight, depth):
    """The first `depth` hits by product score + weight x reranker's score, the others after them.

    The product's score is made to fall along its own order, which also counts files already shown.
    The reranker's scores are stretched from 0 (the lowest of the question) to 1.
    """
    depth = min(depth, len(scores))
    head, tail = hits[:depth], hits[depth:]
    scores = scores[:depth]
    low, high = min(scores, default=0), max(scores, default=0)
    span = (high - low) or 1
    best, base = float("inf"), []
    for hit in head:
        best = min(best, hit["score"])
        base.append(best)
    mixed = [b + weight * (s - low) / span for b, s in zip(base, scores)]
    order = sorted(range(len(head)), key=lambda i: -mixed[i])
    return [head[i] for i in order] + list(tail)


def read_lines(file):
    return [json.loads(line) for line in open(file) if line.strip()]
