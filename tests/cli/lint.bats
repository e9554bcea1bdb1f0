#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# certcheck lint: each certificate by itself, its role, input, severities, formats, exit status.

load helper

at=(--at 2026-06-01T00:00:00Z)
kept=$testdata/encoding/time-form-kept
zero=$testdata/encoding/serial-zero

lint() {
    run "$certcheck" lint "${at[@]}" "$@"
}

@test "an error is exit status 1, with its rule, its place and what to do" {
    lint "$zero/leaf.pem"
    exits 1
    says "leaf: CN=leaf.example" "the serial number is 0: it must be positive" \
        "have the certificate issued again with a positive serial number" \
        "RFC 5280 4.1.2.2; at byte 15, 1 long"
    says_line " *error +serial-not-positive"
}

@test "every certificate of a file is judged in its role" {
    cat "$kept/leaf.pem" "$kept/untrusted.pem" "$kept/trusted.pem" >"$BATS_TEST_TMPDIR/chain.pem"
    lint --profile default "$BATS_TEST_TMPDIR/chain.pem"
    exits 0
    says "certificate 1 of 3, leaf: CN=leaf.example" "certificate 2 of 3, intermediate: " \
        "certificate 3 of 3, root: CN=Root" "0 errors, 0 warnings in 3 certificates" \
        "Rules: default, at 2026-06-01T00:00:00Z"
}

@test "a role can be given" {
    lint --role intermediate "$kept/leaf.pem"
    exits 1
    says "intermediate: CN=leaf.example" not-a-ca
    lint --role emperor "$kept/leaf.pem"
    exits 2
    says "--role: 'emperor' is not one of automatic, leaf, intermediate, root"
}

@test "a rule is as grave as the strictest profile has it" {
    lint "$zero/leaf.pem"
    says_line " *error +serial-not-positive"
    lint --profile default "$zero/leaf.pem"
    exits 0
    says_line " *warning +serial-not-positive"
    lint --profile rfc5280 "$zero/leaf.pem"
    exits 1
}

@test "what is a note under a profile is a warning" {
    lint --profile default "$testdata/encoding/time-form/leaf.pem"
    exits 0
    says_line " *warning +time-form"
}

@test "severities can be changed" {
    lint --profile rfc5280 --warn serial-not-positive "$zero/leaf.pem"
    exits 0
    says_line " *warning +serial-not-positive"
    lint --profile rfc5280 --allow serial-not-positive "$zero/leaf.pem"
    exits 0
    does_not_say serial-not-positive
    lint --profile default --deny serial-not-positive "$zero/leaf.pem"
    exits 1
    lint --allow certificate-malformed "$zero/leaf.pem"
    exits 2
    says "'certificate-malformed' is always an error"
}

@test "the dates count at the time that is given" {
    local leaf=$testdata/path/ordinary/leaf.pem
    run "$certcheck" lint --profile default --at 2026-12-31T23:59:59Z "$leaf"
    exits 0
    run "$certcheck" lint --profile default --at 2027-01-02T00:00:00Z "$leaf"
    exits 1
    says_line " *error +expired"
}

@test "the signature of a root is checked, that of others is not" {
    openssl x509 -in "$kept/trusted.pem" -outform DER -out "$BATS_TEST_TMPDIR/root.der"
    # The last byte belongs to the signature.
    local size
    size=$(wc -c <"$BATS_TEST_TMPDIR/root.der")
    printf '\0\0' | dd of="$BATS_TEST_TMPDIR/root.der" bs=1 seek=$((size - 2)) conv=notrunc status=none
    lint --profile default --role root "$BATS_TEST_TMPDIR/root.der"
    exits 1
    says_line " *error +signature-invalid"
    lint --profile default "$testdata/signature/broken-leaf/leaf.pem"
    exits 0
}

@test "DER, PKCS #7 and standard input" {
    openssl x509 -in "$zero/leaf.pem" -outform DER -out "$BATS_TEST_TMPDIR/leaf.der"
    openssl crl2pkcs7 -nocrl -certfile "$kept/untrusted.pem" -certfile "$zero/leaf.pem" \
        -outform DER -out "$BATS_TEST_TMPDIR/both.p7b"
    lint "$BATS_TEST_TMPDIR/leaf.der"
    exits 1
    says_line " *error +serial-not-positive"
    lint "$BATS_TEST_TMPDIR/both.p7b"
    exits 1
    says "certificate 1 of 2" "certificate 2 of 2" serial-not-positive
    run bash -c '"$0" lint --at 2026-06-01T00:00:00Z - <"$1"' "$certcheck" "$zero/leaf.pem"
    exits 1
    says "standard input, leaf: CN=leaf.example"
}

@test "an unreadable certificate is an error, and the others are judged" {
    cat "$testdata/encoding/month-13/leaf.pem" "$zero/leaf.pem" >"$BATS_TEST_TMPDIR/both.pem"
    lint "$BATS_TEST_TMPDIR/both.pem"
    exits 1
    says "certificate 1 of 2, unreadable" "certificate 2 of 2, leaf: CN=leaf.example"
    says_line " *error +certificate-malformed"
    says_line " *error +serial-not-positive"
}

@test "of thousands of unreadable certificates some are listed, and the rest is told" {
    local i many=$BATS_TEST_TMPDIR/many.pem
    for ((i = 0; i < 1100; i++)); do
        printf '%s\n' -----BEGIN\ CERTIFICATE----- MAA= -----END\ CERTIFICATE-----
    done >"$many"
    lint "$many"
    exits 1
    says "certificate 1100 of 1100, unreadable" "many.pem:2998: block 1000 (CERTIFICATE): cannot" \
        "many.pem: there is more in it that cannot be used"
    does_not_say "block 1001"
    lint "$many" "$many"
    [ "$(grep -c 'there is more in it' <<<"$output")" -eq 2 ]
}

@test "a file that cannot be read is exit status 3, and the others are judged" {
    lint "$BATS_TEST_TMPDIR/none.pem" "$zero/leaf.pem"
    exits 3
    says "none.pem: No such file or directory" serial-not-positive
    echo "nothing here" >"$BATS_TEST_TMPDIR/text.pem"
    lint "$BATS_TEST_TMPDIR/text.pem"
    exits 3
    says "there is no certificate in it"
}

@test "machines are told in which files nothing could be judged" {
    local none=$BATS_TEST_TMPDIR/none.pem out=$BATS_TEST_TMPDIR/out
    linted() {
        status=0
        "$certcheck" lint "${at[@]}" --profile default --format "$1" "$none" "$kept/trusted.pem" 2>/dev/null >"$out" ||
            status=$?
        exits 3
        output=$(cat "$out")
    }
    linted json
    fits lint "$out"
    says "\"file\": \"$none\", \"certificates\": []" "\"file\": \"$kept/trusted.pem\""
    linted junit
    says 'tests="2" failures="0" errors="1"' \
        "<testcase classname=\"$none\" name=\"the file\"> <error message=\"nothing in it"
    linted sarif
    "$schema_check" "$BATS_TEST_DIRNAME/sarif.schema.json" <"$out"
    says '"executionSuccessful": false' '"toolExecutionNotifications": [ { "level": "error"' \
        '"text": "nothing in it could be judged"'
}

@test "a precertificate is judged as its certificate" {
    lint --profile default "$testdata/critical-extensions/precertificate/leaf.pem"
    exits 0
    says "nothing found"
}

@test "a certificate for others than servers breaks rules for servers where they are asked for" {
    local leaf=$testdata/extended-key-usage/wrong-purpose/leaf.pem
    lint "$leaf"
    says "leaf: CN=leaf.example" "Rules: all"
    does_not_say web-
    lint --profile webpki "$leaf"
    exits 1
    says_line " *error +web-eku-server-missing"
}

@test "CRLs and OCSP responses beside certificates are said not to be looked at" {
    cat "$kept/trusted.pem" "$testdata/evidence/crl/crl.pem" >"$BATS_TEST_TMPDIR/with-crl.pem"
    lint --profile default "$BATS_TEST_TMPDIR/with-crl.pem"
    exits 0
    says "with-crl.pem: the CRLs and OCSP responses in it are not looked at"
    lint --profile default "$kept/trusted.pem"
    does_not_say "looked at"
}

@test "wrong usage" {
    lint
    exits 2
    lint --nonsense "$zero/leaf.pem"
    exits 2
    lint --format pem "$zero/leaf.pem"
    exits 2
    lint --trust none "$zero/leaf.pem"
    exits 2
}

@test "the JSON is as its schema says" {
    local leaves=("$testdata"/*/*/leaf.pem)
    "$certcheck" lint "${at[@]}" --format json "${leaves[@]}" "$kept/trusted.pem" 2>/dev/null \
        >"$BATS_TEST_TMPDIR/lint.json" || [ $? -eq 1 ]
    fits lint "$BATS_TEST_TMPDIR/lint.json"
    output=$(cat "$BATS_TEST_TMPDIR/lint.json")
    says '"schema": "certcheck/lint/1"' '"role": "leaf"' '"role": "intermediate"' \
        '"role": "root"' '"role": null'
}

@test "the JSON tells how grave each profile takes a finding" {
    lint --format json "$zero/leaf.pem"
    exits 1
    says '"id": "serial-not-positive"' \
        '"severities": { "default": "warning", "rfc5280": "error", "webpki": "error" }'
}

@test "SARIF has every rule, and results with file, certificate and place" {
    local id
    cat "$kept/leaf.pem" "$zero/leaf.pem" >"$BATS_TEST_TMPDIR/a chain.pem"
    cd "$BATS_TEST_TMPDIR"
    lint --format sarif "a chain.pem"
    exits 1
    echo "$output" >lint.sarif
    "$schema_check" "$BATS_TEST_DIRNAME/sarif.schema.json" <lint.sarif
    for id in $(sed -n 's/^FINDING([A-Z0-9_]*, "\([a-z0-9-]*\)".*/\1/p' \
        "$BATS_TEST_DIRNAME/../../include/certcheck/finding.def"); do
        grep -qF "\"id\": \"$id\"" lint.sarif || { echo "no rule $id"; return 1; }
    done
    says '"uri": "a%20chain.pem"' '"name": "certificate 2"' '"ruleId": "serial-not-positive"' \
        "\"startLine\": $(($(wc -l <"$kept/leaf.pem") + 1))" '"offset": 15' '"level": "error"' \
        '"executionSuccessful": true'
    lint --format sarif "a chain.pem" none.pem
    exits 3
    says '"executionSuccessful": false'
}

@test "the region of SARIF is a part of a DER file" {
    openssl crl2pkcs7 -nocrl -certfile "$kept/untrusted.pem" -certfile "$zero/leaf.pem" \
        -outform DER -out "$BATS_TEST_TMPDIR/both.p7b"
    lint --profile rfc5280 --format sarif "$BATS_TEST_TMPDIR/both.p7b"
    local offset
    offset=$(sed -n '/"results"/,$s/.*"byteOffset": \([0-9]*\).*/\1/p' <<<"$output" | tail -n 1)
    # The serial number's one octet, with what stands before it: INTEGER, one octet, zero.
    [ "$(od -An -tx1 -j $((offset - 2)) -N 3 "$BATS_TEST_TMPDIR/both.p7b" | tr -d ' \n')" = 020100 ]
}

@test "JUnit has one case for each certificate" {
    lint --format junit "$zero/leaf.pem" "$testdata/webpki/ordinary/trusted.pem"
    exits 1
    says 'tests="2" failures="1"' '<failure message="3 errors">serial-not-positive: the serial' \
        'name="certificate 1, root: CN=Root,O=Trust,C=US"'
}
