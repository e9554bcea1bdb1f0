#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# certcheck demo: what it claims of each scene, held against the bytes that each party saw, and not
# against its own words.

bats_require_minimum_version 1.5.0
load helper

# All scenes are played once; --evidence has what everybody saw.
setup_file() {
    unset https_proxy HTTPS_PROXY all_proxy ALL_PROXY SSLKEYLOGFILE
    cd "$BATS_FILE_TMPDIR" || return 1
    local status=0
    "$certcheck" demo --format json --evidence saw --capture capture >scenes.json || status=$?
    echo "$status" >status
}

setup() {
    cd "$BATS_FILE_TMPDIR" || return 1
}

# value SCENE NAME: a member of the scene's object that is a text or a number.
value() {
    grep -F "\"scene\":\"$1\"" scenes.json | sed 's/,"steps":.*//' |
        sed -n "s/.*\"$2\":\"\\{0,1\\}\\([^\",}]*\\).*/\\1/p"
}

# saw SCENE WHO LINE...: lines of a server's log.
saw() {
    local log=saw/$1.$2.log line
    shift 2
    for line in "$@"; do
        grep -qxF -e "$line" "$log" || { echo "no line is '$line' in $log:"; cat "$log"; return 1; }
    done
}

empty() {
    [ -e "$1" ] && [ ! -s "$1" ] || { echo "$1 is missing, or not empty:"; ls -l "$1"; return 1; }
}

# records FILE: type and length of each TLS record (RFC 8446 5.1), one a line; nothing may be left.
records() {
    od -An -v -tu1 "$1" | tr -s ' \n' '\n' | grep . | awk '
        { byte[NR] = $1 }
        END {
            for (at = 1; at + 4 <= NR; at += 5 + size) {
                size = byte[at + 3] * 256 + byte[at + 4]
                print byte[at], size
            }
            if (at != NR + 1) print "left over"
        }'
}

has() { # FILE TEXT, in any bytes
    grep -qaF -e "$2" "$1" || { echo "$1 has no '$2'"; return 1; }
}

# The client sent nothing behind its hello but one alert: two bytes, their type, a seal of 16. (Type
# 20 is the empty change_cipher_spec that TLS 1.3 keeps for old middle boxes.)
sent_only_an_alert() {
    records "saw/$1.from-client" | grep -v '^20 1$' >sent
    [ "$(sed 's/^22 .*/22/' sent | tr '\n' ' ')" = '22 23 19 ' ] || { echo "$1:"; cat sent; return 1; }
}

refused() { # SCENE ALERT [WHO]
    local who=${3:-bank}
    saw "$1" "$who" 'called: yes' 'handshake: not done' 'application data: 0 bytes' "alert: $2" &&
        empty "saw/$1.$who.received" && empty "saw/$1.page" && sent_only_an_alert "$1"
}

@test "every scene ends as it must, and each is told as the schema says" {
    [ "$(cat status)" -eq 0 ]
    "$certcheck" demo --list | awk '{ print $1 }' >listed
    sed 's/.*"scene":"\([^"]*\)".*/\1/' scenes.json >played
    cmp listed played
    [ "$(wc -l <played)" -eq 10 ]
    lacks scenes.json '"holds":false'
    while IFS= read -r line; do
        printf '%s\n' "$line" >line.json
        fits demo line.json
    done <scenes.json
}

@test "every step is as the schema of traces says" {
    command -v python3 >/dev/null || skip "python3 is missing"
    python3 -c '
import json
for line in open("scenes.json"):
    for step in json.loads(line)["steps"]:
        print(json.dumps(step))' >steps.json
    [ "$(wc -l <steps.json)" -gt 50 ]
    while IFS= read -r line; do
        printf '%s\n' "$line" >step.json
        fits trace step.json
    done <steps.json
}

@test "good: the bank gets the request, and the client the whole page" {
    saw good bank 'handshake: done' 'alert: none' 'close_notify: came'
    has saw/good.bank.received 'GET /account HTTP/1.1'
    has saw/good.bank.received "Cookie: session=$(value good secret)"
    [ "$(cat saw/good.page)" = 'You owe us 100 euros less than yesterday.' ]
    cmp saw/good.from-client saw/good.to-server
    cmp saw/good.from-server saw/good.to-client
}

@test "expired, wrong-name, unknown-authority, revoked: refused with the right alert, and no request sent" {
    refused expired certificate_expired
    refused wrong-name certificate_unknown
    refused unknown-authority unknown_ca
    refused revoked certificate_revoked
}

@test "each refusal is for its own reason" {
    [ "$(value expired finding)" = expired ]
    [ "$(value wrong-name finding)" = hostname-mismatch ]
    [ "$(value unknown-authority finding)" = issuer-missing ]
    [ "$(value man-in-the-middle finding)" = signature-invalid ]
    [ "$(value revoked finding)" = certificate-revoked ]
    [ "$(value expired exit_status)" -eq 1 ]
}

# chains SCENE: whether the authority of the scene has issued what the client was shown.
chains() {
    openssl verify -no_check_time -CAfile "saw/$1.authority.pem" "saw/$1.server.pem"
}

@test "OpenSSL finds in each certificate what is said of it, and nothing else" {
    command -v openssl >/dev/null || skip "openssl is missing"
    local name
    for name in good expired wrong-name revoked; do
        chains "$name"
    done
    run chains unknown-authority
    says 'unable to get local issuer certificate'
    run chains man-in-the-middle
    says 'signature failure'
    for name in good wrong-name unknown-authority man-in-the-middle revoked; do
        openssl x509 -in "saw/$name.server.pem" -noout -checkend 0
    done
    run ! openssl x509 -in saw/expired.server.pem -noout -checkend 0
    for name in good expired unknown-authority man-in-the-middle revoked; do
        run openssl x509 -in "saw/$name.server.pem" -noout -checkhost bank.example
        says 'does match certificate'
    done
    run openssl x509 -in saw/wrong-name.server.pem -noout -checkhost bank.example
    says 'does NOT match certificate'
}

@test "OpenSSL reads in the stapled response that the certificate is revoked, or good" {
    command -v openssl >/dev/null || skip "openssl is missing"
    local name
    for name in good revoked; do
        run openssl ocsp -respin "saw/$name.ocsp" -issuer "saw/$name.authority.pem" \
            -cert "saw/$name.server.pem" -CAfile "saw/$name.authority.pem"
        says 'Response verify OK' "saw/$name.server.pem: $name"
    done
}

@test "man-in-the-middle: he gets nothing but an alert, and the bank is not called" {
    refused man-in-the-middle bad_certificate man
    saw man-in-the-middle bank 'called: no'
    empty saw/man-in-the-middle.bank.received
}

@test "changed-byte: one bit of the answer was changed, the client notices, and uses nothing" {
    cmp saw/changed-byte.from-client saw/changed-byte.to-server
    cmp -l saw/changed-byte.from-server saw/changed-byte.to-client >differences || true
    [ "$(wc -l <differences)" -eq 1 ]
    read -r _ before after <differences
    [ $((8#$before ^ 8#$after)) -eq 1 ]
    saw changed-byte bank 'handshake: done' 'alert: bad_record_mac'
    has saw/changed-byte.bank.received "$(value changed-byte secret)"
    empty saw/changed-byte.page
    [ "$(value changed-byte exit_status)" -eq 4 ]
}

@test "listener: what he heard is all that passed, and the secret is not in it" {
    local secret
    secret=$(value listener secret)
    [ ${#secret} -eq 32 ]
    has saw/listener.bank.received "$secret"
    [ "$(wc -c <capture)" -eq "$(cat saw/listener.from-client saw/listener.from-server | wc -c)" ]
    has capture bank.example
    lacks capture "$secret"
    lacks capture session=
    lacks capture 'GET /account'
    lacks capture 'You owe us'
    cmp saw/listener.from-client saw/listener.to-server
    cmp saw/listener.from-server saw/listener.to-client
}

@test "every scene has a secret of its own, and none is on the wire" {
    local name
    sed 's/.*"secret":"\([^"]*\)".*/\1/' scenes.json | sort -u >secrets
    [ "$(wc -l <secrets)" -eq "$(wc -l <scenes.json)" ]
    for name in $(sed 's/.*"scene":"\([^"]*\)".*/\1/' scenes.json); do
        for wire in from-client to-server from-server to-client; do
            if grep -qaFf secrets "saw/$name.$wire"; then
                echo "saw/$name.$wire has a secret"
                return 1
            fi
        done
    done
}

@test "downgrade: one byte of the hello takes TLS 1.3 away, and the server's answer has the mark" {
    cmp -l saw/downgrade.from-client saw/downgrade.to-server >differences || true
    [ "$(wc -l <differences)" -eq 1 ]
    [ "$(awk '{ print $2, $3 }' differences)" = '4 3' ]
    has saw/downgrade.from-server DOWNGRD
    lacks saw/good.from-server DOWNGRD
    saw downgrade bank 'handshake: not done' 'alert: illegal_parameter'
    empty saw/downgrade.bank.received
    empty saw/downgrade.page
    [ "$(value downgrade exit_status)" -eq 3 ]
}

@test "cut-short: the end of the answer is held back, the client notices, and uses nothing" {
    local arrived
    arrived=$(wc -c <saw/cut-short.to-client)
    [ "$arrived" -lt "$(wc -c <saw/cut-short.from-server)" ]
    head -c "$arrived" saw/cut-short.from-server | cmp - saw/cut-short.to-client
    saw cut-short bank 'handshake: done' 'alert: none'
    has saw/cut-short.bank.received "$(value cut-short secret)"
    [ "$(value cut-short page_bytes)" -eq 13 ]
    empty saw/cut-short.page
    [ "$(value cut-short exit_status)" -eq 4 ]
}

@test "text for people: numbered, within 80 columns, with no colours in a file" {
    run "$certcheck" demo
    exits 0
    says_line ' 1  A good site'
    says 'All '"$(wc -l <scenes.json)"' scenes ended as they must.'
    [ "$(awk '{ if (length > most) most = length } END { print most }' <<<"$output")" -le 80 ]
    does_not_say $'\e'
    run "$certcheck" demo --color always --scene good
    says $'\e[1;32m'
}

@test "--brief is one line a scene" {
    run "$certcheck" demo --brief
    exits 0
    [ "$(grep -c '^ *[0-9]' <<<"$output")" -eq "$(wc -l <scenes.json)" ]
    [ "${#lines[@]}" -eq $(($(wc -l <scenes.json) + 1)) ]
}

@test "--scene plays that one only, under its number" {
    run "$certcheck" demo --scene listener --format json
    exits 0
    [ "${#lines[@]}" -eq 1 ]
    says '"number":7,"scene":"listener"'
}

@test "proxies, keylogs and the user's anchors have no part in it, and it leaves no files" {
    mkdir -p elsewhere
    cd elsewhere
    https_proxy=http://127.0.0.1:9 SSLKEYLOGFILE=keys TMPDIR=$PWD HOME=$PWD XDG_CACHE_HOME=$PWD \
        run "$certcheck" demo --brief
    exits 0
    [ -z "$(ls -A)" ]
}

@test "wrong usage is exit status 2, and what cannot be written 3" {
    run "$certcheck" demo --scene nobody
    exits 2
    says "there is no scene 'nobody'"
    run "$certcheck" demo more
    exits 2
    run "$certcheck" demo --format xml
    exits 2
    run "$certcheck" demo --scene good --capture file
    exits 2
    run "$certcheck" demo --scene listener --capture missing/file
    exits 3
    run "$certcheck" demo --scene listener --evidence missing/folder
    exits 3
}
