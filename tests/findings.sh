#!/bin/sh
# SPDX-License-Identifier: MIT
# Every finding of the catalogue is expected by at least one case of testdata: the id stands as a word
# in some testdata/AREA/CASE/expect*. Whether the case really gives it is for the test that runs the cases.
# And no rule that is not asked in the default profile has a finding that is on there.

cd "${SRCDIR:-$(dirname "$0")/..}" || exit 1

catalogue=include/certcheck/finding.def
ids=$(sed -n 's/^FINDING([A-Z0-9_]*, "\([a-z0-9-]*\)".*/\1/p' "$catalogue")
[ -n "$ids" ] || { echo "no findings in $catalogue"; exit 1; }

status=0
for id in $ids; do
    # Not grep -w: its words end at a hyphen, and 'expired' is not 'crl-expired'.
    if ! cat testdata/*/*/expect* 2>/dev/null | grep -qE "(^|[^a-z0-9-])$id([^a-z0-9-]|\$)"; then
        echo "no case of testdata expects $id"
        status=1
    fi
done

# "NAME SEVERITY": what the default profile says of each.
in_default=$(awk '/^FINDING\(/ {
    row = $0; getline; split(row $0, part, /, */); sub(/^FINDING\(/, "", part[1]); print part[1], part[3]
}' "$catalogue")
driver=lib/profile/profile.c
unasked=$(sed -n 's/.*{\(cc_profile_[a-z_]*\), NONE_IN_DEFAULT}.*/\1/p' "$driver")
[ -n "$unasked" ] || { echo "every family of $driver is asked in the default profile"; exit 1; }
# codes_without ASKED FILE: the findings that a file names outside the functions ASKED ("a|b").
codes_without() {
    awk -v asked="^void ($1)\\\\(" '$0 ~ asked { skip = 1 } !skip { print } /^}/ { skip = 0 }' "$2" |
        grep -o 'CERTCHECK_FINDING_[A-Z0-9_]*' | sed 's/CERTCHECK_FINDING_//' | sort -u
}

# none_is_on WHO CODES: WHO is not asked in the default profile, so none of CODES may be on there.
none_is_on() {
    [ -n "$2" ] || { echo "$1 names no finding"; status=1; }
    for code in $2; do
        if echo "$in_default" | grep -qE "^$code (NOTE|WARNING|ERROR)\$"; then
            echo "$code is on in the default profile, where $1 is not asked"
            status=1
        fi
    done
}

for family in $unasked; do
    file=$(grep -l "^void $family(" lib/profile/*.c) || { echo "$family stands nowhere"; exit 1; }
    functions=$(sed -n 's/^void \(cc_profile_[a-z_]*\)(.*/\1/p' "$file")
    asked=-
    for name in $functions; do
        grep -q "{$name, SOME_IN_DEFAULT}" "$driver" && asked="$asked|$name"
    done
    none_is_on "$family" "$(codes_without "$asked" "$file")"
done

# Of the Baseline Requirements' rules webpki.c asks those of alternative names in any profile.
for file in lib/profile/webpki*.c; do
    grep -q CERTCHECK_FINDING_ "$file" || continue
    case $file in
    */webpki_alternative_names.c | */webpki_dns_name.c | */webpki_address.c) ;;
    *) none_is_on "$file" "$(codes_without - "$file")" ;;
    esac
done
exit "$status"
