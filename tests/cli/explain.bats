#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# certcheck explain: the catalogue of findings.

load helper

catalogue=$BATS_TEST_DIRNAME/../../include/certcheck/finding.def

@test "a finding is explained with its rule and what to do" {
    run "$certcheck" explain expired
    exits 0
    says "the certificate expired at" "renew the certificate" "RFC 5280 6.1.3 (a)(2)" "error in default"
}

@test "every finding of the catalogue is listed and explained" {
    local id
    run "$certcheck" explain
    exits 0
    local list=$output
    for id in $(sed -n 's/^FINDING([A-Z0-9_]*, "\([a-z0-9-]*\)".*/\1/p' "$catalogue"); do
        output=$list
        says_line "$id .*"
        run "$certcheck" explain "$id"
        exits 0
        says "What to do"
    done
}

@test "an unknown finding is a usage error" {
    run "$certcheck" explain nonsense
    exits 2
    says "nonsense"
}
