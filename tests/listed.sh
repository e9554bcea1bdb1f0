#!/bin/sh
# SPDX-License-Identifier: MIT
# Every source and every test in the tree is in a local.mk: one that is forgotten is not built or run.
# And no line of a bats test begins with '!' but the last of a function or test: errexit passes over it.

cd "${SRCDIR:-$(dirname "$0")/..}" || exit 1
status=0

listed() { # LIST FILE NAME-IN-LIST
    [ -e "$2" ] || return 0
    if ! sed 's/#.*//' "$1" | tr -s '[:space:]' '\n' | grep -qxF "$3"; then
        echo "$2 is not listed in $1"
        status=1
    fi
}

for file in lib/*/*.c include/certcheck/*; do listed lib/local.mk "$file" "$file"; done
for file in bin/*.c; do listed bin/local.mk "$file" "$file"; done
for file in tests/unit/test_*.c tests/fuzz/fuzz_*.c; do
    listed tests/local.mk "$file" "${file%.c}"
done
for file in tests/support/*.c tests/bench/* tests/differential/* tests/hostile/* tests/cli/*.bats tests/*.sh; do listed tests/local.mk "$file" "$file"; done
for file in tests/cli/*.bats tests/cli/*.bash; do
    awk -v file="$file" '
    negated && !/^}/ { print file ":" FNR - 1 ": what begins with ! fails nothing here"; failed = 1 }
    { negated = /^ +! / && !/\|\|/ }
    END { exit failed }' "$file" || status=1
done
exit "$status"
