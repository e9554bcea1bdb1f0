#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Revocation on the command line: options, what the text and the JSON tell.

load helper

verify() { # CASE [OPTION...]
    local case=$testdata/crl/$1
    shift
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
        --crl "$case/crl.pem" "$@" "$case/leaf.pem" "$case/untrusted.pem"
}

@test "a revoked leaf" {
    verify revoked
    exits 1
    says "not valid: certificate-revoked"
    says "The certificate was revoked on 2026-05-01T00:00:00Z (keyCompromise), says"
    says "revocation: revoked by CRL 1 of CN=Intermediate, next 2026-07-01"
}

@test "evidence about every certificate" {
    verify good --revocation require
    exits 0
    says "valid until 2026-07-01T00:00:00Z"
    says "revocation: good by CRL 1 of CN=Root, next 2026-07-01"
    says "revocation: good by CRL 1 of CN=Intermediate, next 2026-07-01"
}

@test "required and unknown is undetermined, and the notes say why" {
    verify stale --revocation require --at 2026-07-02T00:00:00Z
    exits 3
    says "undetermined: revocation-unknown"
    says "add its issuer's current CRL with --crl, or an OCSP response with --ocsp"
    says "the next one was due on 2026-07-01T00:00:00Z"
}

@test "revocation off looks at nothing" {
    verify revoked --revocation off
    exits 0
    does_not_say "revocation:"
}

@test "the JSON tells the evidence" {
    verify good --revocation require --format json
    exits 0
    says '"status": "good"' '"evidence": "crl"' '"signer": "CN=Intermediate"' '"number": "1"' \
        '"next_update": "2026-07-01T00:00:00Z"'
    verify revoked --format json
    exits 1
    says '"status": "revoked"' '"revoked_on": "2026-05-01T00:00:00Z"' '"reason": "keyCompromise"'
}

@test "a CRL among the certificates counts too" {
    local case=$testdata/crl/revoked
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
        "$case/leaf.pem" "$case/untrusted.pem" "$case/crl.pem"
    exits 1
    says "not valid: certificate-revoked"
}

@test "files without evidence are said" {
    verify good --crl "$testdata/crl/good/leaf.pem"
    exits 3
    says "leaf.pem: there is no CRL in it"
    verify good --ocsp "$testdata/crl/good/crl.pem"
    exits 3
    says "crl.pem: there is no OCSP response in it"
    verify good --crl none.pem
    exits 3
    verify good --revocation sometimes
    exits 2
    says "'sometimes' is not one of off, if-present, require"
}

@test "where evidence could be fetched is told where it is missing" {
    local case=$testdata/evidence/points
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
        --revocation require "$case/leaf.pem" "$case/untrusted.pem"
    exits 3
    says "http://crl.example/ca.crl" "http://ocsp.example"
}
