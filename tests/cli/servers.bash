# SPDX-License-Identifier: MIT
# Servers on loopback for the tests of connections, and the certificates that they show.

# make_certificates: in $BATS_FILE_TMPDIR, for localhost, 127.0.0.1 and ::1, from keys of testdata:
# root.pem; good.pem (the leaf and its intermediate); bare.pem (the leaf alone); rsa.pem; client.pem.
# NAME.key is the key of NAME.pem.
make_certificates() {
    cd "$BATS_FILE_TMPDIR" || return 1
    local keys=$testdata/keys
    printf '%s\n' '[ca]' 'basicConstraints=critical,CA:TRUE' 'keyUsage=critical,keyCertSign' \
        'subjectKeyIdentifier=hash' 'authorityKeyIdentifier=keyid' \
        '[server]' 'subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1' \
        'extendedKeyUsage=serverAuth' 'authorityKeyIdentifier=keyid' \
        '[client]' 'subjectAltName=DNS:client.example' 'extendedKeyUsage=clientAuth' \
        'authorityKeyIdentifier=keyid' >extensions
    openssl req -x509 -new -key "$keys/p256-b.pem" -subj /CN=root -days 36500 -out root.pem \
        -config /dev/null -addext basicConstraints=critical,CA:TRUE \
        -addext keyUsage=critical,keyCertSign -addext subjectKeyIdentifier=hash 2>>log ||
        { cat log; return 1; }
    issue intermediate "$keys/p256-c.pem" ca root "$keys/p256-b.pem" &&
        issue bare "$keys/p256-a.pem" server intermediate "$keys/p256-c.pem" &&
        issue rsa "$keys/rsa2048.pem" server root "$keys/p256-b.pem" &&
        issue client "$keys/p256-d.pem" client root "$keys/p256-b.pem" || { cat log; return 1; }
    cat bare.pem intermediate.pem >good.pem
    cp bare.key good.key
}

# with_url URL: bare-url.pem, a leaf that says where its issuer is to be had.
with_url() {
    cd "$BATS_TEST_TMPDIR" || return 1
    printf '%s\n' '[server]' 'subjectAltName=DNS:localhost' 'authorityKeyIdentifier=keyid' \
        "authorityInfoAccess=caIssuers;URI:$1" >extensions
    cp "$certificates"/intermediate.* .
    issue bare-url "$testdata/keys/p256-a.pem" server intermediate "$testdata/keys/p256-c.pem"
    mv bare-url.* "$certificates"
}

issue() { # NAME KEY SECTION ISSUER ISSUER-KEY
    cp "$2" "$1.key"
    openssl req -new -key "$2" -subj "/CN=$1" -config /dev/null 2>>log |
        openssl x509 -req -CA "$4.pem" -CAkey "$5" -days 36500 -extfile extensions \
            -extensions "$3" -set_serial "0x10$RANDOM" -out "$1.pem" 2>>log
}

needs() {
    local program
    for program in "$@"; do
        case $program in
        */*) [ -x "$program" ] || skip "$(basename "$program") was not built" ;;
        *) command -v "$program" >/dev/null || skip "$program is missing" ;;
        esac
    done
}

# fake KIND [ARGUMENT...]: a server of fake_server.py, or of $fake_program; $port is where, $fake_log
# what it read.
fake() {
    needs python3
    fakes=$((${fakes:-0} + 1))
    fake_log=$BATS_TEST_TMPDIR/fake.$fakes
    : >"$fake_log.port"
    python3 "$BATS_TEST_DIRNAME/${fake_program:-fake_server.py}" "$@" >"$fake_log.port" \
        2>"$fake_log" 3>&- &
    servers="$servers $!"
    for _ in $(seq 200); do
        port=$(cat "$fake_log.port")
        [ -z "$port" ] || return 0
        sleep 0.05
    done
    cat "$fake_log"
    return 1
}

fake_https() {
    fake https "$certificates/good.pem" "$certificates/good.key"
}

answers() { # PORT
    (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# listening COMMAND...: starts a server with PORT in its arguments replaced; $port is where. Another
# program may take the port first: then the next is tried.
listening() {
    local try pid
    for try in 1 2 3 4 5 6 7 8; do
        port=$((20000 + RANDOM % 12000))
        ! answers "$port" || continue
        "${@//PORT/$port}" >"$BATS_TEST_TMPDIR/server.log" 2>&1 3>&- &
        pid=$!
        for _ in $(seq 100); do
            kill -0 "$pid" 2>/dev/null || break
            if answers "$port"; then
                servers="$servers $pid"
                return 0
            fi
            sleep 0.05
        done
        kill "$pid" 2>/dev/null || true
    done
    echo "$1 does not start:"
    cat "$BATS_TEST_TMPDIR/server.log"
    return 1
}

openssl_server() { # NAME [OPTION...]
    local name=$1
    local -a chain=()
    shift
    [ "$name" != good ] || chain=(-cert_chain "$certificates/intermediate.pem")
    listening openssl s_server -www -accept 127.0.0.1:PORT -cert "$certificates/$name.pem" \
        -key "$certificates/$name.key" "${chain[@]}" "$@"
}

gnutls_server() { # NAME [OPTION...]
    local name=$1
    shift
    needs gnutls-serv
    listening gnutls-serv --http --port PORT --x509certfile "$certificates/$name.pem" \
        --x509keyfile "$certificates/$name.key" "$@"
}

# nginx_server FOLDER [NAME [DIRECTIVES]]: / serves its files with a length, /chunked/ chunked.
nginx_server() {
    local folder=$1 name=$certificates/${2:-good} directives=${3-} home=$BATS_TEST_TMPDIR/nginx
    export PATH=$PATH:/usr/sbin
    needs nginx
    mkdir -p "$home"
    cat >"$home/conf.in" <<END
daemon off; master_process off; pid $home/pid; error_log stderr;
events { worker_connections 64; }
http {
    access_log off; default_type application/octet-stream;
    client_body_temp_path $home/body; proxy_temp_path $home/proxy;
    fastcgi_temp_path $home/fastcgi; uwsgi_temp_path $home/uwsgi; scgi_temp_path $home/scgi;
    server {
        listen 127.0.0.1:@ ssl http2;
        ssl_certificate $name.pem; ssl_certificate_key $name.key; ssl_protocols TLSv1.2 TLSv1.3;
        $directives
        root $folder;
        add_header Strict-Transport-Security max-age=1000;
        location /chunked/ { alias $folder/; ssi on; ssi_types *; }
    }
}
END
    configured "$home/conf" nginx -e stderr -c
}

# stunnel_server NAME PORT: TLS with NAME.pem before whatever is at that port.
stunnel_server() {
    local name=$certificates/$1 to=$2 home=$BATS_TEST_TMPDIR/stunnel
    needs stunnel
    mkdir -p "$home"
    cat >"$home/conf.in" <<END
foreground = yes
syslog = no
pid =
[https]
accept = 127.0.0.1:@
connect = 127.0.0.1:$to
cert = $name.pem
key = $name.key
END
    configured "$home/conf" stunnel
}

# configured FILE COMMAND...: starts a server whose last argument is made of FILE.in, @ being the port.
configured() {
    local file=$1
    shift
    # shellcheck disable=SC2016 # for the inner shell
    listening sh -c 'sed "s/@/$1/" "$0.in" >"$0.$1" && file=$0.$1 && shift && exec "$@" "$file"' \
        "$file" PORT "$@"
}

# begin_with_servers: what every test with servers begins with; stop_servers ends it.
begin_with_servers() {
    cd "$BATS_TEST_TMPDIR" || return 1
    certificates=$BATS_FILE_TMPDIR
    servers=
    unset https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY SSLKEYLOGFILE
}

stop_servers() {
    local pid
    for pid in $servers; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    servers=
}
