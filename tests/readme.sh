#!/bin/sh
# SPDX-License-Identifier: MIT
# The README's example compiles: every function in it is there and takes what it is given.

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
} | ${CC:-cc} -x c -std=c11 -Wall -Werror -Wno-unused-result -Iinclude -fsyntax-only -
