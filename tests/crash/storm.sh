#!/bin/sh
# The long run on real news: sh tests/crash/storm.sh BUILD_DIR KILLS [FILE_OR_FOLDER…]
# Takes up to 2,000 .txt files; without any, makes 2,000 articles of ../shared/data/reuters21578. Nothing of them is kept.
set -eu
build=$1
kills=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ $# -eq 0 ]; then
  here=$(cd "$(dirname "$0")" && pwd)
  tar --zstd -xf "$here/../../../shared/data/reuters21578.tar.zst" -C "$work"
  python3 "$here/reuters_texts.py" "$work" "$work/texts" 2000
  set -- "$work/texts"
fi
find "$@" -name '*.txt' -type f | sort | head -n 2000 > "$work/list"
test -s "$work/list" || { echo "storm.sh: no .txt files in: $*" >&2; exit 2; }
"$build/tests/crash/storm" "$build/attache-index" "$work/run" --kills "$kills" --flush 100 --files-from "$work/list"
