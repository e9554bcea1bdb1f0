#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs one Check program so that it speaks TAP; a program that ends with 77 was skipped.

CK_TAP_LOG_FILE_NAME=- CK_VERBOSITY=silent "$@" >"$1.tap"
status=$?
cat "$1.tap"
case $status in
77)
    echo "1..0 # SKIP $(head -n 1 "$1.tap")"
    status=0
    ;;
1)
    # The cases that failed speak for themselves.
    grep -q '^not ok' "$1.tap" && status=0
    ;;
esac
rm -f "$1.tap"
exit "$status"
