#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# OCSP responses that real servers staple, or owe: nginx and OpenSSL's, in TLS 1.2 and 1.3.

bats_require_minimum_version 1.5.0
load helper
load servers

# Leaves of the root's: plain.pem; promised.pem, which promises to staple; excused.pem, which does so
# too, and has noRevAvail (RFC 9608). What the root's responder says about the first two, NAME.good
# and NAME.revoked, for three days.
setup_file() {
    make_certificates
    cd "$BATS_FILE_TMPDIR" || return 1
    printf '%s\n' '[promise]' 'subjectAltName=DNS:localhost' 'tlsfeature=status_request' \
        'extendedKeyUsage=serverAuth' 'authorityKeyIdentifier=keyid' >>extensions
    printf '%s\n' '[excused]' 'subjectAltName=DNS:localhost' 'tlsfeature=status_request' \
        '2.5.29.56=DER:0500' 'authorityKeyIdentifier=keyid' >>extensions
    local name
    issue excused "$testdata/keys/p256-a.pem" excused root "$testdata/keys/p256-b.pem"
    issue plain "$testdata/keys/p256-a.pem" server root "$testdata/keys/p256-b.pem"
    issue promised "$testdata/keys/p256-a.pem" promise root "$testdata/keys/p256-b.pem"
    for name in plain promised; do
        respond $name good V ''
        respond $name revoked R 260101000000Z,keyCompromise
    done
}

# respond NAME STATUS LETTER DATE: the response NAME.STATUS; letter and date are those of the index
# of OpenSSL's ca.
respond() {
    local serial
    serial=$(openssl x509 -noout -serial -in "$1.pem")
    printf '%s\t491231235959Z\t%s\t%s\tunknown\t/CN=%s\n' "$3" "$4" "${serial#serial=}" "$1" >index
    openssl ocsp -issuer root.pem -cert "$1.pem" -no_nonce -reqout request &&
        openssl ocsp -index index -CA root.pem -rsigner root.pem -ndays 3 -reqin request \
            -rkey "$testdata/keys/p256-b.pem" -respout "$1.$2" >>log 2>&1 || { cat log; return 1; }
}

# The response `both`, which says that promised.pem is good, then that plain.pem is revoked.
both_answers() {
    local name letter
    for name in promised plain; do
        letter=$([ $name = plain ] && echo 'R	491231235959Z	260101000000Z' || echo 'V	491231235959Z	')
        printf '%s\t%s\tunknown\t/CN=%s\n' "$letter" \
            "$(openssl x509 -noout -serial -in "$certificates/$name.pem" | cut -d= -f2)" "$name"
    done >index
    openssl ocsp -index index -issuer "$certificates/root.pem" -CA "$certificates/root.pem" \
        -cert "$certificates/promised.pem" -cert "$certificates/plain.pem" -no_nonce \
        -rsigner "$certificates/root.pem" -rkey "$testdata/keys/p256-b.pem" -ndays 3 \
        -respout both >log 2>&1 || { cat log; return 1; }
}

setup() {
    begin_with_servers
}

teardown() {
    stop_servers
}

# connects [OPTION...]: to localhost at $port, the report as JSON.
connects() {
    run --separate-stderr "$certcheck" connect --trust "$certificates/root.pem" --json "$@" \
        "localhost:$port"
}

# staples good or revoked: the report says so of the leaf, on what the server sent.
staples() {
    local leaf
    leaf=$(grep -m 1 -A 3 '"revocation": {' <<<"$output")
    grep -qF "\"status\": \"$1\"" <<<"$leaf" &&
        grep -qF '"source": "sent by the peer"' <<<"$leaf" ||
        { echo "not stapled, $1:"; echo "$output"; return 1; }
}

# main_finding_is ID
main_finding_is() {
    local finding
    finding=$(grep -A 4 '"main_finding": {' <<<"$output")
    grep -qF "\"id\": \"$1\"" <<<"$finding" || { echo "not $1:"; echo "$output"; return 1; }
}

four_days_later() {
    date -u -d '+4 days' +%Y-%m-%dT%H:%M:%SZ
}

# SERVER NAME [RESPONSE] starts one that shows NAME.pem and staples that.
stapling_openssl() {
    local name=$1
    local -a response=()
    [ $# -lt 2 ] || response=(-status_file "$certificates/$2")
    openssl_server "$name" "$version" "${response[@]}"
}

stapling_nginx() {
    nginx_server "$PWD" "$1" "${2:+ssl_stapling on; ssl_stapling_file $certificates/$2;}"
}

# all_answers SERVER
all_answers() {
    local server=$1
    $server promised promised.good
    connects --revocation require
    exits 0
    staples good
    connects --at "$(four_days_later)"
    exits 3
    main_finding_is revocation-unknown
    says '"id": "ocsp-stale"' '"message": "the OCSP response sent by the peer does not count'
    stop_servers

    $server plain plain.revoked
    connects
    exits 1
    staples revoked
    main_finding_is certificate-revoked
    run "$certcheck" https --trust "$certificates/root.pem" "https://localhost:$port/secret"
    exits 1
    says "(keyCompromise), as the OCSP response sent by the peer says"
    stop_servers

    # Another certificate's response does not keep the promise.
    $server promised plain.good
    connects
    exits 3
    main_finding_is revocation-unknown
    stop_servers

    $server promised
    connects
    exits 1
    main_finding_is must-staple-missing
    stop_servers

    $server plain
    connects
    exits 0
    connects --revocation require
    exits 3
    main_finding_is revocation-unknown
}

@test "s_server, TLS 1.2" {
    version=-tls1_2
    all_answers stapling_openssl
}

@test "s_server, TLS 1.3" {
    version=-tls1_3
    all_answers stapling_openssl
}

@test "nginx" {
    all_answers stapling_nginx
}

@test "a promise binds who needs no evidence of revocation, too" {
    openssl_server excused -status_file "$certificates/plain.good"
    connects
    exits 3
    main_finding_is revocation-unknown
    run "$certcheck" verify --trust "$certificates/root.pem" --revocation require \
        --hostname localhost "$certificates/excused.pem"
    exits 0
}

@test "the trace tells of what was stapled, timestamps included, which TLS is not asked for" {
    local case=$testdata/ocsp/timestamps
    grep -v -e ----- "$case/ocsp.pem" | base64 -d >response
    listening openssl s_server -www -accept 127.0.0.1:PORT -cert "$case/leaf.pem" \
        -key "$testdata/keys/ed25519-leaf.pem" -cert_chain "$case/untrusted.pem" -status_file response
    run "$certcheck" connect --trust "$case/trusted.pem" --at 2026-06-01T00:00:00Z --trace \
        --resolve "leaf.example:$port:127.0.0.1" "leaf.example:$port"
    exits 0
    says "the server sent 1 OCSP response along" "leaf            good, of 2026-" \
        "timestamps      2 of certificate transparency, not checked"
    run "$certcheck" connect --trust "$case/trusted.pem" --at 2026-06-01T00:00:00Z --trace --json \
        --resolve "leaf.example:$port:127.0.0.1" "leaf.example:$port"
    exits 0
    grep -F '"event":"stapled"' <<<"$output" >line.json
    fits trace line.json
    says '"time":"2023-11-14T22:13:20Z"'
}

@test "the trace does not take another certificate's response for the leaf's" {
    openssl_server plain -status_file "$certificates/promised.good"
    run "$certcheck" connect --trust "$certificates/root.pem" --trace "localhost:$port"
    exits 0
    says "leaf            about another certificate: good, of 20"
    stop_servers
    # Of several answers the leaf's own is told, wherever it stands.
    both_answers
    openssl_server plain -status_file "$PWD/both"
    run "$certcheck" connect --trust "$certificates/root.pem" --trace "localhost:$port"
    exits 1
    says "leaf            revoked, of 20"
}

@test "a response that says nothing but tryLater is told of" {
    printf '\x30\x03\x0a\x01\x03' >response
    openssl_server plain -status_file "$PWD/response"
    run "$certcheck" connect --trust "$certificates/root.pem" --trace "localhost:$port"
    exits 0
    says "the server sent 1 OCSP response along" "one that cannot be read, or says nothing"
}
