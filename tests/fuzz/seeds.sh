#!/bin/bash
# SPDX-License-Identifier: MIT
# tests/fuzz/seeds.sh FOLDER: writes FOLDER/TARGET/*, inputs for the fuzz targets to begin with: what
# testdata holds, and words of the protocols. 'make fuzz-corpus' keeps of them what reaches most.
#
# Targets that are not named here speak small languages of their own, and find their words alone.
set -euo pipefail
export LC_ALL=C
RANDOM=1

source=$(cd "$(dirname "$0")/../.." && pwd)
out=${1:?usage: seeds.sh FOLDER}

# decode FILE TARGET...: each PEM block of FILE as DER, for each target.
decode() {
    local file=$1 name number=0 block='' line target
    shift
    name=${file#"$source/testdata/"}
    name=${name//\//-}
    while IFS= read -r line; do
        case $line in
        -----BEGIN*) block='' ;;
        -----END*)
            number=$((number + 1))
            for target; do
                base64 -d <<<"$block" >"$out/$target/$name-$number"
            done
            ;;
        *) block+=$line ;;
        esac
    done <"$file"
}

# whole FOLDER NAME: all that belongs to a case, behind the two bytes of fuzz_verify: a time, a profile,
# a purpose or none, revocation or none; and which are anchors.
whole() {
    local file block line
    {
        printf -- '%b' "\\$(printf '%03o' $((RANDOM % 128)))\\374"
        for file in leaf untrusted trusted crl ocsp; do
            [ -f "$1/$file.pem" ] || continue
            while IFS= read -r line; do
                case $line in
                -----BEGIN*) block='' ;;
                -----END*) base64 -d <<<"$block" ;;
                *) block+=$line ;;
                esac
            done <"$1/$file.pem"
        done
    } >"$out/fuzz_verify/$2"
}

# text TARGET FORMAT...: one file for each, as printf writes it.
text() {
    local target=$1 number=0 format
    mkdir -p "$out/$target"
    shift
    for format; do
        number=$((number + 1))
        # shellcheck disable=SC2059 # the formats are escapes
        printf -- "$format" >"$out/$target/text-$number"
    done
}

for target in certificate crl der lint ocsp pem signature store suite verify; do
    mkdir -p "$out/fuzz_$target"
done

for folder in "$source"/testdata/*/*/; do
    name=${folder#"$source/testdata/"}
    name=${name%/}
    name=${name//\//-}
    [ -f "$folder/expect" ] || continue
    decode "$folder/leaf.pem" fuzz_certificate fuzz_lint fuzz_signature
    whole "$folder" "$name"
    [ ! -f "$folder/crl.pem" ] || decode "$folder/crl.pem" fuzz_crl
    [ ! -f "$folder/ocsp.pem" ] || decode "$folder/ocsp.pem" fuzz_ocsp
    case $name in
    encoding-* | critical-extensions-*)
        decode "$folder/leaf.pem" fuzz_der
        cp "$folder/leaf.pem" "$out/fuzz_pem/$name"
        cp "$folder/trusted.pem" "$out/fuzz_store/$name"
        ;;
    esac
done
cp "$source"/testdata/suites/*.json "$out/fuzz_suite/"

text fuzz_suite \
    '{"version": 1, "testcases": [{"id": "a::b", "expected_result": "SUCCESS", "peer_certificate": "", "validation_kind": "SERVER", "validation_time": "2026-01-01T00:00:00Z", "max_chain_depth": 3, "extended_key_usage": ["clientAuth"], "revocation": "require"}]}' \
    '{"version": 1, "testcases": [{"id": "bettertls::a::b", "expected_result": "FAILURE", "peer_certificate": "x", "validation_kind": "ANY", "crls": [""], "key_usage": ["x"], "signature_algorithms": ["y"], "policy": {"initial_policy_set": ["1.2"]}}]}'

text fuzz_http \
    'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello' \
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a="b"\r\nhello\r\n0\r\nA: b\r\n\r\n' \
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 301 Moved\r\nLocation: /x\r\nContent-Type: a/b\r\n\r\n' \
    'HTTP/1.1 304 Not Modified\r\nA: b\r\n c\r\n\r\n' \
    'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n' \
    'https://user@host.example:8443/a/../b?c=d#e' \
    'http://[2001:db8::1]:80/%%41%%zz' \
    'https://m\303\274ller.example'

# The protocol, how much comes at a time, the server's words.
text fuzz_starttls \
    '\000\377220 host ESMTP\r\n250-host\r\n250 STARTTLS\r\n220 go\r\n' \
    '\001\001220 host LMTP\r\n250-host\r\n250-SIZE\r\n250 STARTTLS\r\n220 go\r\n' \
    '\002\377* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\na1 OK begin\r\na2 OK begin\r\n' \
    '\003\377+OK ready\r\n+OK\r\nSTLS\r\n.\r\n+OK begin\r\n' \
    '\004\377220 ftp\r\n234 AUTH TLS\r\n' \
    '\005\377<?xml version="1.0"?><stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams"><stream:features><starttls xmlns="urn:ietf:params:xml:ns:xmpp-tls"><required/></starttls></stream:features><proceed xmlns="urn:ietf:params:xml:ns:xmpp-tls"/>' \
    '\007\377\060\014\002\001\001\170\007\012\001\000\004\000\004\000' \
    '\010\377200 news\r\n101 capabilities\r\nSTARTTLS\r\n.\r\n382 go\r\n' \
    '\011\377"IMPLEMENTATION" "x"\r\n"STARTTLS"\r\nOK\r\nOK "go"\r\n' \
    '\012\377S' \
    '\013\377\112\000\000\000\0128.0.30\000\001\000\000\000abcdefgh\000\377\377\000\002\000\377\337\025\000\000\000\000\000\000\000\000\000\000abcdefghijkl\000caching_sha2_password\000'

# Where the first ends, then two names.
text fuzz_name \
    '\017\060\015\061\013\060\011\006\003\125\004\003\014\002ab\060\015\061\013\060\011\006\003\125\004\003\023\002AB' \
    '\020\060\016\061\014\060\012\006\003\125\004\003\036\003\000a\000\060\015\061\013\060\011\006\003\125\004\006\023\002US'

text fuzz_pem '-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----\n' \
    'text\r\n-----BEGIN CERTIFICATE-----\r\nProc-Type: 4\r\n\r\nMA==\r\n-----END CERTIFICATE-----\r\n'

# Who says it, then the body of a hello or of a Certificate message.
text fuzz_tls_hello \
    '\000\003\003abcdefghijklmnopqrstuvwxyz012345\000\000\004\023\001\023\002\001\000\000\061\000\000\000\011\000\007\000\000\004host\000\012\000\004\000\002\000\035\000\015\000\004\000\002\004\003\000\020\000\005\000\003\002h2\000\053\000\003\002\003\004\000\063\000\007\000\005\000\035\000\001x' \
    '\001\003\003abcdefghijklmnopqrstuvwxyz012345\000\023\001\000\000\020\000\053\000\002\003\004\000\063\000\006\000\035\000\002xy\000\051\000\000' \
    '\002\000\000\000\012\000\000\002ab\000\001\001\000\000' \
    '\003\000\000\012\000\000\002ab\000\000\002cd'

# The kind of name, what is asked for, what is presented.
text fuzz_host_name \
    '\000www.Example.com.\n*.example.com\nWWW.example.com\n*.com\nw*.example.com\n' \
    '\000b\303\274cher.example\nxn--bcher-kva.example\n*.example' \
    '\001192.0.2.1\n#\300\000\002\001\n192.0.2.1' \
    '\0012001:db8::1\n#\040\001\015\270\000\000\000\000\000\000\000\000\000\000\000\001' \
    '\002me@Example.com\n@me@example.COM\n@Me@example.com\n8me@example.com' \
    '\002j\303\274rg@b\303\274cher.example\n8j\303\274rg@xn--bcher-kva.example'
