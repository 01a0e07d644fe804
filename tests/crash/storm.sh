#!/bin/sh
# The long run on real news: sh tests/crash/storm.sh BUILD_DIR KILLS FILE_OR_FOLDER…
# Takes up to 2,000 .txt files. Nothing of them is kept.
set -eu
build=$1
kills=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find "$@" -name '*.txt' -type f | sort | head -n 2000 > "$work/list"
test -s "$work/list" || { echo "storm.sh: no .txt files in: $*" >&2; exit 2; }
"$build/tests/crash/storm" "$build/attache-index" "$work/run" --kills "$kills" --flush 100 --files-from "$work/list"
