"""Writes the trained cross-encoder as ONNX, once with full weights and once with 8-bit ones.

python export_onnx.py --model FOLDER --weights cross.pt --out cross
"""

import argparse

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from cross_encoder import CrossEncoder


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("model", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--weights", help="without it: as it is before training")
    options = parser.parse_args()
    model = CrossEncoder(options.model).eval()
    if options.weights:
        model.load_state_dict(torch.load(options.weights, weights_only=True))
    names = ["input_ids", "attention_mask", "token_type_ids"]
    sample = torch.ones((2, 16), dtype=torch.long)
    types = sample.clone()
    types[:, :5] = 0
    torch.onnx.export(
        model,
        (sample, sample, types),
        f"{options.out}.onnx",
        input_names=names,
        output_names=["score"],
        dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in names} | {"score": {0: "pairs"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        f"{options.out}.onnx", f"{options.out}-8bit.onnx", weight_type=QuantType.QUInt8
    )


if __name__ == "__main__":
    main()
