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
    says "The certificate was revoked on 2026-05-01T00:00:00Z (keyCompromise), as the "
    says "revocation: revoked by CRL 1 of CN=Intermediate, next 2026-07-01"
}

@test "evidence about every certificate" {
    verify good --revocation require
    exits 0
    says "valid until 2026-07-01T00:00:00Z"
    says "revocation: good by CRL 1 of CN=Root, next 2026-07-01"
    says "revocation: good by CRL 1 of CN=Intermediate, next 2026-07-01"
}

@test "evidence whose signer ends before its next update" {
    local case=$testdata/ocsp/delegated-not-yet-expired
    local command=("$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem"
        --ocsp "$case/ocsp.pem" "$case/leaf.pem" "$case/untrusted.pem")
    run "${command[@]}"
    exits 0
    says "valid until 2026-06-01T00:00:00Z" \
        "revocation: good by OCSP of CN=Responder, next 2026-06-07, counts until 2026-06-01"
    run "${command[@]}" --format json
    exits 0
    says '"counts_until": "2026-06-01T00:00:00Z"'
}

@test "required and unknown is undetermined, and the notes say why" {
    verify stale --revocation require --at 2026-07-02T00:00:00Z
    exits 3
    says "undetermined: revocation-unknown"
    says "add its issuer's current CRL with --crl, or an OCSP response with --ocsp"
    says "the next one was due on 2026-07-01T00:00:00Z"
}

@test "an authority that says that nothing is known of it is asked about all the same" {
    local case=$testdata/crl/no-rev-avail-authority
    sed '/END X509 CRL/q' "$case/crl.pem" >"$BATS_TEST_TMPDIR/of-the-leaf.pem"
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" --revocation require \
        --allow no-rev-avail-in-ca --crl "$BATS_TEST_TMPDIR/of-the-leaf.pem" "$case/leaf.pem" \
        "$case/untrusted.pem"
    exits 3
    says "undetermined: revocation-unknown" "revocation: good by CRL 1 of CN=Intermediate"
    verify no-rev-avail-authority --revocation require --allow no-rev-avail-in-ca
    exits 0
}

@test "why a CRL does not count, and what to do" {
    verify other-issuer --revocation require
    exits 3
    says "crl-out-of-scope" "other-issuer/crl.pem does not" "its issuer is not the one" \
        "What to do: add the CRL that the certificate's distribution points name"
    verify delta-alone --revocation require
    exits 3
    says "it is a delta CRL, and no complete one that counts goes with it"
    verify signature-unsupported --revocation require
    exits 3
    says "the algorithm of its signature, or of its signer's key, is not supported"
    verify stale --at 2026-07-02T00:00:00Z
    exits 0
    says "the next one was due on 2026-07-01T00:00:00Z" "What to do: get the current CRL"
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

ocsp() { # CASE [OPTION...]
    local case=$testdata/ocsp/$1
    shift
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
        --ocsp "$case/ocsp.pem" "$@" "$case/leaf.pem" "$case/untrusted.pem"
}

@test "an OCSP response is evidence" {
    ocsp good --revocation require
    exits 0
    says "valid until 2026-06-07T00:00:00Z"
    says "revocation: good by OCSP of CN=Root, next 2026-06-07"
    says "revocation: good by OCSP of CN=Intermediate, next 2026-06-07"
    ocsp revoked --format json
    exits 1
    says '"status": "revoked"' '"evidence": "ocsp"' '"signer": "CN=Intermediate"' \
        '"reason": "keyCompromise"' '"this_update": "2026-05-31T00:00:00Z"'
    ocsp delegated --format json
    says '"status": "good"' '"signer": "CN=Responder"'
}

@test "a responder that is trusted by itself" {
    ocsp local --revocation require
    exits 3
    says "is neither the issuer of the certificate nor known as its deputy"
    ocsp local --revocation require --ocsp-signer "$testdata/ocsp/local/ocsp-signers.pem"
    exits 0
    says "revocation: good by OCSP of CN=Local, next 2026-06-07"
    cat "$testdata/ocsp/local/ocsp-signers.pem" "$testdata/evidence/crl/crl.pem" >"$BATS_TEST_TMPDIR/both.pem"
    ocsp local --revocation require --ocsp-signer "$BATS_TEST_TMPDIR/both.pem"
    exits 0
    says "--ocsp-signer: the CRLs and OCSP responses in $BATS_TEST_TMPDIR/both.pem are not looked at"
    ocsp local-expired --revocation require --ocsp-signer "$testdata/ocsp/local-expired/ocsp-signers.pem"
    exits 3
    says "its responder's certificate does not hold: expired"
    ocsp local --ocsp-signer none.pem
    exits 3
    says "none.pem: No such file or directory"
    ocsp local --ocsp-signer "$testdata/ocsp/local/ocsp.pem"
    exits 3
    says "--ocsp-signer: no certificate in"
}

@test "an OCSP response without a next update counts for a day" {
    ocsp no-next-update --revocation require
    exits 0
    says "valid until 2026-06-01T00:00:00Z"
}

@test "why an OCSP response does not count" {
    local case why
    while IFS=: read -r case why; do
        ocsp "$case" --revocation require
        exits 3
        says "$why"
    done <<'END'
critical-unknown:it has a critical extension that nobody here understands
delegated-about-itself:was revoked, or nothing tells whether it was
delegated-any-purpose:its responder's certificate is not for id-kp-OCSPSigning
delegated-authority:its responder's certificate does not hold: leaf-is-ca
delegated-critical-unknown:its responder's certificate does not hold: critical-extension-unknown
delegated-expired:its responder's certificate does not hold: expired
delegated-in-a-circle:nothing sound tells whether its responder's certificate was revoked
delegated-key-usage:its responder's certificate does not hold: key-usage-not-allowed
delegated-missing:is neither the issuer of the certificate nor known as its deputy
delegated-name-excluded:its responder's certificate does not hold: name-constraint-not-permitted
delegated-no-purpose:its responder's certificate is not for id-kp-OCSPSigning
delegated-other-issuer:its responder's certificate is not from the issuer of the certificate
delegated-other-key:its responder's certificate is not from the issuer of the certificate
delegated-signature-broken:the responder that it names did not make its signature
delegated-status-its-own:nothing sound tells whether its responder's certificate was revoked
delegated-status-unknown:nothing sound tells whether its responder's certificate was revoked
delegated-weak:its responder's certificate does not hold: key-too-weak
extension-malformed:one of its extensions is malformed
future:it was made on 2026-06-01T00:05:01Z, which is still to come
other-serial:it is about other certificates
other-key-hash:it is about the same serial number of another issuer
responder-misnamed:is neither the issuer of the certificate nor known as its deputy
signature-broken:the responder that it names did not make its signature
signature-unsupported:the algorithm of its signature, or of its responder's key or certificate, is not supported
times-inverted:its nextUpdate is before its thisUpdate
try-later:says nothing of any certificate: tryLater
unknown:does not know the certificate
wrong-responder:is neither the issuer of the certificate nor known as its deputy
END
}

@test "files without evidence are said" {
    verify good --crl "$testdata/crl/good/leaf.pem"
    exits 3
    says "leaf.pem: there is no CRL in it"
    verify good --crl "$testdata/ocsp/good/ocsp.pem"
    exits 3
    says "ocsp.pem: there is no CRL in it, but what --ocsp is for"
    verify good --ocsp "$testdata/crl/good/crl.pem"
    exits 3
    says "crl.pem: there is no OCSP response in it"
    verify good --crl none.pem
    exits 3
    says "none.pem: No such file or directory"
    : >"$BATS_TEST_TMPDIR/empty"
    verify good --crl "$BATS_TEST_TMPDIR/empty"
    exits 3
    says "empty: is empty"
    verify good --crl "$BATS_TEST_TMPDIR"
    exits 3
    says "Is a directory"
    verify good --crl - <"$testdata/crl/good/crl.pem"
    exits 0
    verify good --crl <(cat "$testdata/crl/good/crl.pem")
    exits 0
    verify good --crl - <"$testdata/crl/good/untrusted.pem"
    exits 3
    says "standard input: there is no CRL in it"
    verify good --revocation sometimes
    exits 2
    says "'sometimes' is not one of off, if-present, require"
}

# without_end FILE: its first block again, without its last bytes.
without_end() {
    sed -n '/-----BEGIN/,/-----END/p;/-----END/q' "$1" | sed '/-----/d' | base64 -d |
        head -c -20 >"$BATS_TEST_TMPDIR/cut.der"
    grep -m 1 -e '-----BEGIN' "$1"
    base64 "$BATS_TEST_TMPDIR/cut.der"
    grep -m 1 -e '-----END' "$1"
}

@test "evidence that cannot be read is not left out in silence: it might revoke" {
    local case=$testdata/crl/revoked both=$BATS_TEST_TMPDIR/both.pem
    { without_end "$case/crl.pem"; cat "$testdata/crl/good/crl.pem"; } >"$both"
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
        --untrusted "$case/untrusted.pem" --crl "$both" "$case/leaf.pem"
    exits 3
    says "both.pem:1: block 1 (X509 CRL): cannot be read" \
        "both.pem: a part of it cannot be read, and might revoke"
    { cat "$testdata/ocsp/good/ocsp.pem"; without_end "$testdata/ocsp/revoked/ocsp.pem"; } >"$both"
    ocsp revoked --ocsp "$both"
    exits 3
    says "both.pem: a part of it cannot be read, and might revoke"
    { cat "$testdata/ocsp/local/ocsp-signers.pem"
      without_end "$testdata/ocsp/local-revoked/ocsp-signers.pem"; } >"$both"
    ocsp local --ocsp-signer "$both"
    exits 3
    says "--ocsp-signer: a part of $both cannot be read"
    # One letter of a line with its label: of what kind it is cannot be told.
    { cat "$testdata/crl/good/crl.pem"; sed 's/BEGIN X509/BEGIN X508/' "$case/crl.pem"; } >"$both"
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
        --untrusted "$case/untrusted.pem" --crl "$both" "$case/leaf.pem"
    exits 3
    says "block 3 (X508 CRL): cannot be read" "both.pem: a part of it cannot be read"
    { cat "$testdata/ocsp/local/ocsp-signers.pem"
      sed 's/END CERT/END CORT/' "$testdata/ocsp/local-revoked/ocsp-signers.pem"; } >"$both"
    ocsp local --ocsp-signer "$both"
    exits 3
    # Both of its lines: it would be text between blocks, which nobody is told of.
    local damage
    for damage in 's/^-----/----/' 's/^/> /' 's/-----.*-----/\L&/' 's/-----$/----/'; do
        { cat "$testdata/crl/good/crl.pem"; sed "$damage" "$case/crl.pem"; } >"$both"
        run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
            --untrusted "$case/untrusted.pem" --crl "$both" "$case/leaf.pem"
        exits 3
        says "cannot be read: pem-boundary" "both.pem: a part of it cannot be read, and might revoke"
    done
    # Its label, in both lines.
    local label
    for label in "X509 CRI" "X.509 CRL" "x509 crl" "X509 CRL "; do
        { cat "$testdata/crl/good/crl.pem"; sed "s/X509 CRL/$label/" "$case/crl.pem"; } >"$both"
        run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
            --untrusted "$case/untrusted.pem" --crl "$both" "$case/leaf.pem"
        exits 3
        says "($label): cannot be read: pem-label" "both.pem: a part of it cannot be read, and might revoke"
    done
    # Text is none of that, and no PEM of another trade.
    { echo "Begin of the list"; echo -----------------; cat "$testdata/crl/good/crl.pem"
      echo "----- End forwarded message -----"; echo "---- BEGIN SSH2 PUBLIC KEY ----"; } >"$both"
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
        --untrusted "$case/untrusted.pem" --crl "$both" "$case/leaf.pem"
    exits 0
    # What is no evidence is none of that, even where it cannot be read.
    { cat "$testdata/crl/good/crl.pem"
      sed 's/X509 CRL/KEY/; 1a Proc-Type: 4,ENCRYPTED\n' "$case/crl.pem"; } >"$both"
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
        --untrusted "$case/untrusted.pem" --crl "$both" "$case/leaf.pem"
    exits 0
    says "(KEY): cannot be read: pem-encrypted"
}

# cms OID FILE: SignedData whose crls hold the CRL that stands in crl.der and, as other revocation
# information of this kind (the contents of an OID, in hex), what stands in the file (RFC 5652 10.2.1).
cms() {
    python3 - "$1" "$2" <<'END'
import sys
def tlv(tag, *parts):
    body = b"".join(parts)
    n = len(body)
    size = bytes([n]) if n < 128 else bytes([0x80 + (n.bit_length() + 7) // 8]) + n.to_bytes((n.bit_length() + 7) // 8, "big")
    return bytes([tag]) + size + body
kind, info, crl = bytes.fromhex(sys.argv[1]), open(sys.argv[2], "rb").read(), open("crl.der", "rb").read()
pkcs7 = bytes.fromhex("2a864886f70d0107")
data = tlv(0x30, tlv(2, b"\5"), tlv(0x31), tlv(0x30, tlv(6, pkcs7 + b"\1")),
           tlv(0xA1, crl, tlv(0xA1, tlv(6, kind), info)), tlv(0x31))
sys.stdout.buffer.write(tlv(0x30, tlv(6, pkcs7 + b"\2"), tlv(0xA0, data)))
END
}

@test "OCSP responses in CMS count, and what is neither they nor CRLs is not left out in silence" {
    local case=$testdata/ocsp/revoked
    command -v python3 >/dev/null || skip "python3 is missing"
    cd "$BATS_TEST_TMPDIR"
    openssl crl -in "$testdata/crl/good/crl.pem" -outform DER -out crl.der
    sed '1d;/END/,$d' "$case/ocsp.pem" | base64 -d >response.der
    cms 2b06010505071002 response.der >evidence.der # id-ri-ocsp-response
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" --crl evidence.der \
        "$case/leaf.pem" "$case/untrusted.pem"
    exits 1
    says "not valid: certificate-revoked"
    cms 2b06010505071004 response.der >evidence.der # id-ri-scvp
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" --crl evidence.der \
        "$case/leaf.pem" "$case/untrusted.pem"
    exits 3
    says "cannot be read: revocation-info-unknown" "a part of it cannot be read, and might revoke"
}

@test "where evidence could be fetched is told where it is missing" {
    local case=$testdata/evidence/points
    run "$certcheck" verify --at 2026-06-01T00:00:00Z --trust "$case/trusted.pem" \
        --revocation require "$case/leaf.pem" "$case/untrusted.pem"
    exits 3
    says "http://crl.example/ca.crl" "http://ocsp.example"
}
