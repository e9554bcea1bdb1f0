#!/bin/sh
# SPDX-License-Identifier: MIT
# Every function in tests/uncovered.list is there, and has a reason.

cd "${SRCDIR:-$(dirname "$0")/..}" || exit 1
status=0
while IFS='|' read -r place _ reason; do
    file=${place%%:*}
    name=${place#*:}
    name=${name%% *}
    if ! grep -qsE "^[a-z].*[ *]$name\(" "$file"; then
        echo "there is no function $name in $file"
        status=1
    elif [ -z "$reason" ]; then
        echo "$place has no reason"
        status=1
    fi
done <<END
$(grep -v '^#' tests/uncovered.list)
END
exit "$status"
