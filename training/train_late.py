"""Learns a map of the embedder's token states, and how much each token of a question counts.

    python train_late.py --lists lists.jsonl --model model_quantized.onnx --tokenizer tokenizer.json
        --out late.npz --questions 1500

The embedder stays as it is, so every text is read once. A question's wrong passages are the right
ones of the other questions of the batch, all of one repository.
"""

import argparse
import json
import random
from collections import defaultdict

import numpy as np
import torch
from torch.nn import functional

from token_states import TokenStates

SEED = 20
BATCH = 24


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("lists", "model", "tokenizer", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--questions", type=int, default=1500)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--held", nargs="*", default=["viper", "Dapper"])
    parser.add_argument("--encode-only", action="store_true")
    options = parser.parse_args()
    rng = random.Random(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    rows = [json.loads(line) for line in open(options.lists)]
    rng.shuffle(rows)
    # The written questions first: they are nearest to what people ask.
    rows.sort(key=lambda row: row["kind"] != "written")
    rows = rows[: options.questions]
    states = TokenStates(
        options.model, options.tokenizer, f"{options.out}-states.pickle", tokens=128
    )
    for n, row in enumerate(rows):
        states.of(row["question"])
        states.of(row["positive"])
        if n % 250 == 249:
            states.save()
            print(n + 1, "questions read", flush=True)
    states.save()
    if options.encode_only:
        return
    by_repo = defaultdict(list)
    for row in rows:
        by_repo[row["repo"]].append(row)
    held = [row for repo in options.held for row in by_repo.pop(repo, [])]
    matrix = torch.eye(384, requires_grad=True)
    token = torch.zeros(384, requires_grad=True)
    bias = torch.tensor(0.5, requires_grad=True)
    late = torch.tensor(15.0, requires_grad=True)
    mean = torch.tensor(5.0, requires_grad=True)
    optimizer = torch.optim.Adam(
        [{"params": [matrix, token], "lr": 3e-4}, {"params": [bias, late, mean], "lr": 1e-2}]
    )

    def padded(texts):
        found = [torch.from_numpy(states.of(text)[0].astype(np.float32))[1:-1] for text in texts]
        length = max(len(f) for f in found)
        rows_ = torch.stack([functional.pad(f, (0, 0, 0, length - len(f))) for f in found])
        mask = torch.stack([torch.arange(length) < len(f) for f in found])
        return rows_, mask

    def scores_of(batch):
        q, q_mask = padded([row["question"] for row in batch])
        p, p_mask = padded([row["positive"] for row in batch])
        qm = functional.normalize(q @ matrix.T, dim=-1)
        pm = functional.normalize(p @ matrix.T, dim=-1)
        similar = torch.einsum("qid,pjd->qpij", qm, pm).masked_fill(~p_mask[None, :, None, :], -1)
        best = similar.max(-1).values
        weight = functional.softplus(q @ token + bias) * q_mask
        together = (best * weight[:, None, :]).sum(-1) / weight.sum(-1)[:, None]
        means = (
            functional.normalize((q * q_mask[..., None]).sum(1), dim=-1)
            @ functional.normalize((p * p_mask[..., None]).sum(1), dim=-1).T
        )
        return late * together + mean * means

    def on_held():
        with torch.no_grad():
            groups = [held[i : i + BATCH] for i in range(0, len(held), BATCH)]
            right = [
                (scores_of(g).argmax(1) == torch.arange(len(g))).float()
                for g in groups
                if len(g) > 4
            ]
        return torch.cat(right).mean().item() if right else float("nan")

    print("held out, before:", on_held(), len(held), flush=True)
    for epoch in range(options.epochs):
        batches = []
        for repo_rows in by_repo.values():
            rng.shuffle(repo_rows)
            batches += [repo_rows[i : i + BATCH] for i in range(0, len(repo_rows), BATCH)]
        rng.shuffle(batches)
        losses = []
        for batch in batches:
            if len({row["positive"] for row in batch}) < 5:
                continue
            loss = functional.cross_entropy(scores_of(batch), torch.arange(len(batch)))
            # Near the embedder's own states: there is little to learn from.
            loss = loss + 0.01 * ((matrix - torch.eye(384)) ** 2).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        print(
            "epoch",
            epoch + 1,
            "loss",
            round(sum(losses) / len(losses), 3),
            "held out",
            on_held(),
            flush=True,
        )
        np.savez(
            options.out,
            map=matrix.detach().numpy(),
            token=token.detach().numpy(),
            bias=bias.item(),
            late=late.item(),
            mean=mean.item(),
        )


if __name__ == "__main__":
    main()
