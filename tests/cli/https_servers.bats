#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# certcheck https and what only some real servers do: stunnel, nginx with HTTP/2, key exchanges, IPv6.

bats_require_minimum_version 1.5.0
load helper
load servers

setup_file() {
    make_certificates
}

setup() {
    begin_with_servers
}

teardown() {
    stop_servers
}

https() {
    run --separate-stderr "$certcheck" https --trust "$certificates/root.pem" "$@"
}

errors_say() {
    local output=$stderr
    says "$@"
}

@test "stunnel before a plain server: the same body, and nothing where it is refused" {
    local plain
    seq 1 40000 >page
    fake file "$PWD/page"
    plain=$port
    stunnel_server good "$plain"
    https --output ours "https://localhost:$port/page"
    exits 0
    cmp page ours
    https --tls-max 1.2 --trace --output ours "https://localhost:$port/page"
    exits 0
    says "the server chose TLS 1.2" "the server sent 2 certificates" "ECDHE"
    cmp page ours
    [ "$(grep -c '^GET /page ' "$fake_log")" -eq 2 ]
    https --hostname other.example --output theirs "https://localhost:$port/secret"
    exits 1
    errors_say hostname-mismatch
    [ ! -e theirs ]
    stunnel_server bare "$plain"
    https --header 'Cookie: secret' "https://localhost:$port/secret"
    exits 1
    errors_say issuer-missing
    lacks "$fake_log" secret
}

@test "nginx with HTTP/2: HTTP/1.1 is offered alone, and no request is sent to who chose h2" {
    echo hello >index.html
    nginx_server "$PWD"
    https --trace "https://localhost:$port/"
    exits 0
    says "ALPN            http/1.1" "6 bytes, whole"
    https --alpn h2,http/1.1 --trace "https://localhost:$port/"
    exits 3
    says "ALPN            h2" "the server chose to speak h2 (--alpn)"
    no_line_has '[0-9] ms +request '
    https --alpn http/1.1 "https://localhost:$port/"
    exits 0
    [ "$output" = hello ]
    run "$certcheck" connect --trust "$certificates/root.pem" --alpn h2 --trace "localhost:$port"
    exits 0
    says "ALPN            h2"
}

# exchanges TEXT OPTION...: with a server of those options.
exchanges() {
    local text=$1 name=$2
    shift 2
    openssl_server "$name" "$@"
    https --trace "https://localhost:$port/"
    exits 0
    says "$text"
    https "https://localhost:$port/"
    exits 0
    stop_servers
}

@test "how the keys come about: each kind is told by its name, forward secrecy or not" {
    exchanges "ECDHE with X25519" good -tls1_3 -groups X25519 -ciphersuites TLS_AES_128_GCM_SHA256
    exchanges "ECDHE with SECP384R1" good -tls1_3 -groups P-384
    exchanges "DHE with FFDHE2048" good -tls1_3 -groups ffdhe2048
    exchanges "(forward secrecy)" good -tls1_2 -cipher 'ECDHE:!PSK'
    exchanges "DHE" rsa -tls1_2 -cipher 'DHE:!PSK:!ECDHE'
    exchanges "(no forward secrecy)" rsa -tls1_2 -cipher 'kRSA:!PSK'
}

@test "a server with keys shared beforehand only, without a certificate, is no server for us" {
    listening openssl s_server -www -accept 127.0.0.1:PORT -nocert -tls1_2 -psk 0123456789abcdef \
        -cipher 'PSK:@SECLEVEL=0'
    https "https://localhost:$port/"
    exits 3
    errors_say "refused with the alert handshake_failure"
    listening openssl s_server -www -accept 127.0.0.1:PORT -nocert -tls1_2 \
        -cipher 'ADH:@SECLEVEL=0'
    https --priority NORMAL:+ANON-DH:-VERS-TLS1.3 "https://localhost:$port/"
    exits 3
    errors_say "refused with the alert handshake_failure"
}

@test "a key exchange that is too weak is refused, unless it is asked for" {
    openssl genpkey -genparam -algorithm DH -pkeyopt group:modp_1536 -out dh 2>log
    openssl_server rsa -tls1_2 -dhparam dh -cipher 'DHE:@SECLEVEL=0'
    https "https://localhost:$port/"
    exits 3
    errors_say "The Diffie-Hellman prime sent by the server is not acceptable"
    https --priority NORMAL "https://localhost:$port/"
    exits 0
    run "$certcheck" show "localhost:$port"
    exits 0
    says CN=rsa
    openssl_server rsa -tls1_2 -sigalgs RSA+SHA1 -cipher 'ECDHE:@SECLEVEL=0'
    https "https://localhost:$port/"
    exits 3
    errors_say "refused with the alert handshake_failure"
    https --priority NORMAL "https://localhost:$port/"
    exits 0
}

needs_ipv6() {
    grep -q '^0\{31\}1 ' /proc/net/if_inet6 2>/dev/null || skip "there is no ::1 here"
}

@test "IPv6" {
    needs_ipv6
    gnutls_server good --disable-client-cert
    https --trace "https://[::1]:$port/"
    exits 0
    says "none needed: ::1 is an address" "to ::1 port $port" "asked for       ::1" \
        "HTTP/1.0 200"
    does_not_say "the name too"
    https --trace -6 --resolve "localhost:$port:127.0.0.1,::1" "https://localhost:$port/"
    exits 0
    says "to ::1 port $port" "the name too: localhost"
    https --trace --connect-to "localhost:443:[::1]:$port" https://localhost/
    exits 0
    says "to ::1 port $port"
    https -4 "https://[::1]:$port/"
    exits 3
    https --hostname 192.0.2.1 "https://[::1]:$port/"
    exits 1
}

@test "happy eyeballs: an address that does not answer at all costs a quarter of a second" {
    local tls
    needs_ipv6
    fake_https
    tls=$port
    fake deaf "$tls"
    https --trace --resolve "localhost:$tls:::1,127.0.0.1" "https://localhost:$tls/"
    exits 0
    says "localhost is ::1, 127.0.0.1" "to 127.0.0.1 port $tls"
    https --connect-timeout 0.5 --resolve "localhost:$tls:::1" "https://localhost:$tls/"
    exits 3
    errors_say "TCP connection to ::1 port $tls: not done within 0.5 s"
}

@test "a session resumed without a key exchange has no forward secrecy, and that is said" {
    local asked
    fake psk "$certificates/good.pem" "$certificates/good.key"
    asked=(--trace --resume --priority NORMAL:-GROUP-SECP521R1)
    run "$certcheck" connect --trust "$certificates/root.pem" "${asked[@]}" "localhost:$port"
    exits 0
    says "the keys are new ones"
    says_line '.* key exchange +PSK'
    says "no forward secrecy of its own"
    stop_servers
    fake psk "$certificates/good.pem" "$certificates/good.key"
    run "$certcheck" connect --trust "$certificates/root.pem" "${asked[@]}" --json "localhost:$port"
    exits 0
    grep -F '"connection":2,"event":"key-exchange"' <<<"$output" >line.json
    fits trace line.json
    output=$(cat line.json)
    says '"exchange":"PSK"' '"forward_secrecy":false'
}

@test "an old version of TLS is called by its name" {
    local version
    for version in 1.0 1.1; do
        gnutls_server rsa --disable-client-cert --priority "NORMAL:-VERS-ALL:+VERS-TLS$version:+SIGN-ALL"
        https --priority "NORMAL:-VERS-ALL:+VERS-TLS$version:+SIGN-ALL" "https://localhost:$port/"
        exits 0
        errors_say "localhost is valid until" "TLS $version, "
        stop_servers
    done
}

@test "nobody is connected to for a name that no certificate can be for" {
    local name
    fake_https
    for name in a-.example xn--.example; do
        run "$certcheck" connect --trust "$certificates/root.pem" \
            --resolve "$name:$port:127.0.0.1" "$name:$port"
        exits 2
        says "no certificate can be for '$name'"
        https --resolve "$name:$port:127.0.0.1" "https://$name:$port/"
        exits 2
        errors_say "no certificate can be for '$name'"
        https --location "https://localhost:$port/to/$name:$port/"
        exits 3
        errors_say "no certificate can be for '$name'"
        https --hostname localhost --resolve "$name:$port:127.0.0.1" "https://$name:$port/echo"
        exits 0
    done
}
