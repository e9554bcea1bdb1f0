#!/bin/sh
# SPDX-License-Identifier: MIT
# No hostile input takes more of a budget than tests/hostile/expected says, a quarter for small changes
# let pass: work that grows shows there, whatever the machine. None takes much less, or ends with another
# finding: such a one is refused before it comes to what it was made for, and shows nothing any more.

root=${SRCDIR:-$(dirname "$0")/..}
program=${BUILDDIR:-.}/tests/hostile/hostile
[ -x "$program" ] || { echo "tests/hostile/hostile was not built: skipped"; exit 77; }

made=$(mktemp) || exit 1
trap 'rm -f "$made"' EXIT
"$program" "$root/testdata/keys" --count >"$made" || exit 1
awk '
NR == FNR { for (i = 3; i <= 7; i++) expected[$1, i] = $i; known[$1]; finding[$1] = $8; next }
FNR == 1 { for (i = 3; i <= 7; i++) budget[i] = $i; next }
!($1 in known) { print $1 " is not in tests/hostile/expected"; failed = 1; next }
{
    seen++
    for (i = 3; i <= 7; i++)
        if ($i > expected[$1, i] * 1.25 + 4 || $i < expected[$1, i] * .75 - 4) {
            print $1 " takes " $i " of the budget " budget[i] "..., not " expected[$1, i]
            failed = 1
        }
    if ($8 != finding[$1]) { print $1 " ends with " $8 ", not with " finding[$1]; failed = 1 }
}
END { exit failed || seen + 1 != length(known) }
' "$root/tests/hostile/expected" "$made" || {
    echo "see what costs more or less now; 'make hostile-expected' writes the new costs down"
    exit 1
}
