#!/bin/sh
# SPDX-License-Identifier: MIT
# The examples of README and libcertcheck(3) compile: every function in them is there and takes what
# it is given. And the demo's lines in README are what it prints.

cd "${SRCDIR:-$(dirname "$0")/..}" || exit 1

example=$(sed -n '/^    #include <certcheck/,/^[^ ]/p' README | grep '^    ')
[ -n "$example" ] || { echo "README has no example"; exit 1; }

{
    echo '#include <stdio.h>'
    echo "$example" | grep '#include'
    echo 'void example(const uint8_t *der, size_t length, certcheck_time now);'
    echo 'void example(const uint8_t *der, size_t length, certcheck_time now) {'
    echo 'struct certcheck_certificate *leaf; struct certcheck_store *store;'
    echo 'struct certcheck_policy *policy; struct certcheck_pool *pool = NULL;'
    echo 'struct certcheck_report *report;'
    echo "$example" | grep -v '#include'
    echo '}'
} | ${CC:-cc} -x c -std=c11 -Wall -Werror -Wno-unused-result -Iinclude -fsyntax-only - || exit 1

# troff writes a backslash as \e.
manual=$(sed -n '/^\.EX/,/^\.EE/p' doc/libcertcheck.3 | grep -v '^\.E' | sed 's/\\e/\\/g; s/\\-/-/g')
[ -n "$manual" ] || { echo "libcertcheck(3) has no example"; exit 1; }
echo "$manual" | ${CC:-cc} -x c -std=c11 -Wall -Wextra -Werror -Iinclude -fsyntax-only - || exit 1

# Set off by four spaces, up to the line that is not.
sed -n '/^    \$ certcheck demo/,/^[^ ]/p' README | sed -n '2,$s/^    //p' >"${TMPDIR:-/tmp}/readme.$$"
trap 'rm -f "${TMPDIR:-/tmp}/readme.$$"' EXIT
LC_ALL=C.UTF-8 NO_COLOR=1 "${CERTCHECK:-./certcheck}" demo --brief | grep . |
    diff "${TMPDIR:-/tmp}/readme.$$" - || { echo "README has other lines for the demo"; exit 1; }
