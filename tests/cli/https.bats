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
    begin_with_servers
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
    says '"event":"failure"' '"exit_status":1' '"alert":"certificate_unknown"' hostname-mismatch
}

@test "a server that is not to be trusted is asked nothing" {
    fake_https
    https --hostname other.example "https://localhost:$port/secret"
    exits 1
    [ -z "$output" ]
    errors_say "not valid: hostname-mismatch" "What to do"
    run --separate-stderr "$certcheck" https --trust none "https://localhost:$port/secret"
    exits 1
    https --at 2200-01-01T00:00:00Z "https://localhost:$port/secret"
    exits 1
    errors_say "not valid: expired"
    lacks "$fake_log" secret
}

@test "a server whose certificate has expired and is tolerated is not said to be valid until then" {
    fake_https
    https --at 2200-01-01T00:00:00Z --allow expired "https://localhost:$port/"
    exits 0
    errors_say "localhost is valid, but only because the caller tolerates what has expired; TLS"
    https --trace --at 2200-01-01T00:00:00Z --allow expired "https://localhost:$port/"
    exits 0
    says "valid, but only because the caller tolerates"
    does_not_say "valid until"
}

@test "a missing intermediate, and one that is given" {
    openssl_server bare
    https "https://localhost:$port/"
    exits 1
    errors_say issuer-missing
    https --untrusted "$certificates/intermediate.pem" "https://localhost:$port/"
    exits 0
}

@test "an issuer that the server does not send is fetched, and that is said" {
    export XDG_CACHE_HOME=$PWD/cache
    "$certcheck" verify --fetch issuers /dev/null 2>&1 | grep -q "without libcurl" &&
        skip "built without libcurl"
    fake file "$certificates/intermediate.pem"
    with_url "http://127.0.0.1:$port/ca.pem"
    openssl_server bare-url
    https --trace --json "https://localhost:$port/"
    exits 1
    trace_fits 8
    says '"event":"fetch"' issuer-missing
    https --fetch none --fetch-private "https://localhost:$port/"
    exits 1
    https --fetch-private --no-cache "https://localhost:$port/"
    exits 0
    errors_say "valid only with the fetched issuer: the server does not send it"
    https --trace --json --fetch-private --no-cache "https://localhost:$port/"
    exits 0
    trace_fits 14
    run "$certcheck" connect --trust "$certificates/root.pem" --fetch-private --no-cache \
        "localhost:$port"
    exits 0
    says "valid only with the fetched issuer" "http://127.0.0.1"
}

@test "a client's certificate, asked for by either version of TLS" {
    local version
    for version in 1.2 1.3; do
        openssl_server good -Verify 2 -CAfile "$certificates/root.pem" -verify_return_error
        https --tls-max "$version" "https://localhost:$port/"
        exits 3
        errors_say "--cert"
        https --tls-max "$version" --cert "$certificates/client.pem" \
            --key "$certificates/client.key" --trace "https://localhost:$port/"
        exits 0
        says "was asked for a certificate, and sent it"
        stop_servers
    done
}

@test "a client's certificate is sent, whatever authorities the server names" {
    openssl_server good -Verify 2 -CAfile "$certificates/intermediate.pem" -verify_return_error
    https --cert "$certificates/client.pem" --key "$certificates/client.key" --trace \
        "https://localhost:$port/"
    exits 3
    says "was asked for a certificate, and sent it" "alert unknown_ca"
}

# ends_before_the_network STATUS TEXT OPTION...
ends_before_the_network() {
    local wanted=$1 text=$2 command
    shift 2
    for command in https connect show; do
        run --separate-stderr "$certcheck" "$command" "$@" name.invalid
        exits "$wanted"
        errors_say "$command: " "$text"
    done
}

@test "what the options name is read and checked before the network is touched" {
    local client=$certificates/client.pem
    ends_before_the_network 3 none.pem --cert none.pem
    ends_before_the_network 3 none.key --cert "$client" --key none.key
    ends_before_the_network 3 "a private key in the other, both PEM" --cert "$client"
    openssl pkey -in "$certificates/client.key" -aes128 -passout pass:word -out locked.key
    ends_before_the_network 3 "the key is under a password" --cert "$client" --key locked.key
    ends_before_the_network 3 "do not match" --cert "$client" --key "$certificates/good.key"
    ends_before_the_network 2 "--key needs --cert" --key "$certificates/client.key"
    ends_before_the_network 2 "not with '-'" --cert pkcs11:token=none --key -
    ends_before_the_network 2 "not with '-'" --cert - --key pkcs11:token=none
    ends_before_the_network 2 "GnuTLS does not know 'NONSENSE" --priority NONSENSE
    ends_before_the_network 2 "is no list" --alpn h2,
    https --keylog none/such https://name.invalid/
    exits 3
    errors_say "--keylog: none/such: No such file"
    https --data @none https://name.invalid/
    exits 3
    errors_say "none: No such file"
    https --cert <(cat "$client") --key <(cat "$certificates/client.key") https://name.invalid/
    exits 3
    errors_say "name.invalid is not known"
}

@test "a client's certificate and key may come through one pipe, by any name" {
    local client=$certificates/client.pem key=$certificates/client.key
    mkfifo both
    cat "$client" "$key" >both 3>&- &
    https --cert both https://name.invalid/
    errors_say "name.invalid is not known"
    https --cert /dev/stdin --key /dev/stdin https://name.invalid/ < <(cat "$key" "$client")
    errors_say "name.invalid is not known"
    https --cert - https://name.invalid/ < <(cat "$client" "$key")
    errors_say "name.invalid is not known"
    https --cert - --key "$key" https://name.invalid/ <"$client"
    errors_say "name.invalid is not known"
    https --cert - --data @- https://name.invalid/ < <(cat "$client" "$key")
    exits 3
    errors_say "standard input was read already"
}

@test "nginx: ALPN, HSTS, resumption by TLS 1.2 and 1.3" {
    mkdir files && echo hello >files/index.html
    nginx_server "$PWD/files"
    https --trace --resume "https://localhost:$port/"
    exits 0
    says "ALPN            http/1.1" "HSTS            max-age=1000" \
        "the keys are new ones"
    https --trace --resume --tls-max 1.2 "https://localhost:$port/"
    exits 0
    says "offers the session of the first connection" "the keys are new ones" \
        "no forward secrecy of its own"
    https --resume "https://localhost:$port/"
    exits 0
    [ "$output" = hello ]
    errors_say "session resumed: yes"
}

@test "a server that resumes nothing" {
    openssl_server good -num_tickets 0
    https --resume --quiet "https://localhost:$port/"
    exits 3
    errors_say "gave no ticket"
}

@test "versions and priorities that the server does not have" {
    openssl_server good -tls1_3
    https --tls-max 1.2 "https://localhost:$port/"
    exits 3
    errors_say "refused with the alert protocol_version"
    https --priority NONSENSE "https://localhost:$port/"
    exits 2
    errors_say "--priority"
    https --tls-min 1.3 --tls-max 1.2 "https://localhost:$port/"
    exits 2
    https --tls-min 1.1 "https://localhost:$port/"
    exits 2
}

@test "--servername changes what an observer sees, and not what is checked" {
    openssl_server good
    https --trace --servername other.example "https://localhost:$port/"
    exits 0
    says "the name too: other.example" "asked for       localhost"
    https --trace --servername '' "https://localhost:$port/"
    exits 0
    does_not_say "the name too"
}

@test "addresses: IPv4, --resolve, --connect-to, and IPv6 first" {
    fake_https
    https --trace "https://127.0.0.1:$port/"
    exits 0
    says "127.0.0.1 is an address"
    does_not_say "the name too"
    https --hostname localhost --resolve "far.example:$port:127.0.0.1" "https://far.example:$port/"
    exits 0
    https --resolve "*:$port:127.0.0.1" --resolve "localhost:$port:::1" --hostname localhost \
        "https://far.example:$port/"
    exits 0
    https --resolve "localhost:$port:::1" --resolve "+localhost:$port:127.0.0.1" \
        --resolve "*:$port:::1" "https://localhost:$port/"
    exits 0
    https --connect-to "far.example:443:127.0.0.1:$port" --hostname localhost https://far.example/
    exits 0
    https --trace --resolve "localhost:$port:::1,127.0.0.1" "https://localhost:$port/"
    exits 0
    says "localhost is ::1, 127.0.0.1" "failed before   ::1:"
    https -6 --resolve "localhost:$port:127.0.0.1" "https://localhost:$port/"
    exits 3
    errors_say "no address of the family"
    https --resolve "localhost:$port" "https://localhost:$port/"
    exits 2
    https --connect-to localhost "https://localhost:$port/"
    exits 2
}

@test "nobody listens, and nobody is known" {
    fake silent
    stop_servers
    https -4 "https://localhost:$port/"
    exits 3
    errors_say "connection refused by 127.0.0.1 port $port"
    https --resolve "localhost:$port:127.0.0.1,127.0.0.2" "https://localhost:$port/"
    exits 3
    errors_say "127.0.0.1: connection refused; 127.0.0.2: connection refused"
    https --max-time 5 https://name.invalid/
    exits 3
    errors_say "name.invalid is not known"
}

@test "what is no URL" {
    local url
    for url in ftp://localhost/ https:///path https://user:word@localhost/ https://local%20host/ \
        "https://localhost/a b" https://localhost:0/ https://localhost:65536/ https://127.1/ \
        https://0x7f000001/ 'https://[::1/' https://::1/ https:/localhost/; do
        https "$url"
        exits 2 || { echo "$url"; return 1; }
    done
    https
    exits 2
    https one two
    exits 2
    https "https://localhost/$(printf 'a%.0s' {1..3000}) b"
    exits 2
    errors_say "no URL holds a space (written %20): 'https://localhost/aaa" "aaa..."
}

@test "of sixteen addresses that refuse each is told" {
    https --resolve "many.example:1:$(seq -s, -f '127.0.0.%g' 100 115)" https://many.example:1/
    exits 3
    errors_say "127.0.0.100: connection refused" "127.0.0.115: connection refused"
}

@test "the request: method, headers, body" {
    fake_https
    https --header 'X-One: two' --data hello "https://localhost:$port/echo"
    exits 0
    says "POST /echo HTTP/1.1" "Host: localhost:$port" "X-One: two" "Content-Length: 5" \
        "Connection: close" hello
    printf 'from a\0file' >body
    https --method PUT --data @body --header 'Content-Type: text/plain' \
        --output answer "https://localhost:$port/echo?a=b#c"
    exits 0
    tr '\0' '!' <answer >answer.text
    grep -q 'PUT /echo?a=b HTTP/1.1' answer.text
    grep -q 'from a!file$' answer.text
    https --header 'Content-Length: 7' "https://localhost:$port/echo"
    exits 2
    https --header $'X: a\r\nY: b' "https://localhost:$port/echo"
    exits 2
    https --header nonsense "https://localhost:$port/echo"
    exits 2
    https --method 'GET /' "https://localhost:$port/echo"
    exits 2
    https --method HEAD "https://localhost:$port/"
    exits 0
    [ -z "$output" ]
}

@test "--include, --quiet, --output, and 404 as an answer like others" {
    fake_https
    https --include --quiet "https://localhost:$port/missing"
    exits 0
    [ -z "$stderr" ]
    says "HTTP/1.1 404 Not Found" "Content-Length: 4" none
    https "https://localhost:$port/missing"
    exits 0
    [ "$output" = none ]
    errors_say "the server answered 404 Not Found"
    https --trace --output - "https://localhost:$port/"
    exits 0
    [ "$output" = hello ]
    errors_say ClientHello
    echo before >target
    ln -s target link
    chmod 640 target
    https --output link "https://localhost:$port/"
    exits 0
    [ "$(cat target)" = hello ]
    [ -L link ]
    [ "$(stat -c %a target)" = 640 ]
    https --output /dev/null "https://localhost:$port/"
    exits 0
    [ -c /dev/null ]
    https --output none/such "https://localhost:$port/"
    exits 3
    https --json "https://localhost:$port/"
    exits 2
}

@test "redirects are followed on request" {
    fake_https
    https --include "https://localhost:$port/to-root"
    exits 0
    says "302 Found"
    https "https://localhost:$port/to-root"
    exits 0
    errors_say "the server answered 302 Found; --location goes on to /"
    https --location --trace "https://localhost:$port/to-root"
    exits 0
    says "to https://localhost:$port/" "5 bytes, whole"
    https --location "https://localhost:$port/to-two"
    exits 3
    errors_say "redirects to several places"
    https --location --max-time 20 "https://localhost:$port/loop"
    exits 3
    errors_say "more than 10 redirects"
    https --location --data hello "https://localhost:$port/see-other"
    exits 0
    says "GET /echo"
    does_not_say hello
    https --location --data hello "https://localhost:$port/keep"
    exits 0
    says "POST /echo" hello
}

@test "a redirect from https to http is not followed" {
    fake_https
    https --location "https://localhost:$port/to-http"
    exits 3
    errors_say "redirects from https to http"
    [ -z "$output" ]
}

@test "the name of --servername is for the server that the URL names" {
    local second
    fake_https
    second=$port
    fake_https
    https --location --trace --json --servername first.example \
        "https://localhost:$port/to/localhost:$second/echo"
    exits 0
    says '"server_name":"first.example"' '"server_name":"localhost"'
    https --location --trace --json --servername "" \
        "https://localhost:$port/to/localhost:$second/echo"
    exits 0
    does_not_say '"server_name":"'
}

@test "a server is judged as one, whatever is asked for" {
    openssl_server good
    run "$certcheck" connect --trust "$certificates/root.pem" --purpose any "localhost:$port"
    exits 0
    says "Checked for localhost, purpose serverAuth"
}

@test "another server gets no header and no body" {
    local second
    fake_https
    second=$port
    fake_https
    https --location --header 'Authorization: Basic c2VjcmV0' --header 'Cookie: a=secret' \
        --header 'X-Api-Key: secret' --header 'Host: other' --header 'User-Agent: mine' \
        "https://localhost:$port/to/localhost:$second/echo"
    exits 0
    says "Host: localhost:$second" "User-Agent: certcheck/"
    does_not_say c2VjcmV0
    does_not_say secret
    https --location --data hello "https://localhost:$port/to/localhost:$second/echo"
    exits 0
    says "GET /echo"
    does_not_say hello
    local redirect
    for redirect in "--data hello keep" "--data hello --method PUT to"; do
        https --location ${redirect% *} "https://localhost:$port/${redirect##* }/localhost:$second/echo"
        exits 3
        [ -z "$output" ]
        errors_say "redirects the body of the request to another server" "localhost:$second/echo"
    done
    https --location --method PUT "https://localhost:$port/keep/localhost:$second/echo"
    exits 0
    says "PUT /echo"
    https --location --header 'Authorization: Basic c2VjcmV0' --header 'X-Api-Key: secret' \
        --data hello "https://localhost:$port/keep"
    exits 0
    says c2VjcmV0 "X-Api-Key: secret" hello
}

@test "another server gets no client's certificate" {
    local second
    local -a ours=(--cert "$certificates/client.pem" --key "$certificates/client.key")
    openssl_server good -verify 2 -CAfile "$certificates/root.pem"
    second=$port
    fake_https
    https --location "${ours[@]}" --trace "https://localhost:$port/to/localhost:$second/"
    exits 0
    says "was asked for a certificate"
    does_not_say "and sent it"
    https "${ours[@]}" --trace "https://localhost:$second/"
    exits 0
    says "was asked for a certificate, and sent it"
}

@test "the name of --hostname is for the server that the URL names" {
    local second
    openssl_server rsa
    second=$port
    fake_https
    https --location --hostname localhost --connect-to "other.example:$second:localhost:$second" \
        "https://localhost:$port/to/other.example:$second/"
    exits 1
    errors_say "not valid: hostname-mismatch" other.example
    # The other one is judged by its own name, and by all else that was asked.
    printf '%s\n' '[server]' 'subjectAltName=DNS:named.example' 'authorityKeyIdentifier=keyid' \
        >extensions
    cp "$certificates/root.pem" .
    issue named "$testdata/keys/p256-a.pem" server root "$testdata/keys/p256-b.pem"
    fake https "$PWD/named.pem" "$PWD/named.key"
    local -a named=(--location --hostname named.example)
    https "${named[@]}" "https://127.0.0.1:$port/to/localhost:$second/"
    exits 0
    errors_say "named.example is valid" "localhost is valid"
    https "${named[@]}" --min-rsa-bits 2049 "https://127.0.0.1:$port/to/localhost:$second/"
    exits 1
    errors_say "named.example is valid" "not valid: key-too-weak"
}

@test "http:// is explained, and goes no further" {
    local tls
    fake_https
    tls=$port
    fake http
    https --header 'Cookie: secret' "http://localhost:$port/to/localhost:$tls/hsts"
    exits 3
    [ -z "$output" ]
    errors_say "anyone between here and the server can read and change" \
        "redirects to https://localhost:$tls/hsts" "HSTS (max-age=1000)" "--insecure-http"
    lacks "$fake_log" secret
    https "http://localhost:$port/"
    exits 3
    errors_say "does not redirect to https"
    https --trace --json "http://localhost:$port/to/localhost:$tls/"
    exits 3
    trace_fits 8
    https --insecure-http "http://localhost:$port/"
    exits 0
    [ "$output" = hello ]
    errors_say WARNING
}

@test "a proxy from the environment, exceptions, and refusals" {
    local server
    fake_https
    server=$port
    fake proxy
    export https_proxy=http://user:word@127.0.0.1:$port
    https --trace "https://localhost:$server/"
    exits 0
    says "127.0.0.1:$port leads on to localhost:$server"
    grep -q '^Proxy-Authorization: Basic dXNlcjp3b3Jk' "$fake_log"
    lacks "$fake_log" 'GET /'
    https https://forbidden.example/
    exits 3
    errors_say "the proxy 127.0.0.1:$port refused: 403 Forbidden"
    https https://early.example/
    exits 3
    errors_say "sent something before the server could"
    no_proxy=other.example,localhost https --trace "https://localhost:$server/"
    exits 0
    does_not_say "leads on"
    https --trace --proxy none "https://localhost:$server/"
    exits 0
    does_not_say "leads on"
    https --proxy https://user:word@127.0.0.1 "https://localhost:$server/"
    exits 2
    errors_say "--proxy: a proxy of the kind 'https://' is not known: http:// is"
    [[ $stderr != *word* ]]
    https_proxy=http://user:se/cret@127.0.0.1 https "https://localhost:$server/"
    exits 2
    errors_say "https_proxy: a '/' in its user or password is written %2F"
    [[ $stderr != *cret* && $stderr != *"'se'"* ]]
    local password
    for password in 's@e/cret' 'se://cret'; do
        https --proxy "user:$password@127.0.0.1" "https://localhost:$server/"
        exits 2
        errors_say "--proxy: a '/' in its user or password is written %2F"
        [[ $stderr != *cret* && $stderr != *:se* ]]
    done
    https_proxy='' ALL_PROXY=socks5://127.0.0.1:1 https "https://localhost:$server/"
    exits 2
    errors_say "ALL_PROXY: a proxy of the kind 'socks5://' is not known: http:// is"
}

@test "keys are written to --keylog only, and that is said" {
    fake_https
    SSLKEYLOGFILE=environment.log https "https://localhost:$port/"
    exits 0
    [ ! -e environment.log ]
    errors_say "SSLKEYLOGFILE is ignored"
    https --keylog keys.log "https://localhost:$port/"
    exits 0
    errors_say "WARNING: the keys of this connection are written to keys.log"
    grep -qE '^CLIENT_TRAFFIC_SECRET_0 [0-9a-f]{64} [0-9a-f]+$' keys.log
    [ "$(stat -c %a keys.log)" = 600 ]
    [[ $stderr != *"open to others"* ]]
    chmod 644 keys.log
    https --keylog keys.log "https://localhost:$port/"
    exits 0
    errors_say "keys.log was there before, and is open to others than its owner"
}

@test "a monitoring system asks connect" {
    fake_https
    monitored() {
        run --separate-stderr "$certcheck" connect --format nagios --trust "$certificates/root.pem" "$@"
        [ "${#lines[@]}" -eq 1 ]
    }
    monitored "localhost:$port"
    exits 0
    says_line 'CERTCHECK OK - localhost: valid until [^ ]+ \| valid_for=[0-9]+s'
    monitored --at 2200-01-01T00:00:00Z "localhost:$port"
    exits 2
    says_line 'CERTCHECK CRITICAL - localhost: not valid: expired: the certificate expired at .+'
    monitored --cert none.pem "localhost:$port"
    exits 3
    says "CERTCHECK UNKNOWN - standard error says why"
    monitored --trace "localhost:$port"
    exits 3
    errors_say "--format nagios goes without --trace and --resume"
    stop_servers
    monitored "localhost:$port"
    exits 3
    says "CERTCHECK UNKNOWN - localhost:$port: "
    https --format nagios "https://localhost:$port/"
    exits 2
    errors_say "'nagios' is not one of text, json"
}

@test "connect ends with the verdict, and sends no request" {
    fake_https
    run --separate-stderr "$certcheck" connect --trust "$certificates/root.pem" "localhost:$port"
    exits 0
    says "valid until" "CN=intermediate" "Connected to localhost:$port: TLS 1.3"
    run --separate-stderr "$certcheck" connect --trust "$certificates/root.pem" --json \
        "127.0.0.1:$port"
    exits 0
    printf '%s\n' "$output" >verdict.json
    fits verdict verdict.json
    run --separate-stderr "$certcheck" connect --trust none "localhost:$port"
    exits 1
    says "not valid: "
    run --separate-stderr "$certcheck" connect --trust "$certificates/root.pem" --trace \
        --json "localhost:$port"
    exits 0
    trace_fits 9
    lacks "$fake_log" GET
    run "$certcheck" connect
    exits 2
    run "$certcheck" connect https://localhost/
    exits 2
    says "'https://localhost/' is a URL: a host, or HOST:PORT, is asked for"
}
