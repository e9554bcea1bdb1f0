#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# certcheck vectors: suites of test vectors, their formats, known differences and regressions.

load helper

right=$testdata/suites/right.json
wrong=$testdata/suites/wrong.json

@test "a suite that is as expected" {
    run "$certcheck" vectors "$right"
    exits 0
    says "5 of 5 as expected"
}

@test "cases that are not as expected are named with their finding" {
    run "$certcheck" vectors "$wrong"
    exits 1
    says "validity::expired: expected SUCCESS, was FAILURE: expired" \
        "identity::right-host: expected FAILURE, was SUCCESS" "1 of 3 as expected, 2 wrong"
}

@test "listed differences are no failures" {
    printf '# why\nvalidity::expired not today\nidentity::right-host nor this\n' \
        >"$BATS_TEST_TMPDIR/divergences"
    run "$certcheck" vectors --divergences "$BATS_TEST_TMPDIR/divergences" "$wrong"
    exits 0
    says "2 listed"
    run "$certcheck" vectors --divergences "$BATS_TEST_TMPDIR/divergences" "$wrong" "$wrong" "$wrong"
    exits 0
    says "6 listed"
}

@test "a listed difference that is none is a failure" {
    echo "validity::expired stale" >"$BATS_TEST_TMPDIR/divergences"
    run "$certcheck" vectors --divergences "$BATS_TEST_TMPDIR/divergences" "$right"
    exits 1
    says "validity::expired: right, but listed as a divergence: stale"
}

@test "a listed case that no suite has is a failure" {
    echo "validity::imagined stale" >"$BATS_TEST_TMPDIR/divergences"
    run "$certcheck" vectors --divergences "$BATS_TEST_TMPDIR/divergences" "$right"
    exits 1
    says "validity::imagined"
}

@test "a difference without a reason cannot be listed" {
    echo "validity::expired" >"$BATS_TEST_TMPDIR/divergences"
    run "$certcheck" vectors --divergences "$BATS_TEST_TMPDIR/divergences" "$wrong"
    [ "$status" -ne 0 ]
    says "without a reason"
}

@test "a NUL does not end the list of divergences unseen" {
    printf 'validity::expired listed\n\0validity::imagined\n' >"$BATS_TEST_TMPDIR/divergences"
    run "$certcheck" vectors --divergences "$BATS_TEST_TMPDIR/divergences" "$wrong"
    exits 3
    says "not a text: there is a NUL character in it"
}

@test "TAP" {
    run "$certcheck" vectors --format tap "$wrong"
    exits 1
    says_line "1\.\.3"
    says_line "ok 1 - path::ordinary"
    says_line "not ok 2 - validity::expired"
}

@test "JUnit" {
    run "$certcheck" vectors --format junit "$wrong"
    exits 1
    says '<testsuite name="certcheck" tests="3" failures="2"' 'name="validity::expired"' '<failure'
}

@test "JUnit says what was, and nothing behind a colon where no finding is the cause" {
    run "$certcheck" vectors --format junit "$wrong"
    says 'message="expected SUCCESS, was FAILURE: expired"' 'message="expected FAILURE, was SUCCESS"'
}

@test "JSON" {
    run "$certcheck" vectors --format json "$wrong"
    exits 1
    says '"id": "validity::expired"' '"actual": "FAILURE"' '"context": "expired"'
}

@test "the JSON is as its schema says, and so is what --results keeps" {
    printf 'validity::expired not today\npath::ordinary stale\n' >"$BATS_TEST_TMPDIR/divergences"
    run "$certcheck" vectors --divergences "$BATS_TEST_TMPDIR/divergences" --revocation off \
        --results "$BATS_TEST_TMPDIR/results.json" --format json "$wrong" "$testdata/suites/policies.json"
    exits 1
    echo "$output" >"$BATS_TEST_TMPDIR/output.json"
    fits vectors "$BATS_TEST_TMPDIR/output.json"
    cmp "$BATS_TEST_TMPDIR/output.json" "$BATS_TEST_TMPDIR/results.json"
    says '"standing": "listed"' '"standing": "stale"' '"standing": "wrong"' '"standing": "right"'
    sed 's/"standing": "stale"/"standing": "good"/' "$BATS_TEST_TMPDIR/output.json" \
        >"$BATS_TEST_TMPDIR/other.json"
    run fits vectors "$BATS_TEST_TMPDIR/other.json"
    exits 1
}

@test "the harness protocol" {
    run bash -c '"$0" vectors --harness <"$1"' "$certcheck" "$wrong"
    exits 0
    says '"harness": "certcheck-' '"id": "validity::expired"' '"actual_result": "FAILURE"' \
        '"context": "expired"' '"context": null'
}

@test "the harness protocol leaves no room for other reports" {
    local option
    for option in --format=tap --timing --results=x --baseline=x --divergences=x; do
        run bash -c '"$0" vectors --harness "$2" <"$1"' "$certcheck" "$wrong" "$option"
        exits 2
        says "--harness goes with --only and --jobs alone"
    done
}

@test "a group alone" {
    run "$certcheck" vectors --only identity:: "$right"
    exits 0
    says "2 of 2 as expected"
}

@test "threads change nothing" {
    run "$certcheck" vectors --jobs 4 "$right" "$wrong"
    exits 1
    says "6 of 8 as expected, 2 wrong"
}

@test "what became worse since a baseline is a failure" {
    run "$certcheck" vectors --results "$BATS_TEST_TMPDIR/before.json" "$right"
    exits 0
    run "$certcheck" vectors --baseline "$BATS_TEST_TMPDIR/before.json" "$right"
    exits 0
    sed 's/"expired"/"not-yet-valid"/' "$BATS_TEST_TMPDIR/before.json" >"$BATS_TEST_TMPDIR/other.json"
    run "$certcheck" vectors --baseline "$BATS_TEST_TMPDIR/other.json" "$right"
    says "validity::expired"
}

@test "what became worse is one although it is listed as a divergence" {
    "$certcheck" vectors --results "$BATS_TEST_TMPDIR/before.json" "$wrong" || [ $? -eq 1 ]
    sed 's/"actual": "FAILURE"/"actual": "SUCCESS"/' "$BATS_TEST_TMPDIR/before.json" \
        >"$BATS_TEST_TMPDIR/better.json"
    printf 'validity::expired not today\nidentity::right-host the name is right\n' \
        >"$BATS_TEST_TMPDIR/divergences"
    run "$certcheck" vectors --divergences "$BATS_TEST_TMPDIR/divergences" \
        --baseline "$BATS_TEST_TMPDIR/before.json" "$wrong"
    exits 0
    run "$certcheck" vectors --divergences "$BATS_TEST_TMPDIR/divergences" \
        --baseline "$BATS_TEST_TMPDIR/better.json" "$wrong"
    exits 1
    says "is FAILURE (expired): worse"
}

@test "a baseline without results is none" {
    local results
    for results in "" ',"results":5' ',"results":{}'; do
        echo "{\"schema\":\"certcheck/vectors/1\"$results}" >"$BATS_TEST_TMPDIR/before.json"
        run "$certcheck" vectors --baseline "$BATS_TEST_TMPDIR/before.json" "$right"
        exits 3
        says "not the results of 'certcheck vectors --results'"
    done
}

@test "cases of one name in two suites each have their baseline" {
    "$certcheck" vectors --results "$BATS_TEST_TMPDIR/twice.json" "$right" "$right"
    run "$certcheck" vectors --baseline "$BATS_TEST_TMPDIR/twice.json" "$right" "$right"
    exits 0
    no_line_has ": new"
    no_line_has "is not in this run"
    "$certcheck" vectors --results "$BATS_TEST_TMPDIR/once.json" "$right"
    run "$certcheck" vectors --baseline "$BATS_TEST_TMPDIR/once.json" "$right" "$right"
    [ "$(grep -c '^path::ordinary: new, SUCCESS$' <<<"$output")" -eq 1 ]
    run "$certcheck" vectors --baseline "$BATS_TEST_TMPDIR/twice.json" "$right"
    [ "$(grep -c '^path::ordinary: was SUCCESS, is not in this run$' <<<"$output")" -eq 1 ]
}

@test "no threads, and results beside the text, are refused" {
    run "$certcheck" vectors --jobs 0 "$right"
    exits 2
    says "--jobs: at least one thread is needed"
    run "$certcheck" vectors --results - "$right"
    exits 2
    says "on standard output the same is --format json"
}

@test "what is no suite cannot be read" {
    run "$certcheck" vectors "$BATS_TEST_TMPDIR/none.json"
    exits 3
    echo "{" >"$BATS_TEST_TMPDIR/broken.json"
    run "$certcheck" vectors "$BATS_TEST_TMPDIR/broken.json"
    exits 3
    run "$certcheck" vectors
    exits 2
}

@test "a case with a member of another type breaks the schema, whatever it would constrain" {
    local member
    for member in '"expected_peer_name": "leaf.example"' '"expected_peer_names": {}' \
        '"max_chain_depth": "0"' '"trusted_certs": ""' '"crls": [1]' '"key_usage": "keyCertSign"' \
        '"policy": []' '"policy": {"initial_explicit_policy": "true"}' \
        '"policy": {"initial_policy_set": "2.999.7"}' '"profile": 1' '"validation_time": 0'; do
        sed "/^ *${member%%:*}:/d; s/^ *\"expected_result\"/$member,\n&/" "$testdata/suites/right.json" \
            >"$BATS_TEST_TMPDIR/suite.json"
        run "$certcheck" vectors "$BATS_TEST_TMPDIR/suite.json"
        [ "$status" -eq 3 ] || { echo "$member: $output"; return 1; }
        says "test case 1 " " breaks the schema"
    done
}

@test "of a member that stands twice neither is taken" {
    sed 's/^ *"expected_result"/"crls": [],\n&/' "$right" >"$BATS_TEST_TMPDIR/suite.json"
    run "$certcheck" vectors "$BATS_TEST_TMPDIR/suite.json"
    exits 3
    says "duplicate object key"
    "$certcheck" vectors --results "$BATS_TEST_TMPDIR/before.json" "$right"
    sed 's/^ *"actual"/"actual": "FAILURE",\n&/' "$BATS_TEST_TMPDIR/before.json" \
        >"$BATS_TEST_TMPDIR/twice.json"
    run "$certcheck" vectors --baseline "$BATS_TEST_TMPDIR/twice.json" "$right"
    exits 3
    says "duplicate object key"
}

@test "the sum has a colour when asked" {
    run "$certcheck" vectors --color always "$right"
    exits 0
    says $'\e[1;32m5 of 5 as expected'
    run "$certcheck" vectors --color always "$wrong"
    exits 1
    says $'\e[1;31m1 of 3 as expected'
    run "$certcheck" vectors --color never "$right"
    exits 0
    says_line "5 of 5 as expected, 0 wrong, 0 listed as divergences, 0 skipped"
}

@test "groups stand in the order of their first cases, which need not come together" {
    local id cases=
    for id in b::1 a::1 b::2 total::1 a::2 b::3; do
        cases+=", {\"id\": \"$id\", \"validation_kind\": \"ANY\", \"peer_certificate\": \"\",
            \"expected_result\": \"FAILURE\"}"
    done
    echo "{\"version\": 1, \"testcases\": [${cases#,}]}" >"$BATS_TEST_TMPDIR/suite.json"
    run "$certcheck" vectors "$BATS_TEST_TMPDIR/suite.json"
    exits 0
    [ "$(awk '$2 ~ /^[0-9]+$/ { printf "%s %s, ", $1, $2 }' <<<"$output")" = \
        "b 3, a 2, total 1, total 6, " ]
}

@test "what a suite calls its cases gives a terminal no commands" {
    sed 's/"id": "/&\\u001b[2J/' "$testdata/suites/right.json" >"$BATS_TEST_TMPDIR/escape.json"
    sed 's/"expected_result": "SUCCESS"/"expected_result": "FAILURE"/' "$BATS_TEST_TMPDIR/escape.json" \
        >"$BATS_TEST_TMPDIR/wrong.json"
    run "$certcheck" vectors --results "$BATS_TEST_TMPDIR/before.json" --timing \
        "$BATS_TEST_TMPDIR/escape.json"
    exits 0
    run "$certcheck" vectors --baseline "$BATS_TEST_TMPDIR/before.json" --timing \
        "$BATS_TEST_TMPDIR/wrong.json" "$testdata/suites/right.json"
    exits 1
    says '\x{1B}[2J'
    no_line_has $'\e'
    run "$certcheck" vectors --baseline "$BATS_TEST_TMPDIR/before.json" "$testdata/suites/right.json"
    says "is not in this run"
    no_line_has $'\e'
}

@test "x509-limbo" {
    [ -e "$CERTCHECK_VECTORS/limbo/limbo.json" ] || skip "CERTCHECK_VECTORS does not lead to x509-limbo"
    run "$certcheck" vectors "$CERTCHECK_VECTORS/limbo/limbo.json"
    exits 0
    says " 0 wrong" " 0 skipped"
}

@test "PKITS" {
    [ -e "$CERTCHECK_VECTORS/pkits/pkits.json" ] || skip "CERTCHECK_VECTORS does not lead to PKITS"
    run "$certcheck" vectors "$CERTCHECK_VECTORS/pkits/pkits.json"
    exits 0
    says " 0 wrong" " 0 skipped"
}

@test "no case of x509-limbo takes 50 milliseconds" {
    [ -e "$CERTCHECK_VECTORS/limbo/limbo.json" ] || skip "CERTCHECK_VECTORS does not lead to x509-limbo"
    [ "${SLOW_BUILD:-no}" = no ] || skip "sanitizers and coverage take their time"
    run "$certcheck" vectors "$CERTCHECK_VECTORS/limbo/limbo.json"
    # The last column of the line 'total' is the slowest case in milliseconds.
    local slowest
    slowest=$(awk '$1 == "total" { print int($NF) }' <<<"$output")
    [ -n "$slowest" ] && [ "$slowest" -lt 50 ]
}

@test "policies are asked for, and compared with those expected" {
    run "$certcheck" vectors "$testdata/suites/policies.json"
    exits 0
    says "5 of 5 as expected"
}

@test "other policies than those expected are wrong" {
    sed 's/"expected_user_constrained_policy_set": \["2.999.7"\]/"expected_user_constrained_policy_set": ["2.999.8"]/' \
        "$testdata/suites/policies.json" >"$BATS_TEST_TMPDIR/other.json"
    run "$certcheck" vectors "$BATS_TEST_TMPDIR/other.json"
    exits 1
    says "policies::any-everywhere-for-one: expected SUCCESS, was SUCCESS: policies-differ" \
        "{2.999.7}" "4 of 5 as expected"
    "$certcheck" vectors --results "$BATS_TEST_TMPDIR/before.json" "$testdata/suites/policies.json"
    run "$certcheck" vectors --baseline "$BATS_TEST_TMPDIR/before.json" "$BATS_TEST_TMPDIR/other.json"
    exits 1
    says "is SUCCESS (policies-differ): worse"
}

@test "a policy that is no OID makes no policy" {
    sed 's/"initial_policy_set": \["2.999.7"\]/"initial_policy_set": ["2.999.x"]/' \
        "$testdata/suites/policies.json" >"$BATS_TEST_TMPDIR/other.json"
    run "$certcheck" vectors "$BATS_TEST_TMPDIR/other.json"
    exits 1
    says "initial-policy-invalid"
}

@test "cases that require revocation need evidence, or are run without it and counted" {
    sed 's/"crls": \[\],/"crls": [], "revocation": "require",/' "$right" >"$BATS_TEST_TMPDIR/revocation.json"
    run "$certcheck" vectors "$BATS_TEST_TMPDIR/revocation.json"
    exits 1
    says "revocation-unknown: nothing that counts tells whether the certificate was revoked"
    run "$certcheck" vectors --revocation off "$BATS_TEST_TMPDIR/revocation.json"
    exits 0
    says "5 of 5 as expected" "5 of them were run without the revocation that they ask for"
    run "$certcheck" vectors --revocation require "$BATS_TEST_TMPDIR/revocation.json"
    exits 2
    says "'require' is not 'off'"
    run "$certcheck" vectors --revocation off "$right"
    does_not_say "without the revocation"
    sed 's/"crls": \[\],/"crls": [], "revocation": "sometimes",/' "$right" >"$BATS_TEST_TMPDIR/revocation.json"
    run "$certcheck" vectors "$BATS_TEST_TMPDIR/revocation.json"
    exits 3
}
