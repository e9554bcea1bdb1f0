#!/bin/sh
# SPDX-License-Identifier: MIT
# The shared library exports exactly the functions that the public headers declare.

cd "${SRCDIR:-$(dirname "$0")/..}" || exit 1
export LC_ALL=C
library=${BUILDDIR:-build}/lib/.libs/libcertcheck.so
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

if [ ! -e "$library" ]; then
    echo "there is no shared library in this build"
    exit 77
fi

# The preprocessor drops the comments; a name before '(' is a function, '(*name)(' is a type, and so
# is a name before '(*'.
for header in include/certcheck/*.h; do
    # shellcheck disable=SC2086 # a compiler can come with options
    ${CC:-cc} -E -P -Iinclude "$header" || exit 1
done | grep -oE '\bcertcheck_[a-z0-9_]+ *\(([^*]|$)' | sed 's/ *(.*//' | sort -u >"$scratch/declared"

# Not counted: the name of the version itself, which is absolute (A).
${NM:-nm} -D --defined-only "$library" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' |
    sort -u >"$scratch/exported"

if ! diff -u "$scratch/declared" "$scratch/exported"; then
    echo "'-' is declared but not exported, '+' is exported but not declared"
    exit 1
fi
