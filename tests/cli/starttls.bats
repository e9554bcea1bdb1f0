#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# certcheck connect --starttls, and certcheck show with servers: real ones where they are installed
# and run for us, and for what no real server does the fakes of starttls_server.py.

bats_require_minimum_version 1.5.0
load helper
load servers
load starttls_servers

protocols='smtp lmtp imap pop3 ftp xmpp xmpp-server ldap nntp sieve postgres mysql'

setup_file() {
    make_certificates
}

setup() {
    begin_with_servers
    home=
}

teardown() {
    stop_servers
    remove_home
}

# all_speak HOW: a fake server of each protocol; what they read is in $fake_log.
all_speak() {
    fake_program=starttls_server.py fake "$1" "$certificates/good.pem" "$certificates/good.key"
    ports=$port
}

port_of() { # PROTOCOL
    grep -o "\<$1=[0-9]*" <<<"$ports" | cut -d = -f 2
}

# connects PROTOCOL [OPTION...]: to localhost at $port.
connects() {
    local protocol=$1
    shift
    run "$certcheck" connect --trust "$certificates/root.pem" --starttls "$protocol" "$@" \
        "localhost:$port"
}

# all_end HOW STATUS SECONDS TEXT...: with every protocol, all at once, as soon as they must, with
# one of the texts.
all_end() {
    local how=$1 expected=$2 limit=$3 protocol text found pids= started=$SECONDS
    shift 3
    all_speak "$how"
    for protocol in $protocols; do
        ("$certcheck" connect --trust "$certificates/root.pem" --starttls "$protocol" \
            --connect-timeout "$limit" "localhost:$(port_of "$protocol")" >"$how.$protocol" 2>&1 &&
            echo 0 >"$how.$protocol.status" || echo $? >"$how.$protocol.status") 3>&- &
        pids="$pids $!"
    done
    # shellcheck disable=SC2086 # a list of words
    wait $pids
    [ $((SECONDS - started)) -le 15 ]
    for protocol in $protocols; do
        status=$(cat "$how.$protocol.status")
        output=$(cat "$how.$protocol")
        echo "# $protocol $how: $output"
        exits "$expected"
        found=
        for text in "$@"; do
            [[ $output != "certcheck: "*"$text"* ]] || found=yes
        done
        [ -n "$found" ]
    done
    ! grep -F 'TLS is established' "$fake_log" || return 1
}

@test "every protocol: up to the verdict, after replies of several lines" {
    local protocol
    all_speak good
    for protocol in $protocols; do
        echo "# $protocol"
        port=$(port_of "$protocol")
        connects "$protocol"
        exits 0
        says "valid until" "Connected to localhost:$port: TLS 1.3"
        grep -qx "$protocol: TLS is established" "$fake_log"
    done
}

@test "every protocol: plaintext that is injected behind the go-ahead is refused" {
    all_end inject 4 10 "plaintext was injected: 10 bytes came after the go-ahead and before TLS"
    port=$(port_of smtp)
    connects smtp --format nagios
    exits 2
    says "CERTCHECK CRITICAL - localhost:$port: plaintext was injected"
}

@test "every protocol: plaintext in place of TLS is refused" {
    all_end late 3 10 "does not speak TLS" "TLS handshake failed"
}

@test "every protocol: a server that refuses TLS, or does not offer it, is not talked to" {
    all_end refuse 3 10 refuses "does not offer SSLRequest"
    says "does not offer SSLRequest (the flag CLIENT_SSL): it cannot, or somebody on the way took"
    all_end unoffered 3 10 "does not offer S" "refuses AUTH TLS" "refuses TLS" "refuses StartTLS"
    all_end unwelcome 3 10 "refuses to talk" "refuses the stream" "refuses TLS: with an error" \
        "refuses STARTTLS, as it takes us for authenticated" "is not the LDAP server"
}

@test "every protocol: closing and resetting servers" {
    all_end close 3 10 "ended the connection before TLS could begin"
    # One that greets first resets before the client has seen that it is connected.
    all_end reset 3 10 "was reset" "Connection reset by peer"
}

@test "every protocol: silent and slow servers end within the limits" {
    all_end silent 3 1 "asking for TLS (--starttls): not done within 1 s"
    all_end slow 3 1 "asking for TLS (--starttls): not done within 1 s"
}

@test "every protocol: garbage, long lines and endless answers end at once" {
    all_end garbage 3 10 "what answers there is not" "a zero byte"
    all_end long 3 10 "longer than" "what answers there is not"
    all_end endless 3 10 "more than 200 lines" "more than 65536 bytes" "what answers there is not" \
        "refuses to talk: 101"
}

@test "the dialogue is a step of the trace, and of its JSON" {
    all_speak good
    port=$(port_of imap)
    connects imap --trace
    exits 0
    says_line ' *3 +[0-9.]+ ms +STARTTLS +the IMAP server goes on with TLS; .*'
    says "greeting        OK fake" "go-ahead        a2 OK go ahead" "RFC 9051 6.2.1"
    connects imap --trace --json
    exits 0
    sed -n 3p <<<"$output" >line.json
    fits trace line.json
    grep -qF '"event":"starttls"' line.json
    grep -qF '"clear_sent":28,' line.json
}

@test "a protocol that nobody knows is a usage error, and all are listed" {
    run "$certcheck" connect --starttls gopher localhost
    exits 2
    says "--starttls: 'gopher' is not one of smtp, lmtp, imap, pop3, ftp, xmpp, xmpp-server, ldap"
}

# shows [OPTION...]: the certificates of localhost at $port; nothing is trusted.
shows() {
    run --separate-stderr "$certcheck" show "$@" "localhost:$port"
}

@test "show: the chain as the server sends it, in every format, and nothing is judged" {
    openssl_server good
    shows
    exits 0
    says "localhost:$port: certificate 1 of 2" "localhost:$port: certificate 2 of 2" CN=bare
    [ "$(grep -n CN=bare <<<"$output" | head -n 1 | cut -d : -f 1)" -lt 10 ]
    shows --format pem
    exits 0
    diff <(grep -v '^[^-]*:' <<<"$output") <(openssl crl2pkcs7 -nocrl -certfile "$certificates/good.pem" |
        openssl pkcs7 -print_certs | grep -v -e '^subject' -e '^issuer' -e '^$')
    shows --format asn1
    exits 0
    says "localhost:$port: certificate 2 of 2" SEQUENCE
    shows --format json
    exits 0
    says '"schema": "certcheck/certificates/1"' "\"source\": \"localhost:$port\""
    [ "$(grep -c '"serial"' <<<"$output")" -eq 2 ]
}

@test "show: a URL, and what is no way to a server" {
    openssl_server rsa -tls1_2
    run "$certcheck" show "https://127.0.0.1:$port/path?query"
    exits 0
    says "127.0.0.1:$port" CN=rsa
    does_not_say valid:
    shows --servername other.example
    exits 0
    says CN=rsa
    run "$certcheck" show "http://127.0.0.1:$port/"
    exits 2
    says "http has no certificates"
    run "$certcheck" show "smtp://127.0.0.1:$port/"
    exits 2
    says "only https:// and http:// are known"
}

@test "show: a server that wants a certificate of ours still shows its own" {
    openssl_server good -tls1_2 -Verify 1 -verify_return_error -CAfile "$certificates/root.pem"
    shows --format pem
    exits 0
    says "BEGIN CERTIFICATE"
    [[ $stderr == *"the handshake failed after its certificates had come"* ]]
}

@test "show: a certificate that cannot be read is told of, and shown as far as it goes" {
    listening openssl s_server -www -accept 127.0.0.1:PORT -cert_chain "$certificates/root.pem" \
        -cert "$testdata/encoding/boolean-not-canonical/leaf.pem" \
        -key "$testdata/keys/ed25519-leaf.pem"
    run "$certcheck" show "localhost:$port"
    exits 3
    says "localhost:$port: certificate 1 of 2 cannot be read: boolean-value at offset 309 in" \
        "  Subject              CN=root"
    run "$certcheck" show --format asn1 "localhost:$port"
    exits 0
    says "localhost:$port: certificate 1 of 2" "BOOLEAN  01" "localhost:$port: certificate 2 of 2"
}

@test "show: of a server's countless certificates the first are shown" {
    for _ in $(seq 70); do cat "$certificates/rsa.pem"; done >many.pem
    listening openssl s_server -www -accept 127.0.0.1:PORT -cert "$certificates/rsa.pem" \
        -key "$certificates/rsa.key" -cert_chain many.pem
    shows --format asn1
    exits 3
    [ "$(grep -c ': certificate [0-9]* of 64$' <<<"$output")" -eq 64 ]
    [[ $stderr == *"the server sent 71 certificates: the first 64 are shown"* ]]
}

@test "show: with every protocol" {
    local protocol
    all_speak good
    for protocol in $protocols; do
        echo "# $protocol"
        port=$(port_of "$protocol")
        shows --starttls "$protocol"
        exits 0
        says "localhost:$port: certificate 2 of 2"
    done
}

@test "show: a file that is there is a file, and one that is not is not looked for as a host" {
    cp "$certificates/rsa.pem" localhost
    run "$certcheck" show localhost
    exits 0
    says CN=rsa
    run "$certcheck" show missing.pem
    exits 3
    says "missing.pem: No such file or directory"
    run "$certcheck" show ./localhost:443
    exits 3
    says "No such file or directory"
}

# is_reached PROTOCOL GREETING: the real server at $port is judged, shown, and refused without its
# anchor; GREETING is what it says of itself in clear.
is_reached() {
    connects "$1" --trace
    exits 0
    says "goes on with TLS; all until here was in clear" "$2" "sent 1 certificate" "valid until"
    shows --starttls "$1" --format pem
    exits 0
    diff <(grep -v '^[^-]*:' <<<"$output") "$certificates/rsa.pem"
    run "$certcheck" connect --trust "$certificates/client.pem" --starttls "$1" "localhost:$port"
    exits 1
    says "not valid"
}

@test "Postfix: smtp" {
    postfix_server
    is_reached smtp "220 localhost.example ESMTP"
}

@test "Dovecot: imap" {
    dovecot_server imap
    is_reached imap "STARTTLS"
}

@test "Dovecot: pop3" {
    dovecot_server pop3
    is_reached pop3 "+OK Dovecot"
}

@test "Dovecot: lmtp" {
    dovecot_server lmtp
    is_reached lmtp "Dovecot"
}

@test "Dovecot: sieve" {
    dovecot_server sieve
    is_reached sieve "OK"
}

@test "vsftpd: ftp" {
    vsftpd_server
    is_reached ftp "vsFTPd"
}

@test "OpenLDAP: ldap" {
    slapd_server
    is_reached ldap "success (0)"
}

@test "Prosody: xmpp" {
    prosody_server c2s
    is_reached xmpp "proceed"
}

@test "Prosody: xmpp-server" {
    prosody_server s2s
    is_reached xmpp-server "proceed"
}

@test "INN: nntp" {
    nnrpd_server
    is_reached nntp "InterNetNews NNRP server"
}

@test "PostgreSQL: postgres" {
    postgres_server
    is_reached postgres "go-ahead S"
}

@test "MariaDB: mysql" {
    mariadb_server
    is_reached mysql "MariaDB"
}
