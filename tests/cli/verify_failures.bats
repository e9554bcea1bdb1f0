#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The fourteen kinds of failure that people meet: main cause, the certificate it is about, what to do.

load helper

@test "an expired leaf" {
    judge validity/expired
    exits 1
    main_cause expired "expired at 2026-05-31T23:59:59Z; the time of the check is 2026-06-01T00:00:00Z" \
        "CN=leaf.example" "renew the certificate"
    judge validity/expired --format json
    exits 1
    json_main_cause expired 0
    says '"not_after": "2026-05-31T23:59:59Z"'
}

@test "an expired intermediate with a valid cross-sign" {
    judge path/expired-with-a-valid-cross-sign
    exits 0
    says "valid until" "CN=Second Root"
    does_not_say "CN=Root"
}

@test "an expired intermediate whose cross-sign leads nowhere" {
    judge path/expired-cross-sign-without-its-root
    exits 1
    main_cause expired "expired at 2025-01-01T00:00:00Z" "CN=Intermediate" "renew the certificate"
    judge path/expired-cross-sign-without-its-root --format json
    json_main_cause expired 1
}

@test "a leaf that is not yet valid" {
    judge validity/not-yet-valid
    exits 1
    main_cause not-yet-valid "valid from 2026-06-01T00:00:01Z" "CN=leaf.example" \
        "wait until then, or set the clock right"
    judge validity/not-yet-valid --format json
    json_main_cause not-yet-valid 0
}

@test "the wrong host" {
    judge identity/wrong-host
    exits 1
    main_cause hostname-mismatch "not for other.example: it is for DNS:leaf.example" \
        "CN=leaf.example" "connect with one of the names in the certificate, or get one for this name"
    judge identity/wrong-host --format json
    json_main_cause hostname-mismatch 0
}

@test "a missing intermediate" {
    judge path/issuer-missing
    exits 1
    main_cause issuer-missing "certificate of the issuer CN=Intermediate was given" \
        "CN=leaf.example" "add the missing one with --untrusted, a root with --trust, or make the server send it"
    judge path/issuer-missing --format json
    json_main_cause issuer-missing 0
}

@test "intermediates in the wrong order" {
    judge path/wrong-order
    exits 0
    says "valid until" "CN=Subordinate"
}

@test "the leaf not first in its file" {
    local case=$testdata/path/ordinary
    cat "$case/untrusted.pem" "$case/leaf.pem" >"$BATS_TEST_TMPDIR/chain.pem"
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
        "$BATS_TEST_TMPDIR/chain.pem"
    exits 0
    says leaf-is-ca-unasked "certificate authority, and no purpose was"
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
        --hostname leaf.example "$BATS_TEST_TMPDIR/chain.pem"
    exits 1
    main_cause leaf-is-ca "that of a certificate authority" "CN=Intermediate" \
        "install the leaf certificate that the authority issued, not the authority's own"
}

@test "the root sent along" {
    judge path/root-sent-along
    exits 0
    says "valid until"
}

@test "a self-signed certificate" {
    judge path/self-signed --trust none
    exits 1
    main_cause self-signed "self-signed and not among the anchors" "CN=leaf.example" \
        "get a certificate from an authority, or trust this very certificate with --trust"
    judge path/self-signed --format json
    json_main_cause self-signed 0
}

@test "an unknown root" {
    judge path/unknown-root
    exits 1
    main_cause root-not-trusted "the self-signed certificate CN=Root, which is not among the anchors" \
        "CN=Root" "if you have reason to trust this authority, add its certificate with --trust"
    judge path/unknown-root --format json
    json_main_cause root-not-trusted 2
}

@test "a weak key" {
    judge strength/rsa-1024
    exits 1
    main_cause key-too-weak "RSA key has 1024 bits: at least 2048 are needed" "CN=leaf.example" \
        "make a new, stronger key and have the certificate issued again"
    judge strength/rsa-1024 --format json
    json_main_cause key-too-weak 0
}

@test "a signature with SHA-1" {
    judge strength/sha1
    exits 1
    main_cause signature-digest-weak "SHA-1" "CN=leaf.example" \
        "have the certificate issued again with SHA-256 or better"
    judge strength/sha1 --format json
    json_main_cause signature-digest-weak 0
}

@test "the wrong purpose" {
    judge extended-key-usage/wrong-purpose
    exits 1
    main_cause purpose-not-allowed \
        "may not be used for serverAuth: its extended key usage is clientAuth" \
        "CN=leaf.example" "get a certificate for this purpose, or check with the right --purpose"
    judge extended-key-usage/wrong-purpose --format json
    json_main_cause purpose-not-allowed 0
}

@test "an authority's certificate as the leaf" {
    judge basic-constraints/leaf-is-ca
    exits 1
    main_cause leaf-is-ca "that of a certificate authority" "CN=leaf.example" \
        "install the leaf certificate that the authority issued, not the authority's own"
    judge basic-constraints/leaf-is-ca --format json
    json_main_cause leaf-is-ca 0
}

@test "a corrupt PEM file" {
    local case=$testdata/path/ordinary
    sed '3s/./!/' "$case/leaf.pem" >"$BATS_TEST_TMPDIR/corrupt.pem"
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
        "$BATS_TEST_TMPDIR/corrupt.pem"
    exits 1
    says "not valid: certificate-malformed" "corrupt.pem:1: block 1 (CERTIFICATE): cannot be read"
    says "check that the file holds a certificate and was not damaged; else have it issued again"
}

@test "a corrupt intermediate is said and skipped" {
    local case=$testdata/path/ordinary
    sed '3s/./!/' "$case/untrusted.pem" >"$BATS_TEST_TMPDIR/corrupt.pem"
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
        --untrusted "$BATS_TEST_TMPDIR/corrupt.pem" "$case/leaf.pem"
    exits 1
    says "not valid: issuer-missing" "corrupt.pem:1: block 1 (CERTIFICATE): cannot be read"
}
