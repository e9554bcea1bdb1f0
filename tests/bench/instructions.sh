#!/bin/sh
# SPDX-License-Identifier: MIT
# Counts instructions with valgrind: instructions.sh BENCH KEYS. Fails where there are more than the limits below, which
# are a third above what GCC 12 makes of it with -O2; other compilers' code may well have more.

bench=$1
keys=$2
status=0

if ! command -v valgrind >/dev/null; then
    echo "valgrind is missing: instructions are not counted"
    exit 0
fi

at_most() { # WORK LIMIT
    counted=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect=counts_run \
        "$bench" --count "$1" "$keys" 2>&1 | sed -n 's/.*Collected : \([0-9]*\).*/\1/p')
    if [ "${counted:-0}" -eq 0 ]; then
        echo "valgrind counts nothing of the work '$1'"
        status=1
    elif [ "$counted" -gt "$2" ]; then
        echo "TOO MANY     instructions, $1: $counted of $2"
        status=1
    else
        echo "met          instructions, $1: $counted of $2"
    fi
}

at_most parse 79000 # five leaves
at_most store 6900000 # 150 anchors
at_most cached 85000 # a chain whose signatures are known
at_most mesh-32 14300000
at_most names-10000 16200000
exit $status
