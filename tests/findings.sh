#!/bin/sh
# SPDX-License-Identifier: MIT
# Every finding of the catalogue is expected by at least one case of testdata: the id stands as a word
# in some testdata/AREA/CASE/expect*. Whether the case really gives it is for the test that runs the cases.

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
exit "$status"
