# SPDX-License-Identifier: MIT
# Real servers of the protocols with STARTTLS, on loopback, with a configuration of the test's own.
# They run as whoever runs the tests; where that is root, as somebody else if they refuse root. Each
# shows rsa.pem, listens at $port, and is skipped where it is not installed.

export PATH=$PATH:/usr/sbin:/usr/local/sbin

# make_home: a folder that every user can reach, for a server's files; $home. In bats' own, only
# this user can.
make_home() {
    home=$(mktemp -d "${TMPDIR:-/tmp}/certcheck.XXXXXX")
    chmod 755 "$home"
    cp "$certificates/rsa.pem" "$certificates/rsa.key" "$home"
}

remove_home() {
    [ -n "$home" ] || return 0
    # Postfix's master does not end with the command that started it.
    local pid=$home/queue/pid/master.pid
    # shellcheck disable=SC2046 # it stands among spaces
    [ ! -s "$pid" ] || kill $(cat "$pid") || true
    rm -rf "$home"
    home=
}

# as_user USER: $as is what runs a command as that user, if we are root; the home is then theirs.
as_user() {
    as=
    [ "$(id -u)" -eq 0 ] || return 0
    needs setpriv
    id -u "$1" >/dev/null 2>&1 || skip "there is no user $1"
    as="setpriv --reuid $1 --regid $(id -g "$1") --clear-groups"
    chown -R "$1" "$home"
}

# starts NAME COMMAND...: with @ replaced by the port in $home/conf.in, which becomes $home/conf.
starts() {
    # shellcheck disable=SC2016,SC2086 # for the inner shell; a list of words
    listening sh -c 'cd "$0" && sed "s/@/$1/" conf.in >conf && shift && exec "$@"' \
        "$home" PORT $as "$@"
}

postfix_server() {
    needs postfix
    [ "$(id -u)" -eq 0 ] || skip "postfix needs root"
    make_home
    mkdir "$home/queue" "$home/data"
    chown postfix "$home/data"
    cat "$home/rsa.key" "$home/rsa.pem" >"$home/chain.pem"
    cat >"$home/main.cf" <<END
compatibility_level = 3.6
queue_directory = $home/queue
data_directory = $home/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = localhost.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
maillog_file = $home/log
maillog_file_prefixes = $home
smtpd_tls_security_level = may
smtpd_tls_chain_files = $home/chain.pem
END
    cat >"$home/conf.in" <<END
postlog unix-dgram n - n - 1 postlogd
127.0.0.1:@ inet n - n - - smtpd
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
proxymap unix - - n - - proxymap
END
    as=
    ln -s conf "$home/master.cf"
    starts postfix -c "$home" start-fg
}

dovecot_server() { # imap, pop3, lmtp or sieve
    needs dovecot
    local service=$1-login secure=
    case $1 in
    imap | pop3) secure="inet_listener ${1}s {
port = 0
}" ;;
    lmtp) service=lmtp ;;
    sieve) service=managesieve-login ;;
    esac
    [ -e "/usr/lib/dovecot/$service" ] || skip "dovecot's $service is missing"
    make_home
    local login
    login=$(id -un)
    [ "$login" != root ] || login=nobody
    cat >"$home/conf.in" <<END
protocols = $1
base_dir = $home/run
state_dir = $home
listen = 127.0.0.1
log_path = $home/log
ssl = yes
ssl_cert = <$home/rsa.pem
ssl_key = <$home/rsa.key
mail_location = maildir:$home/mail
default_internal_user = $(id -un)
default_internal_group = $(id -gn)
default_login_user = $login
first_valid_uid = 0
service anvil {
chroot =
}
service $service {
chroot =
inet_listener $1 {
port = @
}
$secure
}
passdb {
driver = static
args = nopassword=y
}
END
    as=
    starts dovecot -F -c "$home/conf"
}

vsftpd_server() {
    needs vsftpd
    make_home
    mkdir "$home/empty"
    cat >"$home/conf.in" <<END
listen=YES
listen_address=127.0.0.1
listen_port=@
background=NO
run_as_launching_user=YES
anonymous_enable=YES
local_enable=NO
ssl_enable=YES
allow_anon_ssl=YES
rsa_cert_file=$home/rsa.pem
rsa_private_key_file=$home/rsa.key
secure_chroot_dir=$home/empty
anon_root=$home/empty
xferlog_enable=NO
END
    as=
    starts vsftpd "$home/conf"
}

slapd_server() {
    needs slapd
    make_home
    cat >"$home/conf" <<END
include /etc/ldap/schema/core.schema
pidfile $home/pid
TLSCertificateFile $home/rsa.pem
TLSCertificateKeyFile $home/rsa.key
END
    listening slapd -f "$home/conf" -h ldap://127.0.0.1:PORT -d 0
}

prosody_server() { # c2s or s2s
    needs prosody
    make_home
    mkdir "$home/data"
    cat >"$home/conf.in" <<END
modules_enabled = { "tls", "saslauth" }
modules_disabled = { "posix" }
daemonize = false
data_path = "$home/data"
pidfile = "$home/pid"
interfaces = { "127.0.0.1" }
c2s_ports = { }
s2s_ports = { }
${1}_ports = { @ }
log = { info = "*console" }
ssl = { key = "$home/rsa.key"; certificate = "$home/rsa.pem" }
VirtualHost "localhost"
END
    as_user nobody
    [ -z "$as" ] || as="env HOME=$home $as"
    ln -s conf "$home/conf.lua"
    starts prosody -F --config "$home/conf.lua"
}

postgres_server() {
    local programs
    programs=$(find /usr/lib/postgresql/*/bin -name initdb 2>/dev/null | sort -V | tail -n 1)
    [ -n "$programs" ] || skip "PostgreSQL's initdb is missing"
    programs=${programs%/initdb}
    make_home
    chmod 600 "$home/rsa.key"
    as_user postgres
    # shellcheck disable=SC2086 # a list of words
    (cd "$home" && $as "$programs/initdb" -N -D "$home/db" -A trust >"$home/log" 2>&1) ||
        { cat "$home/log"; return 1; }
    # shellcheck disable=SC2086 # a list of words
    cd "$home" && listening $as "$programs/postgres" -D "$home/db" -F -k "$home" -p PORT \
        -c listen_addresses=127.0.0.1 -c ssl=on -c "ssl_cert_file=$home/rsa.pem" \
        -c "ssl_key_file=$home/rsa.key"
}

# INN's reader, without the news system behind it: an empty active file, history and overview do.
nnrpd_server() {
    local program=/usr/lib/news/bin/nnrpd
    [ -x "$program" ] || skip "INN's nnrpd is missing"
    [ "$(id -u)" -eq 0 ] || skip "INN's nnrpd binds its port for root and news alone"
    make_home
    chmod 600 "$home/rsa.key"
    mkdir "$home/overview"
    : >"$home/active"
    : >"$home/history"
    : >"$home/overview/group.index"
    echo 'method tradspool { newsgroups: * class: 0 }' >"$home/storage.conf"
    printf '%s\n' 'auth here { hosts: 127.0.0.1 default: <here> }' \
        'access here { users: <here> newsgroups: * }' >"$home/readers.conf"
    cat >"$home/inn.conf" <<END
domain: example
pathhost: localhost.example
mta: /bin/true
enableoverview: true
ovmethod: tradindexed
hismethod: hisv6
pathnews: /usr/lib/news
pathoverview: $home/overview
pathdb: $home
pathetc: $home
pathrun: $home
pathtmp: $home
pathspool: $home
pathlog: $home
runasuser: $(id -un)
runasgroup: $(id -gn)
tlscertfile: $home/rsa.pem
tlskeyfile: $home/rsa.key
END
    listening env "INNCONF=$home/inn.conf" "$program" -D -f -b 127.0.0.1 -p PORT
}

mariadb_server() {
    needs mariadbd
    make_home
    mkdir "$home/db"
    listening mariadbd --no-defaults "--user=$(id -un)" --skip-grant-tables "--datadir=$home/db" \
        "--socket=$home/socket" "--pid-file=$home/pid" --bind-address=127.0.0.1 --port=PORT \
        --skip-networking=0 "--ssl-cert=$home/rsa.pem" "--ssl-key=$home/rsa.key" \
        --innodb-log-file-size=4M --innodb-buffer-pool-size=8M
}
