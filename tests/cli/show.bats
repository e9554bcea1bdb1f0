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

@test "a name of a file that is not there is not looked for in the network" {
    local suffix
    for suffix in pem der crt p7b key csr p12 pfx p8 ocsp; do
        run "$certcheck" show "none.$suffix"
        exits 3
        [ "$output" = "certcheck: none.$suffix: No such file or directory" ]
    done
}

@test "a zero byte hides nothing behind it" {
    sed 1d "$testdata/profile/policy-qualifier-cps/leaf.pem" | sed '/^-/,$d' | base64 -d |
        LC_ALL=C sed 's,http://,http:/\x00,' >"$BATS_TEST_TMPDIR/nul.der"
    run "$certcheck" show "$BATS_TEST_TMPDIR/nul.der"
    exits 0
    says 'id-qt-cps http:/\x00a.example'
}

@test "policy qualifiers are told, for people and for programs" {
    run "$certcheck" show "$testdata/profile/policy-qualifier-cps/leaf.pem"
    says "id-qt-cps http://a.example"
    run "$certcheck" show --format json "$testdata/profile/policy-qualifier-cps/leaf.pem"
    exits 0
    says '"qualifiers": [ { "qualifier": "id-qt-cps", "text": "http://a.example", "der": "16:10:68'
    run "$certcheck" show "$testdata/profile/user-notice/leaf.pem"
    says "id-qt-unotice notice"
    run "$certcheck" show --format json "$testdata/profile/user-notice/leaf.pem" \
        "$testdata/profile/policy-qualifier-reference-alone/leaf.pem"
    exits 0
    says '"qualifier": "id-qt-unotice", "text": "notice"' '"qualifier": "id-qt-unotice", "text": null'
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

evidence=$testdata/evidence

@test "the text of a CRL has every field, extension and entry" {
    run "$certcheck" show "$evidence/crl/crl.pem"
    exits 0
    says "CRL 1 of 2" "CRL 2 of 2" "No entries" "keyCompromise" "since 2026-04-01T00:00:00Z" \
        "only for the reasons keyCompromise, certificateHold" "URI:http://crl.example/delta.crl" \
        "only for certificates of end entities" "00:80  certificateHold"
    says_line " *This update +2026-05-01T00:00:00Z"
    says_line " *Entries: 3"
    says_line " *12:34"
}

@test "the issuers of an indirect CRL's entries are told" {
    run "$certcheck" show "$evidence/crl-indirect/crl.pem"
    exits 0
    says "issued by directory:CN=Other,O=Example" "indirect: entries may be about other issuers"
}

@test "a CRL of version 1 and one in DER" {
    sed '/-----/d' "$evidence/crl-version-1/crl.pem" | base64 -d >"$BATS_TEST_TMPDIR/crl.der"
    run "$certcheck" show "$BATS_TEST_TMPDIR/crl.der"
    exits 0
    says "crl.der: CRL" "(it does not say)" "No extensions"
    says_line " *Version +1"
}

@test "of a long CRL the first entries and a summary, or all" {
    run "$certcheck" show "$evidence/crl-long/crl.pem"
    exits 0
    says "Entries: 25" "and 5 more, which --all shows; of all:"
    says_line " *23 without a reason"
    says_line " *2 keyCompromise"
    does_not_say "  19"
    run "$certcheck" show --all "$evidence/crl-long/crl.pem"
    exits 0
    says_line " *2026-05-01T00:00:00Z +19"
    does_not_say "more"
    run "$certcheck" show --format json "$evidence/crl-long/crl.pem"
    exits 0
    says '"entry_count": 25' '"keyCompromise": 2' '"none": 23'
    does_not_say '"serial": "19"'
}

@test "the JSON of a CRL and of a response" {
    run "$certcheck" show --format json "$evidence/crl-indirect/crl.pem" "$evidence/ocsp/ocsp.pem"
    exits 0
    says '"crls": [' '"ocsp_responses": [' '"certificate_issuer": [' '"indirect": true' \
        '"responder_name": "CN=Intermediate"' '"answer_count": 3' '"status": "revoked"' \
        '"revocation_time": "2026-05-02T00:00:00Z"' '"reason": "keyCompromise"' \
        '"produced_at": "2026-05-31T00:00:00Z"'
}

@test "the JSON is as its schema says, whatever is shown" {
    local all=$BATS_TEST_TMPDIR/all.json
    "$certcheck" show --format json --all "$testdata"/{crl,critical-extensions,encoding}/*/*.pem \
        "$testdata"/{evidence,extended-key-usage,name-constraints,ocsp,profile}/*/*.pem \
        >"$all" 2>"$BATS_TEST_TMPDIR/complaints" || [ $? -eq 3 ]
    fits certificates "$all"
    [ "$(grep -c '"responder_key_hash"' "$all")" -gt 10 ]
    sed 's/"path_length": null/"path_length": "none"/' "$all" >"$BATS_TEST_TMPDIR/wrong.json"
    run fits certificates "$BATS_TEST_TMPDIR/wrong.json"
    exits 1
    run "$certcheck" show --format json "$BATS_TEST_TMPDIR/none.pem"
    exits 3
    grep -v '^certcheck: ' <<<"$output" >"$BATS_TEST_TMPDIR/none.json"
    fits certificates "$BATS_TEST_TMPDIR/none.json"
}

@test "an extension of which no more than the name is known is as the schema says" {
    # Nothing is known of the first, nor of the second in a certificate.
    openssl req -x509 -newkey ed25519 -nodes -keyout "$BATS_TEST_TMPDIR/key.pem" -subj /CN=leaf.example \
        -addext 1.3.6.1.5.5.7.1.3=DER:3000 -addext 2.5.29.20=DER:020101 \
        -out "$BATS_TEST_TMPDIR/names.pem" 2>/dev/null
    "$certcheck" show --format json "$BATS_TEST_TMPDIR/names.pem" >"$BATS_TEST_TMPDIR/names.json"
    output=$(cat "$BATS_TEST_TMPDIR/names.json")
    says '"name": "id-pe-qcStatements", "critical": false, "value": null' \
        '"name": "cRLNumber", "critical": false, "value": null'
    fits certificates "$BATS_TEST_TMPDIR/names.json"
    sed 's/"value": null/"value": 5/' "$BATS_TEST_TMPDIR/names.json" >"$BATS_TEST_TMPDIR/other.json"
    run fits certificates "$BATS_TEST_TMPDIR/other.json"
    exits 1
}

@test "the text of OCSP responses" {
    run "$certcheck" show "$evidence/ocsp/ocsp.pem"
    exits 0
    says "revoked since 2026-05-02T00:00:00Z, keyCompromise" "ocspNonce" "ocspArchiveCutoff"
    says_line " *Responder +CN=Intermediate"
    says_line " *Status +unknown"
    run "$certcheck" show "$evidence/ocsp-delegated/ocsp.pem"
    exits 0
    says "Responder's key"
    says_line " *Sent along +CN=leaf.example"
    run "$certcheck" show "$evidence/ocsp-without-answer/ocsp.pem"
    exits 0
    says_line " *Status +tryLater"
    says_line " *Status +unauthorized"
}

@test "the PEM of CRLs and responses is what was given" {
    run "$certcheck" show --format pem "$evidence/crl/crl.pem"
    exits 0
    [ "$output" = "$(cat "$evidence/crl/crl.pem")" ]
    run "$certcheck" show --format pem "$evidence/ocsp/ocsp.pem"
    exits 0
    [ "$output" = "$(cat "$evidence/ocsp/ocsp.pem")" ]
}

@test "CRLs and responses that cannot be read are said" {
    run "$certcheck" show "$evidence/crl-unreadable/crl.pem"
    exits 3
    says "value-range at offset" "in reasonCode"
    run "$certcheck" show "$evidence/ocsp-unreadable/ocsp.pem"
    exits 3
    says "trailing-data at offset"
}

@test "every CRL of the public suites can be read" {
    [ -n "$CERTCHECK_VECTORS" ] || skip "CERTCHECK_VECTORS is not set"
    local suite
    for suite in pkits/pkits.json limbo/limbo.json; do
        grep -oE -e '-----BEGIN X509 CRL-----[^"]*' "$CERTCHECK_VECTORS/$suite" | sort -u |
            sed 's/\\n/\n/g' >"$BATS_TEST_TMPDIR/crls.pem"
        run "$certcheck" show "$BATS_TEST_TMPDIR/crls.pem"
        exits 0
        [ "$(grep -c '^ *This update ' <<<"$output")" -eq \
            "$(grep -c BEGIN "$BATS_TEST_TMPDIR/crls.pem")" ]
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
