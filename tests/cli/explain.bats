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

@test "all findings with their severities and rules" {
    local id
    run "$certcheck" explain --all
    exits 0
    says_line "finding +default +rfc5280 +webpki +rule"
    says_line "time-form +note +error +error +RFC 5280 4.1.2.5"
    says "a date before 2050 is written as GeneralizedTime"
    for id in $(sed -n 's/^FINDING([A-Z0-9_]*, "\([a-z0-9-]*\)".*/\1/p' "$catalogue"); do
        says_line "$id +(off|note|warning|error) +(off|note|warning|error) +(off|note|warning|error) +.+"
    done
    run "$certcheck" explain --all --format json
    exits 0
    says '"id": "time-form"' '"rfc5280": "error"'
}

@test "the list as Markdown" {
    run "$certcheck" explain --all --format markdown
    exits 0
    says_line "# Findings"
    says_line "\\| \\[time-form\\]\\(#time-form\\) \\| note \\| error \\| error \\| RFC 5280 4\\.1\\.2\\.5 \\|"
    says_line "## time-form"
    run "$certcheck" explain --format markdown expired
    exits 0
    says_line "## expired"
    says "{not\\_after}" "- What to do: renew the certificate"
    does_not_say "# Findings"
}

@test "the JSON is as its schema says" {
    "$certcheck" explain --format json >"$BATS_TEST_TMPDIR/all.json"
    fits findings "$BATS_TEST_TMPDIR/all.json"
    "$certcheck" explain --format json expired name-constraint-excluded >"$BATS_TEST_TMPDIR/two.json"
    fits findings "$BATS_TEST_TMPDIR/two.json"
    [ "$(grep -c '"id":' "$BATS_TEST_TMPDIR/two.json")" -eq 2 ]
    sed 's/"fixed"/"fixd"/' "$BATS_TEST_TMPDIR/two.json" >"$BATS_TEST_TMPDIR/wrong.json"
    run fits findings "$BATS_TEST_TMPDIR/wrong.json"
    exits 1
}

@test "an unknown finding is a usage error" {
    run "$certcheck" explain nonsense
    exits 2
    says "nonsense"
}
