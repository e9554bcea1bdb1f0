#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Commands whose system calls and allocations fail, one after the other: see tests/support/torture.c.
# Of all faults so many are tried, evenly spread; 'make torture' tries all (TORTURE_RUNS=0).

load helper
load servers

runs=${TORTURE_RUNS:-20}
torture=${BUILDDIR:-.}/tests/support/torture
library=${BUILDDIR:-.}/tests/support/.libs/failing_malloc.so
ordinary=$testdata/path/ordinary
at=(--at 2026-06-01T00:00:00Z)

setup_file() {
    make_certificates
}

setup() {
    [ "${SLOW_BUILD:-no}" = no ] || skip "sanitizers and coverage make calls of their own, that fail badly"
    [ -x "$torture" ] || skip "the kernel's headers lack seccomp's notifications"
    begin_with_servers
}

teardown() {
    stop_servers
}

# survives [OPTION...] -- ARGUMENT...: libtool finds the program behind its script, whose calls would
# be the shell's. A build without shared libraries has no library to be preloaded.
survives() {
    local -a options=()
    while [ "$1" != -- ]; do
        options+=("$1")
        shift
    done
    shift
    suffer "${options[@]}" -- "$certcheck" "$@" || return 1
    [ ! -e "$library" ] || suffer --malloc "$library" "${options[@]}" -- "$certcheck" "$@"
}

suffer() {
    run "${BUILDDIR:-.}/libtool" --mode=execute "$torture" --runs "$runs" "$@"
    [ "$status" -ne 77 ] || skip "$output"
    exits 0 || return 1
    echo "$output"
}

@test "verify: a good chain" {
    survives -- verify "${at[@]}" --trust "$ordinary/trusted.pem" \
        --untrusted "$ordinary/untrusted.pem" "$ordinary/leaf.pem"
}

@test "verify: a good chain, as JSON" {
    survives -- verify "${at[@]}" --trust "$ordinary/trusted.pem" --format json \
        "$ordinary/leaf.pem" "$ordinary/untrusted.pem"
}

@test "verify: a bad chain, explained" {
    survives -- verify --at 2036-06-01T00:00:00Z --trust "$ordinary/trusted.pem" --explain \
        "$ordinary/leaf.pem" "$ordinary/untrusted.pem"
}

@test "verify: a revoked certificate from standard input" {
    local case=$testdata/crl/all-reasons-revoked
    cat "$case/leaf.pem" "$case/untrusted.pem" >chain.pem
    survives --input chain.pem -- verify "${at[@]}" --trust "$case/trusted.pem" \
        --crl "$case/crl.pem" -
}

@test "show" {
    survives -- show "$ordinary/leaf.pem"
    survives -- show --format json "$ordinary/leaf.pem" "$testdata/crl/all-reasons/crl.pem"
}

@test "lint" {
    survives -- lint "${at[@]}" "$ordinary/leaf.pem"
    survives -- lint "${at[@]}" --format sarif "$ordinary/leaf.pem"
}

@test "explain" {
    survives -- explain expired
    survives -- explain --all --format json
}

@test "vectors" {
    mkdir folder
    survives -- vectors --format json "$testdata/suites/right.json"
    survives --output folder/results -- vectors --jobs 2 --format tap --results folder/results \
        "$testdata/suites/wrong.json"
}

# Whichever thread finds that there is no memory, the others are at work.
@test "vectors: many cases by many threads" {
    local -a suites=()
    local i
    for ((i = 0; i < 12; i++)); do
        suites+=("$testdata/suites/right.json")
    done
    survives -- vectors --jobs 8 --format tap "${suites[@]}"
}

# Over the network calls fail, but no allocations, without which getaddrinfo, GnuTLS and libtasn1 crash
# by themselves (seen in glibc 2.36, GnuTLS 3.7.9, libtasn1 4.19); and no look-up, for the same reason.

@test "show: the certificates of a server" {
    fake_https
    suffer -- "$certcheck" show --format json "127.0.0.1:$port"
}

@test "https: a page into a file" {
    fake_https
    mkdir folder
    suffer --also 4 --output folder/page -- "$certcheck" https \
        --trust "$certificates/root.pem" --output folder/page "https://127.0.0.1:$port/"
}

@test "https: a page to standard output" {
    fake_https
    suffer --also 4 -- "$certcheck" https --trust "$certificates/root.pem" "https://127.0.0.1:$port/"
}

@test "connect: the verdict on a server" {
    fake_https
    suffer --also 4 -- "$certcheck" connect --at 2100-01-01T00:00:00Z --trust "$certificates/root.pem" \
        "127.0.0.1:$port"
}
