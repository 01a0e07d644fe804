#!/bin/sh
# System calls that fail: [FLUSH=15] sh tests/crash/faults.sh BUILD_DIR FOLDER [K…]   (needs strace)
#
# Imports the .txt files of FOLDER (some tens; some hundreds with FLUSH=110, so that generations get parts of their own) while the
# K-th call of one kind fails with EIO or ENOSPC. After each run the import is repeated undisturbed; then every document must be as
# the catalogue says and every input an article. Exit 0 when all were and at least one fault ended an import.
set -u
build=$1
folder=$2
shift 2
[ $# -gt 0 ] || set -- 1 2 3 5 8 13 21 34 55 89 144 233
program=$build/attache-index
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
inputs=$(find "$folder" -name '*.txt' | wc -l)
runs=0 ended=0 bad=0
for call in rename fdatasync fsync pwrite64 write ftruncate unlink openat; do
  for error in EIO ENOSPC; do
    for k in "$@"; do
      rm -rf "$work/archive"
      strace -f -o /dev/null -e trace=$call -e inject=$call:error=$error:when="$k" \
        "$program" add --archive "$work/archive" --flush "${FLUSH:-15}" "$folder" > /dev/null 2> "$work/first"
      status=$?
      runs=$((runs + 1))
      [ $status -eq 0 ] || ended=$((ended + 1))
      "$program" add --archive "$work/archive" --flush "${FLUSH:-15}" "$folder" > /dev/null 2> "$work/second"
      again=$?
      "$program" check --full --archive "$work/archive" > /dev/null 2> "$work/check"
      sound=$?
      articles=$("$program" status --archive "$work/archive" 2> /dev/null | sed -n 's/^articles  *\([0-9]*\)$/\1/p')
      if [ $again -ne 0 ] || [ $sound -ne 0 ] || [ "$articles" != "$inputs" ]; then
        bad=$((bad + 1))
        echo "$call $error $k: exit $status, then $again, check $sound, $articles of $inputs articles"
        cat "$work/first" "$work/second" "$work/check"
      fi
    done
  done
done
echo "$runs runs, a fault ended $ended of them, $bad left a difference"
[ $bad -eq 0 ] && [ $ended -gt 0 ]
