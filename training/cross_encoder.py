"""A cross-encoder that starts where the embedder ends.

Question and passage go through all-MiniLM-L6-v2 together. The score is a linear map of the
product, number by number, of the means of the question's and the passage's states, plus one of the
first token's state. Before training that is the cosine of the two means, so nothing has to be
learned from nothing.
"""

import torch
from torch import nn
from transformers import BertModel

SCALE = 10.0


class CrossEncoder(nn.Module):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation="eager"
        )
        size = self.bert.config.hidden_size
        self.product = nn.Linear(size, 1)
        self.first = nn.Linear(size, 1)
        nn.init.constant_(self.product.weight, SCALE)
        nn.init.zeros_(self.product.bias)
        nn.init.zeros_(self.first.weight)
        nn.init.zeros_(self.first.bias)

    def freeze(self, layers: int) -> None:
        """Leaves the embeddings and the first `layers` of the six layers as they are."""
        frozen = [self.bert.embeddings, *self.bert.encoder.layer[:layers]] if layers > 0 else []
        for module in frozen:
            module.requires_grad_(False)

    def forward(self, input_ids, attention_mask, token_type_ids):
        """One score a pair; `token_type_ids` is 1 for the passage (and what follows it)."""
        # The embedder never saw type 1, so the types only tell the two apart in the head.
        states = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        of_passage = (token_type_ids * attention_mask).unsqueeze(-1).to(states.dtype)
        of_question = ((1 - token_type_ids) * attention_mask).unsqueeze(-1).to(states.dtype)
        question = nn.functional.normalize(
            (states * of_question).sum(1) / of_question.sum(1), dim=-1
        )
        passage = nn.functional.normalize((states * of_passage).sum(1) / of_passage.sum(1), dim=-1)
        return (self.product(question * passage) + self.first(states[:, 0])).squeeze(-1)


def load_pairs_tokenizer(folder: str, tokens: int):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
    # Not "only_second": a list of names as a question can need all tokens, and is then an error.
    tokenizer.enable_truncation(tokens, strategy="longest_first")
    tokenizer.enable_padding()
    return tokenizer


def encode_pairs(tokenizer, pairs):
    """Tensors of (question, passage) pairs; a question is cut to its first 300 characters."""
    rows = tokenizer.encode_batch([(question[:300], passage) for question, passage in pairs])
    return (
        torch.tensor([row.ids for row in rows]),
        torch.tensor([row.attention_mask for row in rows]),
        torch.tensor([row.type_ids for row in rows]),
    )
