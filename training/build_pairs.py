"""Makes training lists: a question, the passage that answers it, and passages that do not.

    python build_pairs.py --index DIR --repos DIR --out lists.jsonl [--questions written.jsonl]

Questions are the first sentences of comments and of sections of documents, titles of tests, and,
with --questions, ones written by hand. The sentence is taken out of its passage. Two in three are
rephrased by rule. Negatives come from the same repository: nearest by BM25, some of the same file,
some at random.
"""

import argparse
import json
import os
import random
import re
from collections import Counter, defaultdict

from bm25 import Bm25
from chunks import read_chunks
from measure import read_lines
from rephrase import rephrase

SEED = 20
PER_REPO = 450
SHARES = {"code": 0.7, "prose": 0.2, "test": 0.1}
NEGATIVES_BY_WORDS = 12
NEGATIVES_OF_FILE = 2
NEGATIVES_BY_CHANCE = 2

BLOCK_COMMENT = re.compile(r"^[ \t]*/\*\*?(?!/)(.*?)\*/[ \t]*\n?", re.S | re.M)
LINE_COMMENT = re.compile(
    r"(?:^[ \t]*(?:///?!?|#(?![!\[]|include|define|if|endif|pragma|else))[^\n]*\n)+", re.M
)
DOCSTRING = re.compile(r'("""|\'\'\')(.*?)\1', re.S)
TEST_TITLE = re.compile(r"""\b(?:it|test)\(\s*(['"`])((?:(?!\1).){20,160})\1""")
NOISE = re.compile(
    r"(?i)copyright|licen[cs]e|todo|eslint|istanbul|pragma|@ts-|##|https?:|\[\w+#|^o  |@see"
)
HEADING = re.compile(r"^#{1,4} (.+)$", re.M)


def first_sentence(comment: str) -> str | None:
    lines = [
        re.sub(r"^\s*(?:/{2,3}!?|\*+|#)?\s?", "", line).strip() for line in comment.split("\n")
    ]
    text = re.sub(r"<[^<>]+>", "", " ".join(line for line in lines if line))
    text = re.split(r"(?:^| )[@\\:](?:param|return|throws|see|since|brief|rst|type|note)", text)[0]
    text = re.sub(r"\{@\w+ ([^}]*)\}", r"\1", text).replace("`", "").replace("[`", "")
    sentence = re.split(r"(?<=[.!?]) (?=[A-Z])|\. ", text)[0].strip(" .*-/")
    words = sentence.split()
    letters = sum(c.isalpha() or c == " " for c in sentence)
    if not 5 <= len(words) <= 40 or letters < 0.82 * len(sentence) or NOISE.search(sentence):
        return None
    return sentence


def strip_comments(text: str, rate: float, rng: random.Random) -> str:
    """Without its doc comments, in a share of the cases: a comment must not tell the negatives."""
    if rng.random() > rate:
        return text
    for pattern in (BLOCK_COMMENT, DOCSTRING):
        text = pattern.sub("", text)
    return text


def candidate_of(chunk, rng):
    """(question, passage without it, kind) of a chunk; None if it has none."""
    text = chunk.text
    if chunk.role == "prose":
        heading = HEADING.search(text)
        body = text[heading.end() :] if heading else text
        sentence = first_sentence(body.strip().split("\n\n")[0])
        if sentence is None or len(text) < 200:
            return None
        return sentence, remove_sentence(text, sentence), "prose"
    if chunk.role == "test":
        title = TEST_TITLE.search(text)
        if title is None:
            return None
        return title.group(2), text.replace(title.group(2), "", 1), "test"
    if chunk.role != "source":
        return None
    for pattern in (BLOCK_COMMENT, DOCSTRING, LINE_COMMENT):
        for match in pattern.finditer(text):
            comment = (
                match.group(2)
                if pattern is DOCSTRING
                else match.group(0).replace("/**", "").replace("/*", "").replace("*/", "")
            )
            sentence = first_sentence(comment)
            rest = text[: match.start()] + text[match.end() :]
            if sentence is not None and len(re.sub(r"\s", "", rest)) > 60:
                # A third keeps what the comment says after the sentence.
                if rng.random() < 0.35 and pattern is not LINE_COMMENT:
                    rest = remove_sentence(text, sentence)
                return sentence, rest, "code"
    return None


def remove_sentence(text: str, sentence: str) -> str:
    """Without the words of the sentence where they are found in a row, line breaks between them."""
    words = [re.escape(word) for word in sentence.split()[:30]]
    pattern = r"[\s*/#`]*".join([words[0], *words[1:]]) if words else ""
    return re.sub(pattern, "", text, count=1)


def is_used(chunk) -> bool:
    built = re.search(
        r"(?i)(?:^|/)(?:dist|v\d|perf)/|\.(?:svg|css|globalconfig)$|change|release|news|history",
        chunk.path,
    )
    return (
        chunk.role in ("source", "test", "prose", "data") and len(chunk.text) > 60 and built is None
    )


class Repository:
    """The chunks of one repository, and what can be asked about them."""

    def __init__(self, name, chunks, written, rng) -> None:
        self.name, self.chunks, self.written, self.rng = name, chunks, written, rng
        self.index = Bm25([f"{c.head} {c.text}" for c in chunks])
        self.by_file = defaultdict(list)
        for i, chunk in enumerate(chunks):
            self.by_file[chunk.path].append(i)

    def tasks(self):
        """(positions of the right chunks, the one to show first; question; passage; kind)."""
        made = [(i, candidate_of(chunk, self.rng)) for i, chunk in enumerate(self.chunks)]
        found = [(i, *parts) for i, parts in made if parts is not None]
        seen = Counter(sentence for _, sentence, _, _ in found)
        found = [f for f in found if seen[f[1]] == 1]
        self.rng.shuffle(found)
        for kind, share in SHARES.items():
            of_kind = [f for f in found if f[3] == kind][: int(PER_REPO * share)]
            for i, sentence, passage, _ in of_kind:
                question = rephrase(sentence, self.chunks[i].symbol, self.rng)
                yield [i], question, passage, kind
        for row in self.written:
            right = [i for i, c in enumerate(self.chunks) if answers(c, row)]
            if not right:
                print("no chunk:", row)
            for i in right[:2]:
                yield [i, *right], row["question"], self.chunks[i].text, "written"

    def negatives(self, question, right):
        """Positions of passages that do not answer, those nearest by words first."""
        first = right[0]
        excluded = {*right, first - 1, first + 1}
        ranked = [j for j in self.index.nearest(question, 40) if j not in excluded][:30]
        # The very nearest by words often answers too, so not all of them are taken.
        by_words = self.rng.sample(ranked, min(NEGATIVES_BY_WORDS, len(ranked)))
        picked = sorted(by_words, key=ranked.index)
        mates = self.by_file[self.chunks[first].path]
        mates = [j for j in mates if j not in excluded and j not in picked]
        picked += self.rng.sample(mates, min(NEGATIVES_OF_FILE, len(mates)))
        chance = self.rng.sample(range(len(self.chunks)), NEGATIVES_BY_CHANCE)
        return picked + [j for j in chance if j not in excluded]

    def row(self, right, question, passage, kind):
        rate = 0 if kind == "written" else 0.6
        chunks = [self.chunks[j] for j in self.negatives(question, right)]
        return {
            "repo": self.name,
            "kind": kind,
            "question": question,
            "positive": f"{self.chunks[right[0]].head}\n{passage}",
            "negatives": [f"{c.head}\n{strip_comments(c.text, rate, self.rng)}" for c in chunks],
        }


def answers(chunk, row) -> bool:
    return row["path"] in chunk.path and row["needle"] in chunk.text


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("index", "repos", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--questions")
    options = parser.parse_args()
    rng = random.Random(SEED)
    written = defaultdict(list)
    for row in read_lines(options.questions) if options.questions else []:
        written[row["repo"]].append(row)
    counts = Counter()
    with open(options.out, "w") as out:
        for name in sorted(os.listdir(options.repos)):
            chunks = read_chunks(options.index, name, f"{options.repos}/{name}")
            chunks = [chunk for chunk in chunks if is_used(chunk)]
            if len(chunks) < 50:
                print(name, "has no index")
                continue
            repository = Repository(name, chunks, written[name], rng)
            for task in list(repository.tasks()):
                counts[task[3]] += 1
                out.write(json.dumps(repository.row(*task)) + "\n")
            print(name, len(chunks), "chunks", flush=True)
    print(dict(counts))


if __name__ == "__main__":
    main()
