"""How long an 8-bit cross-encoder takes for the passages of one question.

    python latency.py --model cross-8bit.onnx --tokenizer FOLDER --index DIR --repo DIR --hits FILE

For 16 and 32 passages and three cuts: the time by the clock, and the processor time, which other
processes change less.
"""

import argparse
import time
from os.path import basename

import numpy as np

from pair_scorer import PairScorer
from passages import passages_of

QUESTION = "I can set my own wording in several places. If more than one is set, which wins?"


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("model", "tokenizer", "index", "repo", "hits"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--runs", type=int, default=20)
    options = parser.parse_args()
    found = passages_of(options.index, basename(options.repo), options.repo, options.hits)
    texts = list(found.values())
    for tokens in (96, 128, 256):
        scorer = PairScorer(options.model, options.tokenizer, tokens, options.threads)
        for count in (16, 32):
            clock, processor = [], []
            for run in range(options.runs):
                passages = [text for row in texts[run % 8 :] for text in row][:count]
                start, used = time.perf_counter(), time.process_time()
                scorer.scores(QUESTION, passages)
                clock.append(1000 * (time.perf_counter() - start))
                processor.append(1000 * (time.process_time() - used))
            p50, p95 = np.percentile(clock, [50, 95])
            print(
                f"{count} passages of {tokens} tokens: p50 {p50:.0f} ms, p95 {p95:.0f} ms;"
                f" processor {min(processor):.0f} to {max(processor):.0f} ms",
                flush=True,
            )


if __name__ == "__main__":
    main()
