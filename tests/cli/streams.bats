#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Standard streams that are full, closed, or that nobody reads any more.

bats_require_minimum_version 1.5.0
load helper
load servers

ordinary=$testdata/path/ordinary
good=(verify --at 2026-06-01T00:00:00Z --trust "$ordinary/trusted.pem" "$ordinary/leaf.pem"
    "$ordinary/untrusted.pem")

setup_file() {
    make_certificates
}

setup() {
    begin_with_servers
}

teardown() {
    stop_servers
}

# with SHELL-CODE: $streams is the command, whose streams bats' own run would put in order again; and
# so would the script that libtool puts before a program.
with() {
    run "${BUILDDIR:-.}/libtool" --mode=execute bash -c "$1" streams "${streams[@]}"
}

every_command() {
    local command
    local -a streams
    for command in verify show lint explain vectors; do
        case $command in
        verify) streams=("${good[@]}") ;;
        show) streams=(show "$ordinary/leaf.pem") ;;
        lint) streams=(lint --format json "$ordinary/leaf.pem") ;;
        explain) streams=(explain --all) ;;
        vectors) streams=(vectors "$testdata/suites/right.json") ;;
        esac
        streams=("$certcheck" "${streams[@]}")
        with "$1"
        exits 3
        says "certcheck: standard output: $2"
    done
}

@test "a full disk is no verdict" {
    [ -c /dev/full ] || skip "there is no /dev/full"
    every_command '"$@" >/dev/full' "No space left on device"
    streams=("$certcheck" --help)
    with '"$@" >/dev/full'
    exits 3
}

@test "a closed standard output is no verdict" {
    every_command '"$@" >&-' "Bad file descriptor"
}

@test "who stops reading ends the tool, and hears no verdict" {
    local -a streams=("$certcheck" explain --all --format json)
    with '"$@" | head -n 1 >/dev/null; [ "${PIPESTATUS[0]}" -ne 0 ]'
    exits 0
    with 'trap "" PIPE; "$@" | true; exit "${PIPESTATUS[0]}"'
    exits 3
    says "Broken pipe"
}

@test "a closed standard error takes nothing away" {
    local -a streams=("$certcheck" "${good[@]}")
    with '"$@" 2>&-'
    exits 0
    says "valid until"
    with '"$@" <&-'
    exits 0
    streams=("$certcheck" verify --trust "$ordinary/trusted.pem" -)
    with '"$@" <&-'
    exits 3
    says "certcheck: standard input: Bad file descriptor"
}

@test "what is meant for closed streams goes into no file and no connection" {
    fake_https
    local -a streams=("$certcheck" https --trust "$certificates/root.pem" --output folder/page
        "https://localhost:$port/")
    local closed
    mkdir folder
    for closed in '2>&-' '<&- 2>&-' '<&- >&- 2>&-'; do
        with "\"\$@\" $closed"
        exits 0
        [ "$(cat folder/page)" = hello ]
        rm folder/page
    done
    streams[-1]=https://localhost:$port/until-close-cut
    with '"$@" 2>&-'
    exits 4
    [ -z "$(ls folder)" ]
}

@test "a page for a full disk is not there" {
    [ -c /dev/full ] || skip "there is no /dev/full"
    fake_https
    local -a streams=("$certcheck" https --trust "$certificates/root.pem" "https://localhost:$port/")
    with '"$@" >/dev/full'
    exits 3
    with '"$@" --output /dev/full'
    exits 3
    says "No space left on device"
}
