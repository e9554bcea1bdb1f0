#!/bin/sh
# SPDX-License-Identifier: MIT
# Each line of tests/classics.list points to a case that expects what the line says, and each case of
# testdata/classics has its line, or stands beside one whose name it begins with.

cd "${SRCDIR:-$(dirname "$0")/..}" || exit 1
status=0

complain() {
    echo "$*"
    status=1
}

# The list without comments, as YEAR|NAME|WHAT|CASE|FINDING.
rows() {
    sed '/^#/d; s/ *| */|/g' tests/classics.list
}

check_row() { # CASE FINDING
    expect=testdata/$1/expect
    if [ ! -f "$expect" ]; then
        complain "there is no case $1"
    elif [ "$2" = valid ]; then
        grep -qx 'verdict valid' "$expect" || complain "$1 is not expected to be valid"
    elif ! grep -q "^finding $2 " "$expect" || grep -qx 'verdict valid' "$expect"; then
        complain "$1 is not expected to be refused with $2"
    fi
}

is_listed() { # CASE
    for listed in $(rows | cut -d '|' -f 4); do
        case $1 in "$listed" | "$listed"-*) return 0 ;; esac
    done
    return 1
}

while IFS='|' read -r _ _ what case finding; do
    if [ -z "$what" ] || [ -z "$finding" ]; then
        complain "a line of tests/classics.list lacks a part"
    fi
    check_row "$case" "$finding"
done <<END
$(rows)
END
for folder in testdata/classics/*/; do
    is_listed "classics/$(basename "$folder")" || complain "$folder is not in tests/classics.list"
done
exit "$status"
