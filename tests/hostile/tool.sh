#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# usage: tool.sh CERTCHECK HOSTILE KEYS: how many milliseconds of the processor's the commands of the
# tool take for each hostile input, starting and printing included. What they print is thrown away.
# The options are those that ask for most. With $HOSTILE_LIMIT the script ends with 1 when a command
# takes longer than five times as many: printing a megabyte as JSON or as a tree is most of it.

certcheck=$1 hostile=$2 keys=$3
limit=${HOSTILE_LIMIT:+$((HOSTILE_LIMIT * 5))}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
"$hostile" "$keys" --write "$folder" || exit 1

TIMEFORMAT='%U %S'
status=0

# milliseconds ARGUMENT...: every exit status but those of signals is an answer.
milliseconds() {
    local taken
    taken=$({ time "$certcheck" "$@" >"$folder/out" 2>"$folder/err"; } 2>&1)
    [ $? -lt 128 ] || echo "${*:1:2}: killed by a signal" >&2
    awk '{ printf "%.0f", ($1 + $2) * 1000 }' <<<"${taken##*$'\n'}"
}

measure() {
    local took
    took=$(milliseconds "$@")
    printf ' %8s' "$took"
    [ -z "$limit" ] || [ "$took" -le "$limit" ] || status=1
}

printf '%-28s %8s %8s %8s %8s %8s %8s %8s\n' tool verify json explain show json asn1 lint
for input in "$folder"/*/; do
    input=${input%/}
    at=(--at 2026-06-01T00:00:00Z)
    judged=("${at[@]}" --revocation require --profile rfc5280 --trust "$input/anchor-0"
        "$input"/leaf-*)
    pool=("$input"/pool-*)
    [ ! -e "${pool[0]}" ] || judged+=("${pool[@]}")
    # What is large is shown: a certificate, a CRL, an OCSP response.
    largest=$(find "$input" -type f ! -name 'anchor-*' -printf '%s %p\n' | sort -n | tail -n 1)
    largest=${largest#* }
    printf '%-28s' "${input##*/}"
    measure verify "${judged[@]}"
    measure verify --format json "${judged[@]}"
    measure verify --explain "${judged[@]}"
    measure show "$largest"
    measure show --format json "$largest"
    measure show --format asn1 "$largest"
    measure lint "${at[@]}" "$largest"
    echo
done
exit "$status"
