#!/bin/sh
# SPDX-License-Identifier: MIT
# What testdata/generate makes from its tables is what is committed, byte by byte.

testdata=${TESTDATA:-$(dirname "$0")/../testdata}
generate=${BUILDDIR:-.}/testdata/generate
[ -x "$generate" ] || { echo "testdata/generate was not built: skipped"; exit 77; }

made=$(mktemp -d) || exit 1
trap 'rm -rf "$made"' EXIT
"$generate" "$testdata/keys" "$made" || exit 1

status=0
for folder in "$made"/*/; do
    diff -r "$folder" "$testdata/$(basename "$folder")" || status=1
done
for expect in "$testdata"/*/*/expect; do
    [ -e "$made${expect#"$testdata"}" ] || { echo "nothing makes $expect"; status=1; }
done
[ "$status" -eq 0 ] || echo "run 'make testdata', and look at what changed"
exit "$status"
