#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# certcheck https and bodies as curl has them; servers that truncate, tamper, or never end.

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

# fetch STATUS TEXT [OPTION...] PATH: ends so, within 20 seconds, and leaves the file as it was.
fetch() {
    local wanted=$1 text=$2 started=$SECONDS path=${!#}
    local -a options=("${@:3:$#-3}")
    echo before >target
    run "$certcheck" https --trust "$certificates/root.pem" --quiet --output target "${options[@]}" \
        "https://localhost:$port$path"
    exits "$wanted" || { echo "of $path"; return 1; }
    says "$text" || return 1
    [ "$wanted" -eq 0 ] || [ "$(cat target)" = before ] || { echo "$path: target changed"; return 1; }
    [ -z "$(find . -name 'target.*')" ] || { echo "$path: a temporary file is left"; return 1; }
    [ $((SECONDS - started)) -le 20 ] || { echo "$path took $((SECONDS - started)) s"; return 1; }
}

same_as_curl() { # PATH
    run "$certcheck" https --trust "$certificates/root.pem" --quiet --output ours \
        "https://localhost:$port/$1"
    exits 0 || { echo "of $1"; return 1; }
    curl --silent --fail --noproxy '*' --cacert "$certificates/root.pem" --output curls \
        "https://localhost:$port/$1" || { echo "curl fails at $1"; return 1; }
    [ -e curls ] || : >curls
    cmp ours curls || { echo "$1 differs"; return 1; }
    "$certcheck" https --trust "$certificates/root.pem" --quiet "https://localhost:$port/$1" |
        cmp - curls || { echo "$1 differs on standard output"; return 1; }
    rm -f ours curls
}

@test "bodies of every length equal curl's, chunked and not" {
    needs curl
    local length kind
    mkdir files
    # not random, but without a period that a lost block could hide behind
    seq 1 20000000 | head -c 100000000 >files/100000000
    for length in 0 1 16383 16384 16385 1000000; do
        head -c "$length" files/100000000 >"files/$length"
    done
    nginx_server "$PWD/files"
    for length in 0 1 16383 16384 16385 1000000 100000000; do
        for kind in '' chunked/; do
            same_as_curl "$kind$length" || return 1
        done
    done
    run "$certcheck" https --trust "$certificates/root.pem" --include \
        "https://localhost:$port/chunked/1"
    says "Transfer-Encoding: chunked"
}

@test "answers that are whole" {
    local path
    fake_https
    for path in / /until-close /length-no-goodbye /chunked; do
        fetch 0 '' "$path" || return 1
        [ "$(cat target)" = hello ] || { echo "$path: $(cat target)"; return 1; }
    done
    fetch 0 "17 bytes came after the end" /excess
    [ "$(cat target)" = hello ]
}

@test "answers that are cut short" {
    fake_https
    fetch 4 "5 of 6 bytes came" /short
    fetch 4 "close_notify" /short-cut
    fetch 4 "reset by 127.0.0.1" /short-reset
    fetch 4 "without the server's close_notify" /until-close-cut
    fetch 4 "before its last chunk" /chunked-cut
    fetch 4 "before its last chunk" /chunked-no-end
    fetch 4 "the head of the answer was cut short" /half-head
    fetch 3 "without an answer" /nothing
}

@test "bodies that are not chunked as they must be" {
    fake_https
    fetch 4 "longer than its size says" /chunked-wrong
    fetch 4 "the size of a chunk is no number" /chunked-negative
    fetch 4 "the size of a chunk is no number" /chunked-huge
    fetch 4 "" /chunked-bare-lf
}

@test "answers that could be read in two ways" {
    fake_https
    fetch 3 "both Content-Length and Transfer-Encoding" /both
    fetch 3 "differing Content-Lengths" /differing
}

@test "one byte changed on the way, anywhere after the handshake, is found" {
    local server place begin
    fake_https
    server=$port
    for place in 30 200 700 3000 20000; do
        begin=$("$certcheck" https --trust "$certificates/root.pem" --trace --json \
            "https://localhost:$server/" | sed -n 's/.*"wire_received":\([0-9]*\).*/\1/p')
        fake tamper "$server" $((begin + place))
        fetch 4 "changed on the way" --max-time 4 /endless-body || { echo "at $place"; return 1; }
    done
}

@test "one byte changed in the handshake is found" {
    local server place
    fake_https
    server=$port
    for place in 3 20 60 100 300 1000; do
        fake tamper "$server" "$place"
        run "$certcheck" https --trust "$certificates/root.pem" --quiet --output target \
            --max-time 4 "https://localhost:$port/"
        exits 3 || { echo "at $place"; return 1; }
        [ ! -e target ]
    done
}

@test "connections cut anywhere" {
    local server place
    fake_https
    server=$port
    for place in 1 10 500 1000; do
        fake cut "$server" "$place"
        fetch 3 "" --max-time 4 / || { echo "at $place"; return 1; }
    done
    fake cut "$server" 5000
    fetch 4 "" --max-time 4 /endless-body
}

# Another's certificate, and a key that says it belongs to it: the last 65 bytes of a key on P-256 are
# the public one.
impostor() {
    local name
    for name in a d; do
        openssl ec -in "$testdata/keys/p256-$name.pem" -outform DER -out "$name.der" 2>>log
    done
    { head -c -65 d.der; tail -c 65 a.der; } >both.der
    openssl ec -inform DER -in both.der -out "$certificates/impostor.key" 2>>log
    cp "$certificates/bare.pem" "$certificates/impostor.pem"
    openssl_server impostor "$1" -cert_chain "$certificates/intermediate.pem"
}

@test "a server without its certificate's key is nowhere called valid" {
    local version format trust=(--trust "$certificates/root.pem")
    for version in -tls1_2 -tls1_3; do
        impostor "$version"
        for format in text json nagios; do
            run "$certcheck" connect "${trust[@]}" --format "$format" "localhost:$port"
            exits 3
            says "Public key signature verification has failed"
            does_not_say valid
        done
        for format in --trace '--trace --json' --include; do
            # shellcheck disable=SC2086 # two options
            run "$certcheck" https "${trust[@]}" $format "https://localhost:$port/"
            exits 3
            says "Public key signature verification has failed"
            does_not_say valid
        done
        stop_servers
    done
}

@test "instead of TLS: silence, garbage, plain text, resets, no end" {
    local limits=(--connect-timeout 1 --max-time 3)
    fake silent
    fetch 3 "the TLS handshake: not done within 1 s" "${limits[@]}" /
    fake slow
    fetch 3 "the TLS handshake: not done within 1 s" "${limits[@]}" /
    fake garbage
    fetch 3 "" "${limits[@]}" /
    fake plaintext
    fetch 3 "does not speak TLS" "${limits[@]}" /
    fake endless
    fetch 3 "does not speak TLS" "${limits[@]}" /
    fake reset
    fetch 3 "reset by 127.0.0.1" "${limits[@]}" /
}

@test "instead of HTTP: silence, garbage, no end" {
    fake_https
    fetch 3 "nothing moved for 1 s" --max-silence 1 /silent
    fetch 3 "nothing moved for 1 s" --max-silence 1 /silent-body
    fetch 3 "1.5 s in all has passed" --max-time 1.5 /slow-head
    fetch 3 "1.5 s in all has passed" --max-time 1.5 /slow-body
    fetch 3 "does not speak HTTP" /garbage
    fetch 3 "longer than 65536 bytes" /endless-head
    fetch 3 "longer than 65536 bytes" /endless-line
    fetch 3 "a status of 100 was not asked for" /endless-interim
    fetch 3 "larger than 1000000 bytes (--max-size)" --max-size 1000000 /endless-body
    fetch 3 "0.5 s in all has passed" --max-time 0.5 --max-size 0 /endless-body
    fetch 3 "0.5 s in all has passed" --max-time 0.5 --max-size 0 /endless-chunks
    fetch 4 "longer than 1024 bytes" /endless-extension
    fetch 4 "too many headers" /endless-trailers
}

@test "interrupted, it leaves no file behind" {
    fake_https
    "$certcheck" https --trust "$certificates/root.pem" --quiet --output target \
        "https://localhost:$port/silent-body" 3>&- &
    local pid=$!
    for _ in $(seq 100); do
        [ -z "$(find . -name 'target.*')" ] || break
        sleep 0.05
    done
    kill -TERM "$pid"
    wait "$pid" || true
    [ -z "$(find . -name 'target*')" ]
    # Nor does it when nobody reads its steps any more.
    mkfifo steps
    (: <steps) 3>&- &
    exec 4>steps
    wait $!
    status=0
    "$certcheck" https --trust "$certificates/root.pem" --trace --output target \
        "https://localhost:$port/silent-body" >&4 || status=$?
    exec 4>&-
    [ "$status" -eq $((128 + $(kill -l PIPE))) ]
    [ -z "$(find . -name 'target*')" ]
}

# on_terminal COMMAND...: its standard output and error are one.
on_terminal() {
    needs python3
    python3 -c 'import os; os.openpty()' 2>/dev/null || skip "there are no pseudo-terminals: is /dev/pts mounted?"
    run python3 -c 'import os, pty, sys
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))' "$@"
}

@test "no body gives a terminal commands, but for whom asks for it" {
    local -a asked
    fake_https
    asked=("$certcheck" https --quiet --trust "$certificates/root.pem")
    LC_ALL=C.UTF-8 on_terminal "${asked[@]}" "https://localhost:$port/escapes"
    exits 0
    [[ $output == 'a\x{1B}]0;title\x{7}b\x9Bc\x{9B}d'$'\r\n''e\x{D}f\x{0}€\x{202E}'$'\r\n'* ]]
    says "stands for what a terminal could take for a command, or would hide; --output - has it as it is"
    on_terminal "${asked[@]}" --output - "https://localhost:$port/escapes"
    exits 0
    says $'\e]0;title\a'
    on_terminal "${asked[@]}" "https://localhost:$port/chunked"
    [ "$output" = hello ]
    "${asked[@]}" "https://localhost:$port/escapes" >body
    grep -qF $'\e]0;title\a' body
}

@test "nor do JSON or the head" {
    fake_https
    run "$certcheck" https --trace --json --trust "$certificates/root.pem" \
        "https://localhost:$port/type"
    exits 0
    says '"content_type":"a\u009Bb\u202Ec€d"'
    LC_ALL=C.UTF-8 on_terminal "$certcheck" https --include --quiet \
        --trust "$certificates/root.pem" "https://localhost:$port/type"
    exits 0
    says 'Content-Type: a\x{9B}b\x{202E}c€d'
}

@test "where the body is to go is known before anything is asked for" {
    local output_file
    mkdir folder
    for output_file in none/such folder; do
        run "$certcheck" https --output "$output_file" https://name.invalid/
        exits 3
        says "$output_file: "
    done
    run "$certcheck" https --output body https://name.invalid/
    exits 3
    [ -z "$(find . -name 'body*')" ]
}
