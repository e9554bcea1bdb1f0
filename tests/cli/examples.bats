#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The clients of doc/examples against real servers on loopback: who is let in, who is refused, and
# which alert the server says it got.

bats_require_minimum_version 1.5.0
load helper
load servers

examples=${BUILDDIR:-.}/doc/examples

# certificate NAME LINE...: NAME.key and NAME.pem by certtool's template, from the CA that $issuer names.
certificate() {
    local name=$1
    shift
    # shellcheck disable=SC2086 # a list of words
    certtool --generate-privkey $key --outfile "$name.key" 2>>log
    printf '%s\n' "cn = $name" "activation_date = 2020-01-01 00:00:00 UTC" "$@" >"$name.template"
    if [ "$issuer" = self ]; then
        certtool --generate-self-signed --load-privkey "$name.key" --template "$name.template" \
            --outfile "$name.pem" 2>>log
    else
        certtool --generate-certificate --load-privkey "$name.key" --template "$name.template" \
            --load-ca-certificate "$issuer.pem" --load-ca-privkey "$issuer.key" \
            --outfile "$name.pem" 2>>log
    fi
}

setup_file() {
    local key='--key-type ecdsa --curve secp256r1' issuer=self
    local server='tls_www_server' here='dns_name = localhost' long='expiration_days = 40000'
    command -v certtool >/dev/null || return 0
    cd "$BATS_FILE_TMPDIR" || return 1
    certificate ca ca cert_signing_key "$long"
    certificate stranger ca cert_signing_key "$long"
    certificate self-signed signing_key $server "$here" "$long"
    issuer=ca
    certificate good signing_key $server "$here" "$long"
    certificate expired signing_key $server "$here" 'expiration_date = 2021-01-01 00:00:00 UTC'
    certificate other-host signing_key $server 'dns_name = other.example' "$long"
    certificate client signing_key tls_www_client "$here" "$long"
    key='--key-type rsa --bits 1024' certificate weak signing_key $server "$here" "$long"
    certificate revoked signing_key $server "$here" "$long"
    revoke revoked
    certificate promised signing_key $server "$here" "$long" 'tls_feature = 5'
    certificate intermediate ca cert_signing_key "$long"
    issuer=intermediate certificate incomplete signing_key $server "$here" "$long"
}

# revoke NAME: NAME.ocsp, in which the CA says so.
revoke() {
    command -v openssl >/dev/null || return 0
    local serial
    serial=$(openssl x509 -noout -serial -in "$1.pem")
    printf 'R\t600101000000Z\t260101000000Z\t%s\tunknown\t/CN=%s\n' "${serial#serial=}" "$1" >index
    openssl ocsp -issuer ca.pem -cert "$1.pem" -no_nonce -reqout request 2>>log
    openssl ocsp -index index -CA ca.pem -rsigner ca.pem -rkey ca.key -reqin request -ndays 3 \
        -respout "$1.ocsp" >>log 2>&1
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    certificates=$BATS_FILE_TMPDIR
    servers=
}

teardown() {
    stop_servers
}

# serve PROGRAM NAME [OPTION...]: starts a server with that certificate, in place of the one before.
serve() {
    local program=$1 name=$certificates/$2
    shift 2
    stop_servers
    case $program in
    gnutls-serv)
        listening gnutls-serv --debug 5 --http --disable-client-cert --port PORT \
            --x509certfile "$name.pem" --x509keyfile "$name.key" "$@" ;;
    openssl)
        listening openssl s_server -www -accept PORT -cert "$name.pem" -key "$name.key" "$@" ;;
    esac
}

# client NAME [ANCHORS]: one of the examples asks the server for a page.
client() {
    local anchors=$certificates/${2:-ca}.pem
    # The shortest of them leaves its memory to the exit.
    [ "$1" != gnutls ] || local -x ASAN_OPTIONS=detect_leaks=0
    case $1 in
    curl) run "$examples/curl_client" "https://localhost:$port/" localhost "$anchors" ;;
    *) run "$examples/${1}_client" localhost "$port" "$anchors" ;;
    esac
}

# The server's log comes when it comes.
server_says() { # REGULAR-EXPRESSION
    for _ in $(seq 60); do
        ! grep -qiE -e "$1" server.log || return 0
        sleep 0.05
    done
    echo "the server does not say '$1':"
    cat server.log
    return 1
}

# Only gnutls-serv tells: see good_server.
got_application_data() {
    grep -q 'Decrypted Packet\[[0-9]*\] Application Data' server.log
}

# refused CLIENT PROGRAM CERTIFICATE MESSAGE ALERT [OPTION...]: ALERT is a number
refused() {
    local who=$1 program=$2 name=$3 message=$4 number=$5
    local anchors=ca
    shift 5
    [ "$name" != stranger ] || { name=good anchors=stranger; }
    serve "$program" "$name" "$@"
    client "$who" "$anchors"
    exits 1
    says "$message"
    case $program in
    gnutls-serv) server_says "Alert\[2\|$number\].*was received" ;;
    openssl) server_says "alert number $number\$" ;;
    esac
    ! got_application_data
}

bad_servers() { # CLIENT PROGRAM [OPTION...]
    local who=$1 program=$2
    local -a staple=(-status_file)
    shift 2
    # Left to itself it staples no bad news.
    [ "$program" = openssl ] || staple=(--ignore-ocsp-response-errors --ocsp-response)
    refused "$who" "$program" expired 'expired at 2021-01-01' 45 "$@"
    refused "$who" "$program" other-host localhost 46 "$@"
    refused "$who" "$program" stranger 'no anchor has that name' 48 "$@"
    refused "$who" "$program" self-signed self-signed 48 "$@"
    refused "$who" "$program" weak 1024 42 "$@"
    refused "$who" "$program" client serverAuth 43 "$@"
    refused "$who" "$program" incomplete "CN=intermediate" 48 "$@"
    refused "$who" "$program" promised "none was sent" 46 "$@"
    needs openssl
    refused "$who" "$program" revoked "was revoked on 2026-01-01" 44 "$@" "${staple[@]}" \
        "$certificates/revoked.ocsp"
}

good_server() { # CLIENT PROGRAM [OPTION...]
    local who=$1 program=$2
    shift 2
    serve "$program" good "$@"
    client "$who"
    exits 0
    says HTML
    [ "$program" != gnutls-serv ] || got_application_data
}

@test "the GnuTLS client talks to a good gnutls-serv" {
    needs certtool gnutls-serv
    good_server gnutls gnutls-serv
}

@test "the GnuTLS client refuses bad gnutls-servs, TLS 1.3, with the right alerts" {
    needs certtool gnutls-serv
    bad_servers gnutls gnutls-serv
}

@test "the GnuTLS client refuses bad gnutls-servs, TLS 1.2, with the right alerts" {
    needs certtool gnutls-serv
    bad_servers gnutls gnutls-serv --priority NORMAL:-VERS-ALL:+VERS-TLS1.2
}

@test "the GnuTLS client talks to a good s_server" {
    needs certtool openssl
    good_server gnutls openssl -tls1_2
    good_server gnutls openssl -tls1_3
}

@test "the GnuTLS client refuses bad s_servers, TLS 1.3, with the right alerts" {
    needs certtool openssl
    bad_servers gnutls openssl -cipher DEFAULT@SECLEVEL=0 -tls1_3
}

@test "the GnuTLS client refuses bad s_servers, TLS 1.2, with the right alerts" {
    needs certtool openssl
    bad_servers gnutls openssl -cipher DEFAULT@SECLEVEL=0 -tls1_2
}

@test "the OpenSSL client talks to a good server" {
    needs certtool gnutls-serv "$examples/openssl_client"
    good_server openssl gnutls-serv
}

@test "the OpenSSL client refuses bad servers" {
    needs certtool openssl "$examples/openssl_client"
    refused openssl openssl expired 'expired at 2021-01-01' 45
    refused openssl openssl other-host localhost 42
    refused openssl openssl stranger 'no anchor has that name' 48
    refused openssl openssl self-signed self-signed 48
    refused openssl openssl client serverAuth 43
}

@test "the libcurl client talks to a good server" {
    needs certtool gnutls-serv "$examples/curl_client"
    good_server curl gnutls-serv
}

@test "the libcurl client refuses bad servers before it asks for anything" {
    needs certtool gnutls-serv "$examples/curl_client"
    refused curl gnutls-serv expired 'expired at 2021-01-01' 45
    refused curl gnutls-serv other-host localhost 46
    refused curl gnutls-serv stranger 'no anchor has that name' 48
    refused curl gnutls-serv self-signed self-signed 48
    refused curl gnutls-serv client serverAuth 43
}
