#!/bin/sh
# SPDX-License-Identifier: MIT
# Every public header compiles alone, as C99 and as C++.

cd "${SRCDIR:-$(dirname "$0")/..}" || exit 1
status=0

compiles() { # HEADER COMPILER LANGUAGE STANDARD
    # shellcheck disable=SC2086 # a compiler can come with options
    echo "#include <certcheck/$(basename "$1")>" |
        $2 -x "$3" -std="$4" -Wall -Wextra -Wconversion -pedantic -Werror -Iinclude -fsyntax-only - || {
        echo "$1 does not compile alone as $4"
        status=1
    }
}

for header in include/certcheck/*.h; do
    compiles "$header" "${CC:-cc}" c c99
done
if [ -n "$(command -v "${CXX:-c++}")" ]; then
    for header in include/certcheck/*.h; do
        compiles "$header" "${CXX:-c++}" c++ c++11
    done
elif [ "$status" -eq 0 ]; then
    echo "as C99 all compile; there is no C++ compiler to try the other half"
    status=77
fi
exit "$status"
