"""What a perfect reranker of the product's hits could reach, and how often the answer is there.

    python oracle.py --questions FILE... --hits DIR --index DIR --repos DIR [--deep 20]

"in a chunk": the answer's lines are in a chunk of which the hits show some lines, maybe others.
"""

import argparse
from collections import defaultdict

from chunks import read_chunks
from measure import NAMES, REPOSITORIES, measure, overlaps, read_lines, summary


def is_in_chunk(hits, by_path, spans) -> bool:
    lines = [
        {"path": c.path, "startLine": c.start_line, "endLine": c.end_line}
        for hit in hits
        for c in by_path[hit["path"]]
        if c.start_line <= hit["endLine"] and c.end_line >= hit["startLine"]
    ]
    return any(overlaps(chunk, span) for chunk in lines for span in spans)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--questions", nargs="+", required=True)
    for name in ("hits", "index", "repos"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--deep", type=int, default=20)
    parser.add_argument("--names", nargs="+", default=REPOSITORIES)
    options = parser.parse_args()
    questions = {q["id"]: q for file in options.questions for q in read_lines(file)}
    rows = []
    for repo in options.names:
        by_path = defaultdict(list)
        for chunk in read_chunks(options.index, repo, f"{options.repos}/{repo}"):
            by_path[chunk.path].append(chunk)
        results = []
        for row in read_lines(f"{options.hits}/hits-{repo}-{options.deep}.jsonl"):
            question = questions[row["id"]]
            spans = question["spans"]

            def order(hit):
                return (
                    not any(overlaps(hit, s) for s in spans),
                    hit["path"] not in question["files"],
                )

            result = measure(question, sorted(row["hits"], key=order))
            if spans:
                result["in a chunk"] = float(is_in_chunk(row["hits"], by_path, spans))
            results.append(result)
        names = [*NAMES, "in a chunk"]
        rows.append(summary(results, names))
        print(repo, {n: round(rows[-1][n], 3) for n in names})
    print("mean", {n: round(sum(r[n] for r in rows) / len(rows), 3) for n in names})


if __name__ == "__main__":
    main()
