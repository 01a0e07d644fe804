#!/bin/sh
# Remakes the rankers of antecedents from ../shared/data, for the engines' models that the program was built with.
#
# usage: antecedents.sh [WORK_FOLDER]      (build/train unless told; needs build/ as tests/run.sh makes it, and train.sh's venv or pip)
set -eu
cd "$(dirname "$0")/../.."
work=${1:-build/train}
data=../shared/data
[ -f "$data/gap.tar.zst" ] || { echo "antecedents.sh: no $data/gap.tar.zst" >&2; exit 2; }
[ -x build/attache-pronoun-dump ] || { echo "antecedents.sh: build first (sh tests/run.sh)" >&2; exit 2; }
. indexer/train/python.sh
for name in gap gum; do tar --zstd -xf "$data/$name.tar.zst" -C "$work"; done

antecedents() { "$python" indexer/train/antecedents.py "$@"; }
rm -rf "$work/pronouns"
antecedents texts "$work/gap" "$work/gum" "$work/pronouns"
for engine in careful fast; do
  build/attache-pronoun-dump "$engine" "$work"/pronouns/*.txt > "$work/pronouns-$engine.jsonl"
  echo "$engine"
  antecedents train "$work/gap" "$work/gum" "$work/pronouns-$engine.jsonl" "$work/$engine-antecedents.model"
done
echo "made $work/careful-antecedents.model and $work/fast-antecedents.model; to use them, copy them into indexer/quotes/models/en-2026-11-27,"
echo "build, and score: see gap.py in tests/scores/README.md"
