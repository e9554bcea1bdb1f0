#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# certcheck show: what a certificate says, as text, JSON, PEM and as a tree of its DER.

load helper

leaf=$testdata/path/ordinary/leaf.pem

@test "the text has every field and extension" {
    run "$certcheck" show "$leaf"
    exits 0
    says_line " *Subject +CN=leaf.example"
    says_line " *Issuer +CN=Intermediate"
    says_line " *Valid from +2026-01-01T00:00:00Z"
    says_line " *Valid to +2027-01-01T00:00:00Z"
    says "Ed25519" "DNS:leaf.example" "digitalSignature" "id-kp-serverAuth"
}

@test "the text of an authority with constraints" {
    run "$certcheck" show "$testdata/name-constraints/dns-excluded-within-permitted/untrusted.pem"
    exits 0
    says "nameConstraints" "example.com" "secret.example.com" "basicConstraints" "keyCertSign"
}

@test "the JSON" {
    run "$certcheck" show --format json "$leaf"
    exits 0
    says '"subject": "CN=leaf.example"' '"not_after": "2027-01-01T00:00:00Z"' '"keyUsage"'
}

@test "the PEM is what was given" {
    run "$certcheck" show --format pem "$leaf"
    exits 0
    [ "$output" = "$(cat "$leaf")" ]
}

@test "the tree has offsets and names" {
    run "$certcheck" show --format asn1 "$leaf"
    exits 0
    says_line " *0 +4 +365 +SEQUENCE"
    says "OBJECT IDENTIFIER  id-Ed25519 (1.3.101.112)" "'Intermediate'"
}

@test "every certificate of a file is shown" {
    run "$certcheck" show "$testdata/unrelated/hundred.pem"
    exits 0
    [ "$(grep -c '^ *Subject  ' <<<"$output")" -eq 100 ]
}

@test "standard input" {
    run bash -c '"$0" show - <"$1"' "$certcheck" "$leaf"
    exits 0
    says "CN=leaf.example"
}

@test "what cannot be read is said with offset and rule" {
    run "$certcheck" show "$testdata/encoding/month-13/leaf.pem"
    exits 3
    says "time-range at offset 65 in tbsCertificate.validity.notBefore"
}

@test "a malformed extension is shown as such" {
    run "$certcheck" show "$testdata/encoding/extension-malformed/leaf.pem"
    exits 0
    says "basicConstraints" "malformed"
}

@test "broken DER is shown as far as it is good" {
    sed '/-----/d' "$leaf" | base64 -d | head -c 40 >"$BATS_TEST_TMPDIR/cut.der"
    run "$certcheck" show --format asn1 "$BATS_TEST_TMPDIR/cut.der"
    exits 3
    says "input-ended at offset 0"
}

@test "no line ends in a space" {
    local format
    for format in text asn1; do
        run "$certcheck" show --verbose --format "$format" "$leaf" "$testdata"/*/*/untrusted.pem
        exits 0
        no_line_has ' $'
    done
}

@test "wrong usage" {
    run "$certcheck" show
    exits 2
    run "$certcheck" show --format nonsense "$leaf"
    exits 2
    run "$certcheck" show "$BATS_TEST_TMPDIR/none.pem"
    exits 3
}
