#!/bin/bash
# SPDX-License-Identifier: MIT
# tests/fuzz/write_corpus.sh TARGET...: writes tests/fuzz/corpus/TARGET anew, from a build folder with fuzz
# targets ('make fuzz-corpus'): the fewest files that reach all the code that the old corpus, what the
# fuzzers found and seeds.sh's seeds reach together, up to what git should hold.
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
most_files=100
most_bytes=100000
longest=20000 # bytes; longer inputs are left to the fuzzers

"$here/seeds.sh" "$folder/seeds"
for target; do
    name=${target##*/}
    corpus=$here/corpus/$name
    mkdir -p "$folder/in" "$folder/out" "$corpus"
    for from in "$target.corpus" "$corpus" "$folder/seeds/$name"; do
        [ ! -d "$from" ] ||
            find "$from" -type f -size -"$longest"c -exec cp -t "$folder/in" -- {} +
    done
    "$target" -set_cover_merge=1 -timeout=20 "$folder/out" "$folder/in" \
        2>"$folder/log" || { tail -n 40 "$folder/log"; exit 1; }
    find "$corpus" -type f -delete
    # It wrote first what adds most.
    find "$folder/out" -type f -printf '%T@ %s %p\n' | sort -n |
        awk -v files="$most_files" -v bytes="$most_bytes" '
            kept < files && sum + $2 <= bytes { kept++; sum += $2; print $3 }' |
        while IFS= read -r file; do
            mv "$file" "$corpus/"
        done
    rm -rf "$folder/in" "$folder/out"
    printf '%s: %s files, %s bytes\n' "$name" "$(find "$corpus" -type f | wc -l)" \
        "$(find "$corpus" -type f -printf '%s\n' | awk '{ n += $1 } END { print n + 0 }')"
done
