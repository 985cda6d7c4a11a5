"""Trains the cross-encoder on lists: softmax over one right passage and some wrong ones.

    python train_cross.py --lists lists.jsonl --model FOLDER --out cross.pt --minutes 60

Fixed seed; the written questions are seen three times as often. Saves every five minutes, prints
the pairs seen, the loss, and the share of lists in which the right passage comes first, on lists of
the --held repositories, which are not trained on.
"""

import argparse
import json
import random
import time

import torch

from cross_encoder import CrossEncoder, encode_pairs, load_pairs_tokenizer

SEED = 20
SAVE_SECONDS = 300


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("lists", "model", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--tokens", type=int, default=160)
    parser.add_argument("--negatives", type=int, default=7)
    parser.add_argument("--frozen", type=int, default=2)
    parser.add_argument("--batch", type=int, default=4, help="lists a step")
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--before", action="store_true", help="measure the untrained model too")
    parser.add_argument("--held", nargs="*", default=["viper", "Dapper"])
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    rng = random.Random(SEED)
    rows = [json.loads(line) for line in open(options.lists)]
    held = [row for row in rows if row["repo"] in options.held]
    held = rng.sample(held, min(60, len(held)))
    rows = [row for row in rows if row["repo"] not in options.held]
    rows += 2 * [row for row in rows if row["kind"] == "written"]
    tokenizer = load_pairs_tokenizer(options.model, options.tokens)
    model = CrossEncoder(options.model)
    model.freeze(options.frozen)
    head = [*model.product.parameters(), *model.first.parameters()]
    body = [p for p in model.bert.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": head, "lr": 20 * options.rate}],
        weight_decay=0.01,
    )
    rates = [group["lr"] for group in optimizer.param_groups]

    def scores_of(batch, sampler):
        pairs, width = [], min([options.negatives, *[len(r["negatives"]) for r in batch]])
        for row in batch:
            wrong = sampler.sample(row["negatives"], width)
            pairs += [(row["question"], text) for text in [row["positive"], *wrong]]
        return model(*encode_pairs(tokenizer, pairs)).view(len(batch), width + 1)

    def first_on_held():
        model.eval()
        right = []
        with torch.no_grad():
            sampler = random.Random(SEED)
            for row in held:
                right.append(float(scores_of([row], sampler).argmax(1).item() == 0))
        model.train()
        return sum(right) / max(1, len(right))

    if options.before:
        print(f"held out, before: {first_on_held():.3f}", flush=True)
    print(len(rows), "lists", flush=True)
    model.train()
    seen, running = 0, None
    start = saved = time.time()
    while time.time() - start < options.minutes * 60:
        rng.shuffle(rows)
        for at in range(0, len(rows) - options.batch + 1, options.batch):
            done = min(1.0, (time.time() - start) / (options.minutes * 60))
            if done >= 1:
                break
            # Up over the first 50 steps, then down to a tenth with the time that is left.
            share = min(1.0, (seen + 1) / (50 * options.batch)) * (1 - 0.9 * done)
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * share
            scores = scores_of(rows[at : at + options.batch], rng)
            loss = torch.nn.functional.cross_entropy(
                scores, torch.zeros(len(scores), dtype=torch.long)
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body + head, 1.0)
            optimizer.step()
            seen += options.batch
            running = loss.item() if running is None else 0.98 * running + 0.02 * loss.item()
            if time.time() - saved > SAVE_SECONDS:
                saved = time.time()
                torch.save(model.state_dict(), options.out)
                pairs = seen * (options.negatives + 1)
                minutes = (saved - start) / 60
                print(f"{minutes:.0f} min, {pairs} pairs, loss {running:.3f}", flush=True)
    torch.save(model.state_dict(), options.out)
    print(
        f"{seen * (options.negatives + 1)} pairs, loss {running}, held out: {first_on_held():.3f}"
    )


if __name__ == "__main__":
    main()
