#!/bin/sh
# SPDX-License-Identifier: MIT
# autogen.sh: generates configure; 'run' and 'check' also install, build, and run or test certcheck.

set -eu
cd "$(dirname "$0")"

# One line per need: who needs it (run, check, ci), Debian's package, and the probe that proves it is
# there: cmd NAME, file PATH, host NAME, or pc MODULE [MINIMUM] for pkg-config. pkg-config itself comes
# first. Debian's installer writes localhost into /etc/hosts; debootstrap and small containers don't.
needs='
run    pkg-config        cmd  pkg-config
run    make              cmd  make
run    gcc               cmd  cc
run    libc6-dev         file /usr/include/stdio.h
run    autoconf          cmd  autoreconf
run    automake          cmd  automake
run    libtool           cmd  libtoolize
run    libgnutls28-dev   pc   gnutls 3.7
run    libtasn1-6-dev    pc   libtasn1 4.19
run    libidn2-dev       pc   libidn2
run    libpsl-dev        pc   libpsl
run    libjansson-dev    pc   jansson
run    libcurl4-gnutls-dev pc libcurl 7.87
run    ca-certificates   file /etc/ssl/certs/ca-certificates.crt
check  libnss-myhostname host localhost
check  g++               cmd  c++
check  check             pc   check
check  bats              cmd  bats
check  openssl           cmd  openssl
check  gnutls-bin        cmd  gnutls-serv
check  nginx-light       file /usr/sbin/nginx
check  python3           cmd  python3
check  curl              cmd  curl
check  libssl-dev        pc   libssl
ci     clang             cmd  clang
ci     clang-tidy        cmd  run-clang-tidy
ci     cppcheck          cmd  cppcheck
ci     gcovr             cmd  gcovr
ci     python3-jsonschema file /usr/lib/python3/dist-packages/jsonschema
ci     shellcheck        cmd  shellcheck
ci     valgrind          cmd  valgrind
ci     libmbedtls-dev    file /usr/include/mbedtls/x509_crt.h
ci     postfix           file /usr/sbin/postfix
ci     dovecot-imapd     file /usr/lib/dovecot/imap-login
ci     dovecot-pop3d     file /usr/lib/dovecot/pop3-login
ci     dovecot-lmtpd     file /usr/lib/dovecot/lmtp
ci     dovecot-managesieved file /usr/lib/dovecot/managesieve-login
ci     vsftpd            file /usr/sbin/vsftpd
ci     slapd             file /usr/sbin/slapd
ci     prosody           cmd  prosody
ci     inn2              file /usr/lib/news/bin/nnrpd
ci     stunnel4          file /usr/bin/stunnel
ci     iproute2          file /bin/ip
'

# The main job: what HTTPS protects against, played on loopback. It needs no file and no network.
main_job() {
    say "what HTTPS protects against, as certcheck sees it, on this machine alone:"
    say_and_run build/certcheck demo --brief
    echo
    say "step by step: build/certcheck demo; your own certificates: build/certcheck verify --help"
}

say() {
    echo "autogen.sh: $*"
}

die() {
    echo "autogen.sh: $*" >&2
    exit 1
}

say_and_run() {
    echo
    echo "\$ $*"
    "$@"
}

present() { # KIND NAME [MINIMUM]
    case $1 in
    cmd) command -v "$2" >/dev/null ;;
    host) ! command -v getent >/dev/null || getent ahosts "$2" >/dev/null ;;
    file) [ -e "$2" ] || ! command -v apt-get >/dev/null ;; # the places are Debian's
    pc) command -v pkg-config >/dev/null && pkg-config --exists "$2${3:+ >= $3}" ;;
    esac
}

# missing LEVEL: one line 'PACKAGE PROBE...' for each need of LEVEL, and of those before it, not there.
missing() {
    echo "$needs" | while read -r level package kind name minimum; do
        case $1:$level in
        run:run | check:run | check:check | ci:?*)
            present "$kind" "$name" "$minimum" || echo "$package $kind $name $minimum"
            ;;
        esac
    done
}

install_missing() { # LEVEL
    list=$(missing "$1")
    [ -n "$list" ] || return 0
    packages=$(echo "$list" | cut -d ' ' -f 1 | paste -sd ' ' -)
    if ! command -v apt-get >/dev/null; then
        echo "$list" | while read -r package kind name minimum; do
            case $kind in
            cmd) echo "  the command $name" ;;
            host) echo "  an address of $name, as in /etc/hosts" ;;
            pc) echo "  the pkg-config module $name${minimum:+ >= $minimum}" ;;
            esac
        done >&2
        die "the above is missing, and only Debian and Ubuntu's apt-get is known here: install it, then try again"
    fi
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            die "missing: $packages; become root or install sudo, then try again"
        as_root=sudo
    fi
    say "about to install with apt-get: $packages"
    $as_root apt-get update -q ||
        die "apt-get update failed"
    # Whether a package's own service could be set up (inn2's wants a host name with a dot) says nothing
    # about what is needed here: the probes decide.
    # shellcheck disable=SC2086 # a list of words
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends $packages ||
        say "apt-get ended with an error; looking for what is needed all the same"
    left=$(missing "$1")
    [ -z "$left" ] || die "still missing after the installation: $left"
    installed=yes
}

generate() {
    for tool in autoreconf automake libtoolize pkg-config; do
        command -v "$tool" >/dev/null ||
            die "$tool is missing: install autoconf, automake, libtool and pkg-config, or say './autogen.sh run'"
    done
    autoreconf -fi
}

build() {
    [ -x configure ] || generate
    # What was just installed can change what configure finds.
    if [ ! -f build/Makefile ] || [ "$installed" = yes ]; then
        mkdir -p build
        (cd build && ../configure)
    fi
    make -C build -j "$(getconf _NPROCESSORS_ONLN)"
}

usage() {
    cat <<'END'
Usage: ./autogen.sh              generate configure
       ./autogen.sh run          install what is missing, build in build/, run 'certcheck demo'
       ./autogen.sh check        install what is missing, build in build/, run the tests
       ./autogen.sh setup LEVEL  only install what is missing for LEVEL: run, check or ci
END
}

installed=no
case ${1-} in
'')
    generate
    say "now: mkdir -p build && cd build && ../configure && make"
    ;;
run)
    install_missing run
    build
    main_job
    ;;
check)
    install_missing check
    build
    make -C build check VERBOSE=1 -j "$(getconf _NPROCESSORS_ONLN)"
    ;;
setup)
    case ${2-} in
    run | check | ci) install_missing "$2" ;;
    *) usage >&2; exit 2 ;;
    esac
    ;;
-h | --help) usage ;;
*) usage >&2; exit 2 ;;
esac
