#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What the fuzzers kept goes through every printer: the texts have no byte that a terminal obeys, the
# documents are what they claim to be. Nothing crashes, which says most in a build with sanitizers.

load helper
load servers

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    fuzz=$BATS_TEST_DIRNAME/../fuzz
    shopt -s nullglob
    inputs=("$fuzz"/{corpus,regressions}/fuzz_{certificate,crl,ocsp,lint,signature,store,pem}/*)
    export LC_ALL=C.UTF-8
}

# printed COMMAND...: of all inputs; many cannot be read, and some break a rule. What a sanitizer has to
# say is no complaint of ours.
printed() {
    status=0
    "$certcheck" "$@" "${inputs[@]}" >out 2>err || status=$?
    output=$(grep -av '^certcheck: ' err || :)
    [[ $status = [013] && -s out && -s err && -z $output ]] || { echo "status $status: $output"; return 1; }
}

# A terminal obeys control characters, also those of two bytes; lines and their indentation are ours.
is_text() {
    iconv -f UTF-8 -t UTF-8 "$1" >/dev/null
    lacks_bytes "$1" '[\x00-\x09\x0B-\x1F\x7F]|\xC2[\x80-\x9F]|\xE2\x80[\x8B-\x8F\xA8-\xAE]'
}

lacks_bytes() { # FILE, and what would be found of it, as grep -P has it
    if LC_ALL=C grep -anP -e "$2" "$1"; then
        echo "the above of $1 has $2"
        return 1
    fi
}

@test "the inputs have what a terminal would obey" {
    cat "${inputs[@]}" >all
    run is_text all
    exits 1
}

@test "show prints them as text" {
    for format in text asn1; do
        printed show --format "$format"
        is_text out
        is_text err
    done
}

@test "show prints them as JSON" {
    printed show --format json
    is_text out
    fits certificates out
}

@test "lint tells of them as text" {
    printed lint --format text
    is_text out
    is_text err
}

@test "lint tells of them as JSON" {
    printed lint --format json
    is_text out
    fits lint out
}

@test "lint tells of them as SARIF" {
    printed lint --format sarif
    is_text out
    "$schema_check" "$BATS_TEST_DIRNAME/sarif.schema.json" <out
}

@test "lint tells of them as JUnit" {
    needs python3
    printed lint --format junit
    is_text out
    python3 -c 'import xml.dom.minidom; xml.dom.minidom.parse("out")'
}
