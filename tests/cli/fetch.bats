#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# certcheck verify --fetch: against a server on loopback, whose certificates are made for its port.

load helper
load servers

setup_file() {
    export W=$BATS_FILE_TMPDIR
    unset http_proxy https_proxy all_proxy HTTPS_PROXY ALL_PROXY no_proxy NO_PROXY SSL_CERT_FILE
    export WHY_NOT=
    command -v openssl >/dev/null || WHY_NOT="no openssl"
    command -v python3 >/dev/null || WHY_NOT="no python3"
    "$certcheck" verify --fetch issuers /dev/null 2>&1 | grep -q "without libcurl" &&
        WHY_NOT="built without libcurl"
    [ -z "$WHY_NOT" ] || return 0
    authority root root
    authority ca root
    openssl x509 -in "$W/ca.pem" -outform DER -out "$W/ca.der"
    openssl crl2pkcs7 -nocrl -certfile "$W/ca.pem" -outform DER -out "$W/ca.p7c"
    openssl crl2pkcs7 -nocrl -certfile "$W/ca.pem" -out "$W/ca.p7.pem"
    head -c 3000 /dev/urandom >"$W/garbage"
    head -c 2000000 /dev/zero >"$W/large"
    : >"$W/empty"
    certificate site ca "subjectAltName=DNS:localhost" "extendedKeyUsage=serverAuth"
    cat "$W/site.pem" "$W/ca.pem" >"$W/site-chain.pem"
    python3 "$BATS_TEST_DIRNAME/http_server.py" "$W" 3>&- &
    echo $! >"$W/pids"
    python3 "$BATS_TEST_DIRNAME/http_server.py" "$W" "$W/site-chain.pem" "$W/site.key" 3>&- &
    echo $! >>"$W/pids"
    local i
    for ((i = 0; i < 100; i++)); do
        [ -e "$W/port" ] && [ -e "$W/tls-port" ] && break
        sleep 0.1
    done
    HERE=http://127.0.0.1:$(cat "$W/port")
    export HERE
}

teardown_file() {
    [ ! -e "$W/pids" ] || servers=$(cat "$W/pids")
    stop_servers
}

setup() {
    [ -z "$WHY_NOT" ] || skip "$WHY_NOT"
    : >"$W/requests"
    export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
}

# certificate NAME ISSUER EXTENSION...: NAME.pem and NAME.key in $W. $subject is another subject, $key
# whose key it has in place of its own, $days how long it lasts.
certificate() {
    local name=$1 issuer=$2 signer
    shift 2
    printf '%s\n' "$@" "authorityKeyIdentifier=keyid" "subjectKeyIdentifier=hash" \
        >"$W/$name.ext"
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$W/$name.key"
    openssl req -new -key "$W/$name.key" -subj "/CN=${subject:-$name}" -out "$W/$name.csr"
    signer=(-CA "$W/$issuer.pem" -CAkey "$W/$issuer.key")
    [ "$name" != "$issuer" ] || signer=(-signkey "$W/$name.key")
    [ -z "$key" ] || openssl pkey -in "$W/$key.key" -pubout -out "$W/$name.pub"
    [ -z "$key" ] || signer+=(-force_pubkey "$W/$name.pub")
    openssl x509 -req -in "$W/$name.csr" "${signer[@]}" -days "${days:-30}" -set_serial "$((RANDOM + 1))" \
        -extfile "$W/$name.ext" -out "$W/$name.pem" 2>/dev/null
}

authority() { # NAME ISSUER [EXTENSION...]
    certificate "$@" "basicConstraints=critical,CA:TRUE" "keyUsage=critical,keyCertSign,cRLSign"
}

# leaf URL...: leaf.pem, issued by ca, which is to be had at those URLs
leaf() {
    local url access=
    for url in "$@"; do access=$access${access:+,}"caIssuers;URI:$url"; done
    certificate leaf ca "authorityInfoAccess=$access" "keyUsage=critical,digitalSignature"
}

fetch() { # OPTION...
    run "$certcheck" verify --trust "$W/root.pem" --fetch issuers --fetch-private "$@" "$W/leaf.pem"
}

asked() { # how many requests there were for a path
    grep -cxF -e "$1" "$W/requests" || true
}

asked_times() { # PATH N
    [ "$(asked "$1")" -eq "$2" ] || { echo "$(asked "$1") requests for $1, not $2"; return 1; }
}

# refused_for RESULT TEXT...: nothing came of it, and text and JSON say why
refused_for() {
    exits 1
    says "issuer-missing" "${@:2}"
    fetch --format json
    exits 1
    says "\"result\": \"$1\"" '"fetch_remark": null' "${@:2}"
    [ ! -d "$XDG_CACHE_HOME/certcheck" ] || [ -z "$(ls -A "$XDG_CACHE_HOME/certcheck")" ]
}

@test "a missing intermediate is fetched, and the report says so" {
    leaf "$HERE/ca.der"
    fetch
    exits 0
    says "valid only with the fetched issuer: the server does not send it"
    says_line "\+ $HERE/ca.der"
    says_line " +issuer: [0-9]+ bytes in [0-9]+ ms"
    says_line ".* - $HERE/ca.der"
    does_not_say "Could be fetched"
    asked_times /ca.der 1
}

@test "the same in JSON, as the schema says" {
    leaf "$HERE/ca.der"
    fetch --format json
    exits 0
    says '"fetch_remark": "valid only with the fetched issuer: the server does not send it"'
    says "\"source\": \"$HERE/ca.der\"" '"result": "ok"' '"cached": false' '"added": 1'
    printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/verdict.json"
    fits verdict "$BATS_TEST_TMPDIR/verdict.json"
}

@test "files are judged without the network unless it is asked for" {
    leaf "$HERE/ca.der"
    run "$certcheck" verify --trust "$W/root.pem" --fetch-private "$W/leaf.pem"
    exits 1
    says "issuer-missing" "Could be fetched with --fetch" "$HERE/ca.der"
    fetch --fetch none
    exits 1
    fetch --fetch crl,ocsp
    exits 1
    asked_times /ca.der 0
}

@test "an expired certificate of the issuer keeps no better one from being fetched" {
    leaf "$HERE/ca.der"
    subject=ca key=ca days=1 authority expired root
    fetch --at "$(($(date +%s) + 2 * 86400))" --untrusted "$W/expired.pem"
    exits 0
    says "fetched issuer" "$HERE/ca.der"
    asked_times /ca.der 1
}

@test "nothing is fetched for a chain that is whole" {
    leaf "$HERE/ca.der"
    fetch --untrusted "$W/ca.pem"
    exits 0
    does_not_say "fetched"
    asked_times /ca.der 0
}

@test "PKCS #7 and PEM are read too" {
    local form
    for form in ca.p7c ca.p7.pem ca.pem; do
        leaf "$HERE/$form"
        fetch --no-cache
        exits 0
        says "fetched issuer" "$HERE/$form"
    done
}

@test "loopback is refused without --fetch-private" {
    local host
    for host in 127.0.0.1 localhost "[::1]" "[::ffff:127.0.0.1]" 127.1 0x7f000001 2130706433 0.0.0.0; do
        leaf "http://$host:${HERE##*:}/ca.der"
        run "$certcheck" verify --trust "$W/root.pem" --fetch all --format json "$W/leaf.pem"
        exits 1
        says '"result": "address-refused"' "no public address"
    done
    asked_times /ca.der 0
}

@test "other hosts that only we can reach are refused" {
    local host
    for host in 10.0.0.1 192.168.1.1 169.254.169.254 "[fe80::1]" "[fc00::1]" 224.0.0.1; do
        leaf "http://$host/ca.der"
        run "$certcheck" verify --trust "$W/root.pem" --fetch all --format json "$W/leaf.pem"
        exits 1
        says '"result": "address-refused"'
    done
}

# In a network of its own, which has a public address.
@test "a public host may not lead to one that only we can reach" {
    local there i pid
    needs unshare nsenter ip
    unshare -n ip link set lo up 2>/dev/null || skip "there is no network of our own to be had"
    mkdir "$W/there"
    cp "$W/ca.der" "$W/there"
    unshare -n sh -c 'ip link set lo up && ip addr add 11.0.0.1/32 dev lo && exec "$@"' - \
        python3 "$BATS_TEST_DIRNAME/http_server.py" "$W/there" 0.0.0.0 3>&- &
    pid=$!
    echo "$pid" >>"$W/pids"
    for ((i = 0; i < 100; i++)); do
        [ ! -e "$W/there/port" ] || break
        sleep 0.1
    done
    there=http://11.0.0.1:$(cat "$W/there/port")
    leaf "$there/to-loopback"
    run nsenter -t "$pid" -n "$certcheck" verify --trust "$W/root.pem" --fetch issuers --format json \
        "$W/leaf.pem"
    exits 1
    says '"result": "address-refused"' "redirected to http://127.0.0.1:" "no public address"
    [ "$(cat "$W/there/requests")" = /to-loopback ]
    leaf "$there/ca.der"
    run nsenter -t "$pid" -n "$certcheck" verify --trust "$W/root.pem" --fetch issuers "$W/leaf.pem"
    exits 0
    says "fetched issuer"
    # A proxy would go there for us.
    : >"$W/there/requests"
    leaf http://169.254.169.254./latest http://0x7f000001./ca.der http://127.0.0.1%2e/ca.der \
        http://%EF%BC%91%32%37.0.0.1/ca.der "$there/to-dotted-loopback"
    http_proxy=$there run nsenter -t "$pid" -n "$certcheck" verify --trust "$W/root.pem" \
        --fetch issuers --no-cache --format json "$W/leaf.pem"
    exits 1
    [ "$(grep -c '"result": "address-refused"' <<<"$output")" -eq 5 ]
    [ "$(cat "$W/there/requests")" = /to-dotted-loopback ]
    leaf "http://11.0.0.1.:${there##*:}/ca.der"
    http_proxy=$there run nsenter -t "$pid" -n "$certcheck" verify --trust "$W/root.pem" \
        --fetch issuers --no-cache "$W/leaf.pem"
    exits 0
}

@test "only http and https URLs without a password are fetched" {
    leaf "ldap://127.0.0.1/cn=ca" "file://$W/ca.der" "ftp://127.0.0.1/ca.der" \
        "http://user:secret@${HERE#http://}/ca.der" "$HERE/ca%20.der?a=\\\\x" "http:ca.der" "nonsense"
    fetch
    exits 1
    says "only http and https are fetched" "a URL with a user or a password in it is not fetched"
    says "not a URL that can be fetched"
    asked_times /ca.der 0
}

@test "the next URL is tried when one fails" {
    leaf "ldap://127.0.0.1/cn=ca" "$HERE/missing" "$HERE/garbage" "$HERE/ca.der"
    fetch
    exits 0
    says "HTTP status 404" "there is no certificate in it" "fetched issuer"
    asked_times /missing 1
    asked_times /garbage 1
}

@test "redirects are followed, three at most" {
    leaf "$HERE/hop/2"
    fetch
    exits 0
    says "redirected 3 times"
    rm -rf "$XDG_CACHE_HOME"
    leaf "$HERE/hop/3"
    fetch
    refused_for redirected "redirected more than 3 times"
}

@test "a redirect loop ends" {
    leaf "$HERE/loop"
    fetch
    refused_for redirected "redirected more than 3 times"
    asked_times /loop 8
}

@test "a redirect to a file, a password, or nowhere is refused" {
    leaf "$HERE/to-file"
    fetch
    refused_for url-refused "redirected to file:///etc/hostname: only http and https are fetched"
    leaf "$HERE/to-password"
    fetch
    refused_for url-refused "a user or a password"
    leaf "$HERE/to-nowhere"
    fetch
    refused_for http-status "HTTP status 302"
}

@test "a redirect to https is followed when that server can be verified" {
    leaf "$HERE/to-tls"
    fetch
    refused_for tls-failed "TLS: "
    SSL_CERT_FILE=$W/root.pem fetch
    exits 0
    says "redirected once" "fetched issuer"
}

@test "a body that is too large is refused, whether its length is told or not" {
    local path
    for path in huge huge-length large; do
        leaf "$HERE/$path"
        fetch
        refused_for too-large "larger than 1048576 bytes"
    done
}

@test "endless headers end" {
    leaf "$HERE/headers"
    fetch
    refused_for too-large "its headers are larger than"
}

@test "slow and silent servers end within the time limit" {
    local path
    for path in slow silent; do
        leaf "$HERE/$path"
        SECONDS=0
        fetch --fetch-timeout 1
        [ "$SECONDS" -le 10 ]
        exits 1
        says "no whole answer within the time limit"
    done
}

@test "all fetches together have three times as long as one" {
    leaf "$HERE/silent?1" "$HERE/silent?2" "$HERE/silent?3" "$HERE/silent?4" "$HERE/silent?5"
    fetch --fetch-timeout 1
    exits 1
    says "the time for all fetches is over"
    [ "$(asked /silent)" -le 4 ]
}

@test "what is no answer is said to be none" {
    leaf "$HERE/missing"
    fetch
    refused_for http-status "HTTP status 404"
    leaf "$HERE/status/500"
    fetch
    refused_for http-status "HTTP status 500"
    leaf "$HERE/status/206"
    fetch
    refused_for http-status "HTTP status 206"
    leaf "$HERE/garbage"
    fetch
    refused_for unusable "there is no certificate in it"
    leaf "$HERE/empty"
    fetch
    refused_for unusable "the answer is empty"
    leaf "$HERE/noise"
    fetch
    refused_for broken "$HERE/noise"
    leaf "$HERE/cut"
    fetch
    refused_for broken "$HERE/cut"
}

@test "no server, no host" {
    leaf "http://127.0.0.1:1/ca.der"
    fetch
    refused_for no-connection "cannot connect: Connection refused"
    leaf "http://no-such-host.invalid/ca.der"
    fetch
    refused_for no-host "no-such-host.invalid"
}

@test "a certificate of somebody else changes nothing" {
    authority stranger stranger
    leaf "$HERE/stranger.pem"
    fetch
    exits 1
    says "issuer-missing" "issuer: " "$HERE/stranger.pem"
}

# crl NAME [REVOKED [ISSUER]]: NAME.crl of ca, or another issuer, good for a day; only one certificate
# may be revoked.
crl() {
    local issuer=${3:-ca}
    : >"$W/index.txt"
    [ $# -eq 1 ] || printf 'R\t491231235959Z\t250101000000Z\t%s\tunknown\t/CN=%s\n' \
        "$(openssl x509 -in "$W/$2.pem" -noout -serial | cut -d = -f 2)" "$2" >"$W/index.txt"
    echo 01 >"$W/crlnumber"
    printf '%s\n' "[ca]" "default_ca=ca_own" "[ca_own]" "database=$W/index.txt" "default_md=sha256" \
        "crlnumber=$W/crlnumber" "crl_extensions=ext" "[ext]" "authorityKeyIdentifier=keyid" \
        >"$W/ca.conf"
    openssl ca -config "$W/ca.conf" -gencrl -crldays 1 -cert "$W/$issuer.pem" -keyfile "$W/$issuer.key" \
        -out "$W/$1.crl.pem" 2>/dev/null
    openssl crl -in "$W/$1.crl.pem" -outform DER -out "$W/$1.crl"
}

@test "a CRL is fetched from where the certificate says, also for a chain that is valid" {
    certificate leaf ca "crlDistributionPoints=URI:$HERE/now.crl" "keyUsage=critical,digitalSignature"
    crl now
    fetch --fetch issuers --untrusted "$W/ca.pem"
    exits 0
    asked_times /now.crl 0
    fetch --fetch crl --untrusted "$W/ca.pem"
    exits 0
    says "crl: " "revocation: good by CRL"
    does_not_say "the server does not send"
    fetch --fetch crl --untrusted "$W/ca.pem"
    says "from the cache"
    asked_times /now.crl 1
    crl now leaf
    fetch --fetch crl --untrusted "$W/ca.pem" --no-cache
    exits 1
    says "not valid: certificate-revoked"
}

@test "issuers and CRLs are fetched in one go" {
    crl now
    certificate leaf ca "crlDistributionPoints=URI:$HERE/now.crl" \
        "authorityInfoAccess=caIssuers;URI:$HERE/ca.der" "keyUsage=critical,digitalSignature"
    fetch --fetch all
    exits 0
    says "fetched issuer" "issuer: " "crl: " "revocation: good by CRL"
    fetch --fetch all --format json
    printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/verdict.json"
    fits verdict "$BATS_TEST_TMPDIR/verdict.json"
}

# junk URL...: junk.pem, with which somebody certifies ca's key, whose own issuer is nowhere but might
# be had at those URLs
junk() {
    local url access=
    for url in "$@"; do access=$access${access:+,}"caIssuers;URI:$url"; done
    authority nobody nobody
    subject=ca key=ca \
        certificate junk nobody "basicConstraints=critical,CA:TRUE" "authorityInfoAccess=$access"
}

revoked_leaf() { # URL: of the CRL, which revokes it; where its issuer is only junk.pem says
    certificate leaf ca "crlDistributionPoints=URI:$1" "keyUsage=critical,digitalSignature"
    crl revoked leaf
}

missing() { # N: so many URLs of nothing
    local i
    for ((i = 1; i <= $1; i++)); do echo "$HERE/missing?$i"; done
}

@test "other certificates use up nothing of what a valid path's revocation takes" {
    revoked_leaf "$HERE/revoked.crl"
    junk $(missing 7) "$HERE/ca.der"
    fetch --fetch all --no-cache --untrusted "$W/junk.pem"
    exits 1
    says "certificate-revoked" "revoked by CRL"
    asked_times /missing 7
    asked_times /revoked.crl 1
    cat "$W/leaf.pem" "$W/junk.pem" >"$W/evil.pem"
    run "$certcheck" verify --trust "$W/root.pem" --fetch all --fetch-private --no-cache "$W/evil.pem"
    exits 1
    says "certificate-revoked"
}

@test "the time that other certificates take is not that of the revocation" {
    revoked_leaf "$HERE/revoked.crl"
    junk "$HERE/ca.der"
    fetch --untrusted "$W/junk.pem"
    exits 0
    junk "$HERE/silent?1" "$HERE/silent?2" "$HERE/silent?3" "$HERE/ca.der"
    fetch --fetch all --fetch-timeout 2 --untrusted "$W/junk.pem"
    exits 1
    says "no whole answer within the time limit" "from the cache" "certificate-revoked"
}

@test "a revoked authority does not hide behind the URLs that it writes" {
    local url points=
    for url in $(missing 9); do points=$points${points:+,}URI:$url; done
    authority sub root "crlDistributionPoints=URI:$HERE/root.crl"
    certificate leaf sub "crlDistributionPoints=$points" "keyUsage=critical,digitalSignature"
    crl root sub root
    fetch --fetch crl --no-cache --untrusted "$W/sub.pem"
    exits 1
    says "certificate-revoked"
    # What a limit leaves out is told.
    rm "$W/root.crl"
    : >"$W/requests"
    fetch --fetch crl --no-cache --untrusted "$W/sub.pem"
    exits 0
    says "HTTP status 404" "not tried: 8 CRLs and OCSP responses were asked for already"
    asked_times /missing 7
    fetch --fetch crl --no-cache --untrusted "$W/sub.pem" --format json
    [ "$(grep -c '"result": "limit"' <<<"$output")" -eq 2 ]
    printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/verdict.json"
    fits verdict "$BATS_TEST_TMPDIR/verdict.json"
}

@test "a certificate in place of a CRL is none" {
    certificate leaf ca "crlDistributionPoints=URI:$HERE/ca.der" "keyUsage=critical,digitalSignature"
    fetch --fetch crl --untrusted "$W/ca.pem"
    exits 0
    says "there is no CRL in it"
    crl now
    leaf "$HERE/now.crl"
    fetch
    refused_for unusable "there is no certificate in it"
}

@test "an OCSP responder is asked with POST, and its answer kept until its nextUpdate" {
    certificate leaf ca "authorityInfoAccess=OCSP;URI:$HERE/ocsp" "keyUsage=critical,digitalSignature"
    printf 'V\t491231235959Z\t\t%s\tunknown\t/CN=leaf\n' \
        "$(openssl x509 -in "$W/leaf.pem" -noout -serial | cut -d = -f 2)" >"$W/index.txt"
    fetch --fetch ocsp --untrusted "$W/ca.pem" --format json
    exits 0
    says '"kind": "ocsp"' '"result": "ok"' '"added": 1'
    grep -qi "Content-Type: application/ocsp-request" "$W/headers"
    openssl ocsp -reqin "$W/ocsp.request" -req_text -noverify | grep -q "Serial Number: $(
        openssl x509 -in "$W/leaf.pem" -noout -serial | cut -d = -f 2)"
    fetch --fetch ocsp --untrusted "$W/ca.pem"
    says "from the cache" "revocation: good by OCSP"
    asked_times /ocsp 1
    # Another certificate is another question.
    certificate leaf ca "authorityInfoAccess=OCSP;URI:$HERE/ocsp" "keyUsage=critical,digitalSignature"
    fetch --fetch ocsp --untrusted "$W/ca.pem"
    asked_times /ocsp 2
}

@test "a responder that refuses to answer is not believed, and not kept" {
    certificate leaf ca "authorityInfoAccess=OCSP;URI:$HERE/ocsp-later" \
        "keyUsage=critical,digitalSignature"
    fetch --fetch ocsp --untrusted "$W/ca.pem"
    exits 0
    says "ocsp: the server says tryLater"
    fetch --fetch ocsp --untrusted "$W/ca.pem"
    asked_times /ocsp-later 2
}

# tls NAME: a TLS server that sends NAME.pem alone; $tls_port is where.
tls() {
    rm -f "$BATS_TEST_TMPDIR/tls-port"
    cp "$W/ca.der" "$BATS_TEST_TMPDIR"
    python3 "$BATS_TEST_DIRNAME/http_server.py" "$BATS_TEST_TMPDIR" "$W/$1.pem" "$W/$1.key" 3>&- &
    echo $! >>"$W/pids"
    local i
    for ((i = 0; i < 100; i++)); do
        [ ! -e "$BATS_TEST_TMPDIR/tls-port" ] || break
        sleep 0.1
    done
    tls_port=$(cat "$BATS_TEST_TMPDIR/tls-port")
}

host() { # URL: leaf.pem for localhost, whose issuer is to be had there
    certificate leaf ca "authorityInfoAccess=caIssuers;URI:$1" "subjectAltName=DNS:localhost" \
        "extendedKeyUsage=serverAuth" "keyUsage=critical,digitalSignature"
}

@test "a connection fetches the issuers that the server does not send, in the midst of the handshake" {
    host "$HERE/ca.der"
    tls leaf
    run "$certcheck" connect --trust "$W/root.pem" --fetch-private "localhost:$tls_port"
    exits 0
    says "valid only with the fetched issuer: the server does not send it" "$HERE/ca.der"
    asked_times /ca.der 1
    run "$certcheck" https --trust "$W/root.pem" --fetch-private -o "$BATS_TEST_TMPDIR/body" \
        "https://localhost:$tls_port/ca.der"
    exits 0
    says "localhost is valid until" "valid only with the fetched issuer"
    cmp "$BATS_TEST_TMPDIR/body" "$W/ca.der"
    asked_times /ca.der 1
}

@test "the trace of a connection tells of it" {
    host "$HERE/ca.der"
    tls leaf
    run "$certcheck" connect --trace --trust "$W/root.pem" --fetch-private --no-cache \
        "localhost:$tls_port"
    exits 0
    says "fetched" "$HERE/ca.der, issuer: " "valid only with the fetched issuer"
    run "$certcheck" connect --trace --json --trust "$W/root.pem" --fetch-private --no-cache \
        "localhost:$tls_port"
    exits 0
    says '"fetch_remark":"valid only with the fetched issuer: the server does not send it"'
}

@test "a connection does not fetch when it is told so, or from where it must not" {
    host "$HERE/ca.der"
    tls leaf
    run "$certcheck" connect --trust "$W/root.pem" --fetch none --fetch-private "localhost:$tls_port"
    exits 1
    says "issuer-missing" "Could be fetched with --fetch"
    run "$certcheck" connect --trust "$W/root.pem" "localhost:$tls_port"
    exits 1
    says "issuer-missing" "no public address: loopback"
    asked_times /ca.der 0
}

@test "a slow fetch does not end the handshake's time" {
    host "$HERE/ca.der?wait=2.5"
    tls leaf
    run "$certcheck" connect --trust "$W/root.pem" --fetch-private --connect-timeout 2 --no-cache \
        "localhost:$tls_port"
    exits 0
    says "fetched issuer"
}

@test "a fetch for which --max-time leaves little is told, too" {
    host "$HERE/silent"
    tls leaf
    run "$certcheck" connect --trust "$W/root.pem" --fetch-private --max-time 2.9 --no-cache \
        "localhost:$tls_port"
    exits 1
    says "issuer-missing" "issuer: no whole answer within the time limit"
}

@test "what was fetched is kept: the server sees no second request" {
    leaf "$HERE/ca.der?max-age=60"
    fetch
    exits 0
    fetch
    exits 0
    says "from the cache" "valid only with the fetched issuer"
    asked_times /ca.der 1
    fetch --format json
    says '"cached": true' '"milliseconds": 0'
    fetch --no-cache
    exits 0
    asked_times /ca.der 2
}

@test "without a word of the server it is kept, too" {
    leaf "$HERE/ca.der"
    fetch
    fetch
    exits 0
    asked_times /ca.der 1
}

@test "a server may forbid it, or end it" {
    local query
    for query in control=no-store max-age=0 "expires=Thu%2C%2001%20Jan%201970%2000:00:00%20GMT"; do
        : >"$W/requests"
        leaf "$HERE/ca.der?$query"
        fetch
        fetch
        exits 0
        asked_times /ca.der 2
    done
    leaf "$HERE/ca.der?max-age=1"
    fetch
    sleep 1.1
    : >"$W/requests"
    fetch
    exits 0
    asked_times /ca.der 1
}

@test "what is kept and is not enough is asked for again: one lie does not last" {
    authority stranger stranger
    leaf "$HERE/served.der?max-age=3600"
    openssl x509 -in "$W/stranger.pem" -outform DER -out "$W/served.der"
    fetch
    exits 1
    asked_times /served.der 1
    cp "$W/ca.der" "$W/served.der"
    fetch
    exits 0
    says "from the cache" "valid only with the fetched issuer"
    asked_times /served.der 2
    fetch
    exits 0
    asked_times /served.der 2
}

@test "a CRL that is kept and revokes is not asked for again" {
    certificate leaf ca "crlDistributionPoints=URI:$HERE/kept.crl" "keyUsage=critical,digitalSignature"
    crl kept leaf
    fetch --fetch crl --untrusted "$W/ca.pem"
    exits 1
    fetch --fetch crl --untrusted "$W/ca.pem"
    exits 1
    says "from the cache" "not valid: certificate-revoked"
    asked_times /kept.crl 1
}

@test "--fetch-cache names the folder" {
    leaf "$HERE/ca.der"
    fetch --fetch-cache "$BATS_TEST_TMPDIR/a/b"
    exits 0
    [ "$(ls "$BATS_TEST_TMPDIR/a/b" | wc -l)" -eq 1 ]
    [ ! -e "$XDG_CACHE_HOME" ]
    fetch --fetch-cache /dev/null/x
    exits 0
    says "--fetch-cache: /dev/null/x cannot be used: Not a directory"
}

@test "a damaged entry of the cache is replaced" {
    local entry
    leaf "$HERE/ca.der"
    fetch
    entry=$(echo "$XDG_CACHE_HOME"/certcheck/*)
    cp "$entry" "$BATS_TEST_TMPDIR/good"
    head -c 300 "$BATS_TEST_TMPDIR/good" >"$entry"
    fetch
    exits 0
    asked_times /ca.der 2
    fetch
    says "from the cache"
}

@test "processes share the cache" {
    local i pids=()
    leaf "$HERE/ca.der?wait=0.2&max-age=60"
    for i in 1 2 3 4; do
        "$certcheck" verify --trust "$W/root.pem" --fetch issuers --fetch-private "$W/leaf.pem" \
            >"$BATS_TEST_TMPDIR/out.$i" 2>&1 3>&- &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i"; done
    [ "$(ls "$XDG_CACHE_HOME/certcheck" | wc -l)" -eq 1 ]
    : >"$W/requests"
    fetch
    says "from the cache"
    asked_times /ca.der 0
}

@test "authorities one above the other are fetched one after another, eight at most" {
    local i
    authority top1 root
    for ((i = 2; i <= 20; i++)); do
        authority "top$i" "top$((i - 1))" "authorityInfoAccess=caIssuers;URI:$HERE/top$((i - 1)).pem"
    done
    certificate leaf top20 "authorityInfoAccess=caIssuers;URI:$HERE/top20.pem"
    fetch
    exits 1
    says "issuer-missing" "not tried: 8 issuers were asked for already" "$HERE/top12.pem"
    [ "$(wc -l <"$W/requests")" -eq 8 ]
    fetch --format json
    says '"result": "limit"'
    printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/verdict.json"
    fits verdict "$BATS_TEST_TMPDIR/verdict.json"
    # Fewer are within it.
    certificate leaf top8 "authorityInfoAccess=caIssuers;URI:$HERE/top8.pem"
    fetch --no-cache
    exits 0
    says "valid only with the fetched issuers: the server does not send them"
}

@test "a proxy is used when the environment names one" {
    http_proxy=$HERE run "$certcheck" verify --trust "$testdata/path/issuer-elsewhere/trusted.pem" \
        --at 2026-06-01T00:00:00Z --fetch issuers --fetch-private --no-cache \
        "$testdata/path/issuer-elsewhere/leaf.pem"
    exits 1
    says "http://ca.example/intermediate.cer" "HTTP status 404"
    asked_times /intermediate.cer 1
    openssl x509 -in "$testdata/path/ordinary/untrusted.pem" -outform DER \
        -out "$W/intermediate.cer"
    http_proxy=$HERE run "$certcheck" verify --trust "$testdata/path/issuer-elsewhere/trusted.pem" \
        --at 2026-06-01T00:00:00Z --fetch issuers --fetch-private --no-cache \
        "$testdata/path/issuer-elsewhere/leaf.pem"
    exits 0
}

@test "a proxy on an address that is not public needs --fetch-private, too" {
    http_proxy=$HERE run "$certcheck" verify --trust "$testdata/path/issuer-elsewhere/trusted.pem" \
        --fetch issuers "$testdata/path/issuer-elsewhere/leaf.pem"
    says "no public address"
    [ ! -s "$W/requests" ]
}

@test "a password in .netrc is for others" {
    leaf "$HERE/ca.der"
    echo "machine 127.0.0.1 login user password secret" >"$BATS_TEST_TMPDIR/.netrc"
    HOME=$BATS_TEST_TMPDIR fetch
    exits 0
    lacks "$W/headers" Authorization
}

@test "wrong usage is said" {
    run "$certcheck" verify --fetch everything x.pem
    exits 2
    says "--fetch: 'everything' is not one of issuers, crl, ocsp, all, none"
    local contradiction
    for contradiction in "" , issuers,none none,crl issuers, issuers,,crl; do
        run "$certcheck" verify --fetch "$contradiction" x.pem
        exits 2
        says "--fetch: '$contradiction' is not one of"
    done
    run "$certcheck" verify --fetch crl,issuers,ocsp x.pem
    exits 3
    run "$certcheck" verify --fetch-timeout 0 x.pem
    exits 2
    run "$certcheck" verify --fetch-timeout soon x.pem
    exits 2
}
