#!/bin/sh
# SPDX-License-Identifier: MIT
# Each fuzz target runs its corpus and every input that once broke something (tests/fuzz/README).

cd "${SRCDIR:-$(dirname "$0")/..}" || exit 1
programs=${BUILDDIR:-.}/tests/fuzz
status=0
runs=0

for source in tests/fuzz/fuzz_*.c; do
    name=${source##*/}
    name=${name%.c}
    [ -x "$programs/$name" ] || { echo "$name was not built"; continue; }
    [ -d "tests/fuzz/corpus/$name" ] || { echo "$name has no corpus"; status=1; continue; }
    set -- "tests/fuzz/corpus/$name"/*
    [ ! -d "tests/fuzz/regressions/$name" ] || set -- "$@" "tests/fuzz/regressions/$name"/*
    if ! output=$("$programs/$name" "$@" 2>&1); then
        echo "$name failed:"
        echo "$output" | tail -n 40
        status=1
    fi
    runs=$((runs + $#))
done
[ "$runs" -gt 0 ] || [ "$status" -ne 0 ] || exit 77
echo "$runs inputs"
exit "$status"
