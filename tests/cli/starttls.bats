#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# certcheck connect --starttls: real servers where they run as anybody on loopback, and for what no
# real server does the fakes of starttls_server.py.

bats_require_minimum_version 1.5.0
load helper
load servers

protocols='smtp lmtp imap pop3 ftp xmpp xmpp-server ldap nntp sieve postgres mysql'

setup_file() {
    make_certificates
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    certificates=$BATS_FILE_TMPDIR
    servers=
    unset https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY SSLKEYLOGFILE
}

teardown() {
    stop_servers
}

# speaks PROTOCOL HOW: a fake server at $port, what it read in $fake_log.
speaks() {
    fake_program=starttls_server.py fake "$1" "$2" "$certificates/good.pem" "$certificates/good.key"
}

# connects PROTOCOL [OPTION...]: to localhost at $port.
connects() {
    local protocol=$1
    shift
    run "$certcheck" connect --trust "$certificates/root.pem" --starttls "$protocol" "$@" \
        "localhost:$port"
}

@test "every protocol: up to the verdict, after replies of several lines" {
    local protocol
    for protocol in $protocols; do
        echo "# $protocol"
        speaks "$protocol" good
        connects "$protocol"
        exits 0
        says "valid until" "Connected to localhost:$port: TLS 1.3"
        grep -qx 'TLS is established' "$fake_log"
    done
}

@test "every protocol: plaintext that is injected behind the go-ahead is refused" {
    local protocol
    for protocol in $protocols; do
        echo "# $protocol"
        speaks "$protocol" inject
        connects "$protocol"
        exits 4
        says "plaintext was injected: 10 bytes came after the go-ahead and before TLS"
        does_not_say "valid"
        ! grep -qF 'TLS is established' "$fake_log" || return 1
    done
}

@test "the dialogue is a step of the trace, and of its JSON" {
    speaks imap good
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
