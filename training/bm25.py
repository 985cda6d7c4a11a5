"""BM25 over identifiers split at capitals and underscores, with light stems."""

import math
import re
from collections import Counter, defaultdict

STOP = set(
    (
        "a an and are as at be by can do does for from has have how i if in into is it its "
        "me my not of on or so that the their then there this to what when where which "
        "who why will with you your"
    ).split()
)


def terms(text: str) -> list[str]:
    split = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", text)
    return [
        stem(word)
        for word in re.findall(r"[a-z0-9]+", split.lower())
        if word not in STOP and len(word) > 1
    ]


def stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


class Bm25:
    def __init__(self, texts: list[str], k1: float = 1.2, b: float = 0.75) -> None:
        counted = [Counter(terms(text)) for text in texts]
        lengths = [sum(c.values()) for c in counted]
        mean = sum(lengths) / max(1, len(lengths))
        frequency = Counter(term for c in counted for term in c)
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for i, c in enumerate(counted):
            norm = k1 * (1 - b + b * lengths[i] / mean)
            for term, tf in c.items():
                idf = math.log(1 + (len(texts) - frequency[term] + 0.5) / (frequency[term] + 0.5))
                self.postings[term].append((i, idf * tf * (k1 + 1) / (tf + norm)))

    def nearest(self, question: str, limit: int) -> list[int]:
        """Positions of the texts with the highest scores, best first."""
        scores: dict[int, float] = defaultdict(float)
        for term in set(terms(question)):
            for i, weight in self.postings.get(term, ()):
                scores[i] += weight
        return sorted(scores, key=scores.get, reverse=True)[:limit]
