#!/bin/sh
# SPDX-License-Identifier: MIT
# Every #include keeps to the floors: a file uses its own floor and those it stands on, no other.

cd "${SRCDIR:-$(dirname "$0")/..}" || exit 1
export LC_ALL=C

# floor: the floors it may include. Anybody may include <certcheck/...> and "config.h".
edges='
base:
der: base
crypto: base der
x509: base der
trust: base der x509
path: base der x509 trust
check: base der x509 trust path crypto
profile: base der x509 trust path
verify: base der x509 trust path crypto check profile
tls: base der x509 trust path crypto check profile verify
'

# Each offence is printed as FILE:LINE: what is wrong with it.
offences() {
    grep -nE '^[[:space:]]*#[[:space:]]*include' /dev/null lib/*/*.c lib/*/*.h lib/*/*.def bin/*.c \
        bin/*.h include/certcheck/*.h 2>/dev/null |
        awk -v edges="$edges" '
        BEGIN {
            count = split(edges, lines, "\n")
            for (i = 1; i <= count; i++) {
                n = split(lines[i], words, /[: ]+/)
                if (words[1] == "") continue
                floors[words[1]]; allowed[words[1], words[1]]
                for (j = 2; j <= n; j++) if (words[j] != "") allowed[words[1], words[j]]
            }
        }
        {
            split($0, part, ":"); file = part[1]; place = part[1] ":" part[2]
            split(file, folder, "/")
            from = folder[1] == "lib" ? folder[2] : folder[1]
            if (!match($0, /[<"][^<>"]+[>"]/)) { print place ": unreadable include"; next }
            form = substr($0, RSTART, 1); name = substr($0, RSTART + 1, RLENGTH - 2)
            if (name ~ /^certcheck\//) next
            if (from == "include" && (form == "\"" || name ~ /^gnutls\// && file !~ /gnutls\.h$/ ||
                                      name == "libtasn1.h")) {
                print place ": a public header includes " name; next
            }
            if (form == "<") {
                # Nothing waits for another thread: not while a signature is checked, nor else.
                if (name ~ /^(pthread|threads|semaphore)\.h$/ && file ~ /^lib\//)
                    print place ": the library takes no locks"
                if (name == "libtasn1.h" && from != "der")
                    print place ": libtasn1 is only for lib/der"
                if (name ~ /^openssl\// && file != "lib/crypto/crypto_libcrypto.c")
                    print place ": libcrypto is only for lib/crypto/crypto_libcrypto.c"
                if (name ~ /^gnutls\// && from !~ /^(crypto|tls|bin|include)$/)
                    print place ": GnuTLS is only for lib/crypto and lib/tls"
                next
            }
            if (name == "config.h") next
            if (name ~ /\.\./) { print place ": an include leaves its folder: " name; next }
            if (name !~ /\//) next
            split(name, target, "/")
            if (from == "bin") print place ": the tool uses only public headers, not " name
            else if (!(from in floors)) print place ": unknown floor " from
            else if (!((from, target[1]) in allowed))
                print place ": " from " must not use " name
        }'
}

found=$(offences)
[ -z "$found" ] || { echo "$found"; exit 1; }
