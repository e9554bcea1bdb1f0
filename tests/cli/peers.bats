#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# CRLs and OCSP responses that OpenSSL and GnuTLS make are read and judged here as they judge them
# themselves, and ours by them; where not, the difference is named.

load helper

# An authority of OpenSSL's with four leaves, and its CRL; times are from now on.
setup_file() {
    cd "$BATS_FILE_TMPDIR" || return 1
    command -v openssl certtool ocsptool >have || return 0
    [ "$(wc -l <have)" -eq 3 ] || return 0
    cat >ca.cnf <<'END'
[ca]
default_ca = it
[it]
database = index.txt
serial = serial
crlnumber = crlnumber
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
authorityKeyIdentifier = keyid
[responder]
keyUsage = critical,digitalSignature
extendedKeyUsage = OCSPSigning
noCheck = yes
authorityKeyIdentifier = keyid
[crl]
authorityKeyIdentifier = keyid
END
    : >index.txt
    echo 1000 >serial
    echo 01 >crlnumber
    local name
    for name in ca other good revoked responder deputy; do
        openssl ecparam -name prime256v1 -genkey -noout -out $name.key
    done
    openssl req -x509 -new -key ca.key -subj "/CN=Peer" -days 3650 -config ca.cnf \
        -extensions authority -out ca.pem
    openssl req -x509 -new -key other.key -subj "/CN=Peer" -days 3650 -config ca.cnf \
        -extensions authority -out other.pem
    for name in good:leaf revoked:leaf deputy:leaf responder:responder; do
        openssl req -new -key ${name%:*}.key -subj "/CN=${name%:*}" -config ca.cnf -out request
        openssl ca -batch -config ca.cnf -notext -cert ca.pem -keyfile ca.key -days 365 \
            -extensions ${name#*:} -in request -out ${name%:*}.pem 2>log || return 1
    done
    openssl ca -config ca.cnf -cert ca.pem -keyfile ca.key -revoke revoked.pem \
        -crl_reason keyCompromise 2>log
    openssl ca -config ca.cnf -cert ca.pem -keyfile ca.key -gencrl -crldays 7 -crlexts crl \
        -out openssl.crl 2>log
    printf 'crl_next_update = 7\ncrl_number = 2\n' >template
    certtool --generate-crl --load-ca-privkey ca.key --load-ca-certificate ca.pem \
        --load-certificate revoked.pem --template template --outfile certtool.crl 2>log
}

setup() {
    cd "$BATS_FILE_TMPDIR" || return 1
    [ -s certtool.crl ] || skip "openssl, certtool or ocsptool is missing"
}

# answer OUT NAME SIGNER [OPTION...]: the response that OpenSSL's responder has about NAME.
answer() {
    local out=$1 name=$2 signer=$3
    shift 3
    openssl ocsp -issuer ca.pem "${digest:--sha1}" -cert "$name.pem" -no_nonce -reqout request
    openssl ocsp -index index.txt -CA ca.pem -rsigner "$signer.pem" -rkey "$signer.key" \
        -reqin request -respout "$out" "$@" 2>log
}

judged() { # NAME OPTION...
    local name=$1
    shift
    run "$certcheck" verify --trust ca.pem --revocation require "$@" "$name.pem"
}

# both_say RESPONSE NAME STATUS: OpenSSL and GnuTLS find it signed well, and say that.
both_say() {
    run openssl ocsp -respin "$1" -issuer ca.pem -cert "$2.pem" -CAfile ca.pem -no_nonce
    says "Response verify OK" "$2.pem: $3"
    run ocsptool --verify-response --load-trust ca.pem --load-issuer ca.pem --load-cert "$2.pem" \
        --infile "$1"
    says "Certificate Status: $3" "Verifying OCSP Response: Success"
}

# all_say RESPONSE NAME STATUS: the same, and so do we.
all_say() {
    both_say "$@"
    judged "$2" --ocsp "$1"
    case $3 in
    good) exits 0; says "revocation: good by OCSP of" ;;
    revoked) exits 1; says "revocation: revoked by OCSP of" "keyCompromise" ;;
    unknown) exits 3; says "does not know the certificate" ;;
    esac
}

@test "the authority's own responses" {
    answer response good ca -ndays 3
    all_say response good good
    answer response revoked ca -ndays 3
    all_say response revoked revoked
    answer response ca ca -ndays 3
    both_say response ca unknown
    judged ca --ocsp response
    exits 0 # of an anchor nobody asks
}

@test "responses that name the certificate by SHA-256, the responder by its key" {
    digest=-sha256 answer response good ca -ndays 3
    judged good --ocsp response
    exits 0
    answer response good ca -ndays 3 -resp_key_id
    run openssl ocsp -respin response -issuer ca.pem -cert good.pem -CAfile ca.pem -no_nonce
    says "Response verify OK"
    judged good --ocsp response
    exits 0
}

@test "a designated responder" {
    answer response good responder -ndays 3
    all_say response good good
    answer response good responder -ndays 3 -resp_no_certs
    judged good --ocsp response
    exits 3
    says "neither the issuer of the certificate nor known as its deputy"
    judged good --ocsp response --untrusted responder.pem
    exits 0
}

# nobody_trusts RESPONSE WHY
nobody_trusts() {
    run openssl ocsp -respin "$1" -issuer ca.pem -cert good.pem -CAfile ca.pem -no_nonce
    says "Response Verify Failure"
    run ocsptool --verify-response --load-trust ca.pem --load-issuer ca.pem --load-cert good.pem \
        --infile "$1"
    says "Verifying OCSP Response: Failure"
    judged good --ocsp "$1"
    exits 3
    says "$2"
}

@test "a responder that nobody designated" {
    answer response good deputy -ndays 3
    nobody_trusts response "its responder's certificate is not for id-kp-OCSPSigning"
}

@test "a damaged response" {
    answer response good ca -ndays 3
    # In thisUpdate, the third digit of the year: an older one would count as well.
    local at
    at=$(grep -abo '[0-9]\{14\}Z' response | sed -n 2p | cut -d: -f1)
    printf 1 | dd of=response bs=1 seek=$((at + 2)) conv=notrunc 2>log
    run openssl ocsp -respin response -issuer ca.pem -cert good.pem -CAfile ca.pem -no_nonce
    says "Response Verify Failure"
    judged good --ocsp response
    exits 3
    says "the responder that it names did not make its signature"
}

# Both take a response without nextUpdate however old it is, unless asked not to; here it is a day's.
@test "a response without a next update" {
    answer response good ca
    all_say response good good
    judged good --ocsp response --at "$(date -u -d '+25 hours' +%Y-%m-%dT%H:%M:%SZ)"
    exits 3
    says "the next one was due on"
}

@test "CRLs of either" {
    local crl
    for crl in openssl.crl certtool.crl; do
        openssl verify -crl_check -CAfile ca.pem -CRLfile $crl good.pem
        run openssl verify -crl_check -CAfile ca.pem -CRLfile $crl revoked.pem
        says "certificate revoked"
        certtool --verify --load-ca-certificate ca.pem --load-crl $crl --infile good.pem
        run certtool --verify --load-ca-certificate ca.pem --load-crl $crl --infile revoked.pem
        says "certificate chain is revoked"
        judged good --crl $crl
        exits 0
        says "revocation: good by CRL"
        judged revoked --crl $crl
        exits 1
        says "revocation: revoked by CRL"
    done
    judged revoked --crl openssl.crl
    says "(keyCompromise)" # certtool writes no reason
}

# GnuTLS takes a stale CRL for what it still revokes, and does not mind that it is old; OpenSSL minds.
@test "a stale CRL" {
    local later seconds
    later=$(date -u -d '+8 days' +%Y-%m-%dT%H:%M:%SZ)
    seconds=$(date -d '+8 days' +%s)
    run openssl verify -crl_check -attime "$seconds" -CAfile ca.pem -CRLfile openssl.crl good.pem
    says "CRL has expired"
    judged good --crl openssl.crl --at "$later"
    exits 3
    says "the next one was due on"
    judged revoked --crl openssl.crl --at "$later"
    exits 1
}

@test "a CRL of another key under the same name" {
    printf 'crl_next_update = 7\n' >template
    certtool --generate-crl --load-ca-privkey other.key --load-ca-certificate other.pem \
        --load-certificate good.pem --template template --outfile other.crl
    run openssl verify -crl_check -CAfile ca.pem -CRLfile other.crl good.pem
    [ "$status" -ne 0 ]
    run certtool --verify --load-ca-certificate ca.pem --load-crl other.crl --infile good.pem
    says "certificate chain is revoked" # it does not look who signed the CRLs that it is given
    judged good --crl other.crl
    exits 3
    says "no certificate of its issuer made its signature"
}

# What OpenSSL takes and we do not, each with the reason. Its tool looks at no extension of a
# response, never asks whether the responder was revoked, nor trust settings about it alone, and takes
# its certificate for what it is without keyUsage and basicConstraints, at any time where it is trusted by itself; small keys and old
# digests are a matter of its security level. Of two responses it is given the first.
# With ! what it does not take: to it the second of notAfter is not within the validity.
# With = where its releases differ: 3.0.22 trusts the issuer's key only for answers that are all about
# certificates of that issuer, 3.0.19 does not ask; here such answers do not count, one by one. And where
# the second of two responses is the better one.
explained=" critical-unknown critical-unknown-single extension-malformed archive-cutoff-later times-inverted
delegated-about-itself delegated-in-a-circle delegated-status-its-own delegated-status-revoked
delegated-status-unknown delegated-status-weak-good delegated-in-too-long-a-row delegated-authority
delegated-key-usage delegated-distrusted unknown-and-forged
delegated-weak weak-digest local-expired delegated-nocheck-malformed delegated-not-yet-expired!
other-digest= other-issuer= other-key-hash= other-name-hash= several-answers= try-later-and-good= "

# theirs_of TEXT: what OpenSSL's tool said of a response.
theirs_of() {
    case $1 in
    *'Response Verify Failure'*) echo no ;;
    *'Response verify OK'*) echo yes ;;
    *'Responder Error: '*) echo error ;;
    *) echo nothing ;;
    esac
}

ours_of() { # CASE
    if grep -qE '^finding (ocsp-untrusted|ocsp-unusable) ' "$1/expect"; then
        echo no
    elif grep -q '^finding ocsp-unsuccessful ' "$1/expect"; then
        echo error
    else
        echo yes
    fi
}

@test "our own responses, read by OpenSSL" {
    local case name ours theirs judged=0 failed=0 trusted
    for name in $explained; do
        [ -e "$testdata/ocsp/${name%[=!]}/ocsp.pem" ] || { echo "there is no $name"; failed=1; }
    done
    for case in "$testdata"/ocsp/*; do
        name=${case##*/}
        [ -e "$case/ocsp.pem" ] || continue
        sed '/END OCSP/q' "$case/ocsp.pem" | grep -v -e ----- | base64 -d >response
        cat "$case/trusted.pem" "$case/untrusted.pem" >others
        trusted=()
        [ ! -e "$case/ocsp-signers.pem" ] || trusted=(-VAfile "$case/ocsp-signers.pem")
        run openssl ocsp -respin response -issuer "$case/untrusted.pem" -cert "$case/leaf.pem" \
            -CAfile "$case/trusted.pem" -verify_other others -no_nonce \
            -attime 1780272000 "${trusted[@]}"
        theirs=$(theirs_of "$output") ours=$(ours_of "$case") judged=$((judged + 1))
        case " $(tr '\n' ' ' <<<"$explained") " in
        *" $name "*) [ "$theirs-$ours" = yes-no ] && continue ;;
        *" $name! "*) [ "$theirs-$ours" = no-yes ] && continue ;;
        *" $name= "*) [ "$ours" = yes ] && continue ;;
        *) [ "$theirs" = "$ours" ] && continue ;;
        esac
        echo "$name: OpenSSL $theirs, here $ours"
        failed=1
    done
    [ "$judged" -ge 100 ] || { echo "only $judged responses"; failed=1; }
    return $failed
}
