#!/bin/sh
# SPDX-License-Identifier: MIT
# The examples of README and libcertcheck(3) compile: every function in them is there and takes what
# it is given. And the lines in README of the demo, and of a verdict, are what it prints.

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

tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
case ${CERTCHECK:-./certcheck} in
/*) certcheck=$CERTCHECK ;;
*) certcheck=$PWD/${CERTCHECK:-./certcheck} ;;
esac

# as_in_readme COMMAND...: its lines are those behind it in README, set off by four spaces.
as_in_readme() {
    sed -n "/^    \\$ certcheck $1/,/^[^ ]/p" README | sed -n '2,$s/^    //p' >"$tmp/expected"
    (cd "$tmp" && LC_ALL=C.UTF-8 NO_COLOR=1 "$certcheck" "$@") | grep . |
        diff "$tmp/expected" - || { echo "README has other lines for certcheck $1"; exit 1; }
}

as_in_readme demo --brief

case=${TESTDATA:-testdata}/path/issuer-missing
cp "$case/trusted.pem" "$tmp/root.pem"
cp "$case/leaf.pem" "$tmp/server.pem"
as_in_readme verify --trust root.pem --hostname leaf.example --at 2026-06-01T00:00:00Z server.pem
