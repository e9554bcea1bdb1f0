#!/bin/sh
# SPDX-License-Identifier: MIT
# Every test that doc/threat-model.md and SECURITY.md name exists, and every threat names one. Every
# fuzz target stands in the former and in tests/fuzz/README.

cd "${SRCDIR:-$(dirname "$0")/..}" || exit 1
status=0

complain() {
    echo "$*"
    status=1
}

# The forms are: fuzz_TARGET; hostile INPUT; test_FILE CASE; FILE.bats: TITLE; AREA/CASE of testdata.
exists() {
    case $1 in
    fuzz_*) [ -f "tests/fuzz/$1.c" ] ;;
    'hostile '*) grep -q "^${1#hostile } " tests/hostile/expected ;;
    'test_'*' '*) grep -qx "START_TEST(${1#* })" "tests/unit/${1%% *}.c" ;;
    *.bats:*) grep -qF "@test \"${1#*: }\" {" "tests/cli/${1%%: *}" ;;
    */*) [ -f "testdata/$1/expect" ] ;;
    *) false ;;
    esac
}

# Lines 'THREAT|TEST', one for each test between backticks of the last column.
tests_of_rows() {
    awk -F ' [|] ' '/^\| / && !/^\| what / {
        count = split($NF, part, "`")
        if (count < 3) print $1 "|"
        for (i = 2; i <= count; i += 2) print $1 "|" part[i]
    }' doc/threat-model.md
}

rows=$(tests_of_rows)
[ -n "$rows" ] || complain "doc/threat-model.md has no rows"
while IFS='|' read -r _ threat test; do
    exists "$test" || complain "$threat: there is no test '$test'"
done <<END
$rows
END

while read -r file; do
    [ -e "$file" ] || complain "SECURITY.md names $file, which is not there"
done <<END
$(grep -oE '(tests|lib|doc)/[a-z_/.-]*[a-z_]' SECURITY.md)
END

for target in tests/fuzz/fuzz_*.c; do
    target=${target##*/}
    target=${target%.c}
    grep -qF "\`$target\`" doc/threat-model.md || complain "doc/threat-model.md does not name $target"
    # The table of what the bytes are begins a line with the name, that of figures as well.
    [ "$(grep -cE "^    ${target#fuzz_} +[^ ]" tests/fuzz/README)" -ge 2 ] ||
        complain "tests/fuzz/README does not tell of $target in both tables"
done
exit "$status"
