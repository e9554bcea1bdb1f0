#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# certcheck https against real servers on loopback: the answer, the steps, the options.

bats_require_minimum_version 1.5.0
load helper
load servers

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

https() {
    run --separate-stderr "$certcheck" https --trust "$certificates/root.pem" "$@"
}

# Every line of a trace is as its schema says, and its report as the verdict's.
trace_fits() {
    local line count=0
    while IFS= read -r line; do
        printf '%s\n' "$line" >line.json
        fits trace line.json || return 1
        count=$((count + 1))
    done <<<"$output"
    [ "$count" -ge "$1" ] || { echo "only $count steps:"; echo "$output"; return 1; }
}

errors_say() {
    local output=$stderr
    says "$@"
}

@test "the body to standard output, the verdict to standard error" {
    fake_https
    https "https://localhost:$port/"
    exits 0
    [ "$output" = hello ]
    errors_say "localhost is valid until" "TLS 1.3" "ECDHE"
}

@test "each step of TLS 1.3 is told" {
    openssl_server good -tls1_3
    https --trace "https://localhost:$port/"
    exits 0
    says_line ' *1 +[0-9.]+ ms +look-up +localhost is .*'
    says_line ' *2 +[0-9.]+ ms +connection +to 127.0.0.1 port .*'
    says "what an observer sees, the name too: localhost" "versions        TLS 1.3, TLS 1.2" \
        "the server chose TLS 1.3" "the server sent 2 certificates" "CN=bare" \
        "valid until" "forward secrecy" "Finished" "GET /" "HTTP/1.0 200" \
        "sent; the server's has come" "keys are thrown away"
}

@test "each step of TLS 1.2 is told, and that its certificates are in clear" {
    gnutls_server rsa --disable-client-cert --priority NORMAL:-VERS-TLS1.3
    https --trace "https://localhost:$port/"
    exits 0
    says "the server chose TLS 1.2" "the server sent 1 certificate, in clear" "ECDHE" \
        "(forward secrecy)"
}

@test "RSA key exchange has no forward secrecy, and that is said" {
    openssl_server rsa -tls1_2 -cipher AES128-GCM-SHA256
    https --trace "https://localhost:$port/"
    exits 0
    says "RSA" "no forward secrecy"
    does_not_say "(forward secrecy)"
}

@test "the steps as JSON are as the schema says" {
    openssl_server good
    https --trace --json --resume "https://localhost:$port/"
    exits 0
    trace_fits 20
    says '"event":"client-hello"' '"event":"verification"' '"event":"resumption","summary":"yes'
    sed -n 's/.*"report":\({.*}\),"alert":.*/\1/p' <<<"$output" | sed 's/,"alert".*//' >report.json
    fits verdict report.json
}

@test "a failure is a step of JSON, too" {
    openssl_server good
    https --trace --json --hostname other.example "https://localhost:$port/"
    exits 1
    trace_fits 6
    says '"event":"failure"' '"exit_status":1' '"alert":"' hostname-mismatch
}
