#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Hundreds of odd certificates through show and verify: each is read, or refused with a rule. Nothing
# crashes, which says most in a build with sanitizers.

load helper

setup() {
    corpus=$CERTCHECK_VECTORS/certs
    [ -n "$CERTCHECK_VECTORS" ] && [ -d "$corpus" ] ||
        skip "CERTCHECK_VECTORS does not lead to the certificates"
}

# each_file CHECK COMMAND...: runs the command with every file, and CHECK on its status and output.
each_file() {
    local check=$1 file failed=0
    shift
    for file in "$corpus"/*; do
        output=$("$certcheck" "$@" "$file" 2>&1) && status=0 || status=$?
        "$check" || { echo "${file##*/}: exit status $status"; echo "$output"; failed=1; }
    done
    return "$failed"
}

shown_or_refused() {
    case $status in
    0) [ -n "$output" ] ;;
    3) grep -qE 'cannot be read( on)?: [a-z0-9-]+ at offset [0-9]+' <<<"$output" ;;
    *) false ;;
    esac
}

# Nobody trusts any of them.
refused_with_a_finding() {
    case $status in
    1) grep -qE '^(.*: )?(x|✗|X)? *not valid: [a-z0-9-]+$' <<<"$output" ;;
    *) false ;;
    esac
}

@test "each is shown as text" {
    quickly each_file shown_or_refused show
}

@test "each is shown as JSON" {
    quickly each_file shown_or_refused show --format json
}

@test "the JSON of all is as its schema says" {
    "$certcheck" show --format json "$corpus"/* >"$BATS_TEST_TMPDIR/shown.json" 2>/dev/null || [ $? -eq 3 ]
    fits certificates "$BATS_TEST_TMPDIR/shown.json"
    "$certcheck" lint --format json "$corpus"/* >"$BATS_TEST_TMPDIR/lint.json" 2>/dev/null || [ $? -eq 1 ]
    fits lint "$BATS_TEST_TMPDIR/lint.json"
}

@test "each is shown as a tree" {
    quickly each_file shown_or_refused show --format asn1
}

@test "each is judged" {
    quickly each_file refused_with_a_finding verify --at 2026-06-01T00:00:00Z \
        --trust "$testdata/unrelated/hundred.pem"
}

@test "each is judged by every rule there is" {
    quickly each_file refused_with_a_finding verify --at 2026-06-01T00:00:00Z --profile webpki --explain \
        --hostname leaf.example --trust "$testdata/unrelated/hundred.pem"
}
