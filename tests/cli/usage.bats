#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What the tool says of itself: help, the manual page, and what it answers to words that are none.

load helper

manual=$BATS_TEST_DIRNAME/../../doc/certcheck.1
ordinary=$testdata/path/ordinary
commands="verify https connect demo show lint explain vectors"

# The options of a command's help, one a line: what its rows begin with, up to two spaces.
options_of_help() {
    "$certcheck" "$1" --help | sed -n 's/^  \(-.*\)/\1/p' | sed 's/  .*//' |
        grep -oE -e '(^|[ ,;])--?[A-Za-z0-9][a-z0-9-]*' | tr -d ' ,;' | sort -u
}

# Those that begin a paragraph in its section of the manual page.
options_of_manual() {
    awk -v section=".SS certcheck $1" '
        /^\.S/ { inside = $0 == section }
        heading && inside { gsub(/\\-/, "-"); gsub(/\\f[A-Z]/, ""); print }
        { heading = $0 == ".TP" }' "$manual" |
        grep -oE -e '[ ]--?[A-Za-z0-9][a-z0-9-]*' | tr -d ' ' | sort -u
}

# The commands in whose sections the manual page has the options that a command shares with them.
shared_with() {
    case $1 in
    https) echo verify ;;
    connect) echo verify https ;;
    show) echo https connect ;;
    esac
}

@test "help COMMAND is the help of the command" {
    local command
    for command in $commands; do
        run "$certcheck" help "$command"
        exits 0
        [ "$output" = "$("$certcheck" "$command" --help)" ]
    done
    run "$certcheck" help
    exits 0
    [ "$output" = "$("$certcheck" --help)" ]
    [ "$output" = "$("$certcheck" help help)" ]
    run "$certcheck" --help verify
    exits 0
    [ "$output" = "$("$certcheck" verify --help)" ]
    run "$certcheck" help verify lint
    exits 2
    says "'lint' is one word too many"
    run "$certcheck" help explian
    exits 2
    says "did you mean explain?"
}

@test "help fits a terminal of 80 columns" {
    local command
    run "$certcheck" --help
    no_line_has '^.{81}'
    for command in $commands; do
        run "$certcheck" "$command" --help
        no_line_has '^.{81}'
    done
}

@test "every command's help has examples and says what its exit status means" {
    local command
    for command in $commands; do
        run "$certcheck" "$command" --help
        exits 0
        says_line "usage: certcheck $command .*"
        says "Examples" "  certcheck $command" "Exit status: 0 "
    done
}

@test "the manual page has every option of a command's help in the command's section" {
    local command other
    for command in $commands; do
        options_of_help "$command" >"$BATS_TEST_TMPDIR/help"
        [ -s "$BATS_TEST_TMPDIR/help" ]
        for other in "$command" $(shared_with "$command"); do
            options_of_manual "$other"
        done | sort -u >"$BATS_TEST_TMPDIR/manual"
        output=$(comm -23 "$BATS_TEST_TMPDIR/help" "$BATS_TEST_TMPDIR/manual")
        [ -z "$output" ] || { echo "not in the section of $command: $output"; return 1; }
    done
}

@test "a command's help has every option of the command's section" {
    local command
    for command in $commands; do
        options_of_help "$command" >"$BATS_TEST_TMPDIR/help"
        options_of_manual "$command" >"$BATS_TEST_TMPDIR/manual"
        [ -s "$BATS_TEST_TMPDIR/manual" ]
        output=$(comm -13 "$BATS_TEST_TMPDIR/help" "$BATS_TEST_TMPDIR/manual")
        [ -z "$output" ] || { echo "not in the help of $command: $output"; return 1; }
    done
}

# An empty value and an option that is none see to it that nothing is done. What verify and https have
# in common with connect stands in the same table of the source, and is asked for once.
ask_for_every_option() {
    local command option
    options_of_help connect >"$BATS_TEST_TMPDIR/connect"
    for command in $commands; do
        for option in $(options_of_help "$command" | grep -e '^--'); do
            [[ $command != @(verify|https) ]] || ! grep -qxF -e "$option" "$BATS_TEST_TMPDIR/connect" ||
                continue
            "$certcheck" "$command" "$option=" --no-such-option 2>&1 && echo "$command $option: done"
        done
    done
}

@test "every option of a command's help is one" {
    run quickly ask_for_every_option
    says "unrecognized option '--no-such-option'"
    no_line_has ": done|unrecognized option '--.*='"
}

@test "--json is --format json, wherever that is" {
    local command
    for command in $commands; do
        run "$certcheck" "$command" --help
        says "  --json "
    done
    [ "$("$certcheck" explain --json expired)" = "$("$certcheck" explain --format json expired)" ]
    run "$certcheck" verify --json --at 2026-06-01T00:00:00Z --trust "$ordinary/trusted.pem" \
        --untrusted "$ordinary/untrusted.pem" "$ordinary/leaf.pem"
    exits 0
    says '"schema": "certcheck/verdict/1"'
    run "$certcheck" show --json "$ordinary/leaf.pem"
    says '"schema": "certcheck/certificates/1"'
    run "$certcheck" lint --json "$ordinary/leaf.pem"
    says '"schema": "certcheck/lint/1"'
    run "$certcheck" vectors --json "$testdata/suites/right.json"
    says '"id"'
    run "$certcheck" demo --json --list
    exits 0
}

@test "the manual page names every schema, and no other" {
    local schema
    for schema in "$BATS_TEST_DIRNAME"/../../doc/*.schema.json; do
        basename "$schema"
    done >"$BATS_TEST_TMPDIR/there"
    grep -oE '[a-z]+\.schema\.json' "$manual" | sort -u >"$BATS_TEST_TMPDIR/named"
    diff "$BATS_TEST_TMPDIR/there" "$BATS_TEST_TMPDIR/named"
}

@test "a command that is none gets the nearest one" {
    run "$certcheck" verfy chain.pem
    exits 2
    says_line "certcheck: 'verfy' is no command of certcheck; did you mean verify\?"
    run "$certcheck" chain.pem
    exits 2
    says "'chain.pem' is no command of certcheck" "usage: certcheck COMMAND"
    does_not_say "did you mean"
    run "$certcheck" "$ordinary/leaf.pem"
    exits 2
    says "did you mean verify or show before the file?"
}

@test "an option that is none gets the nearest one" {
    run "$certcheck" verify --ancor ca.pem chain.pem
    exits 2
    says_line "certcheck: verify: did you mean --anchor\?"
    says "Try 'certcheck verify --help'."
    run "$certcheck" show --fromat=json chain.pem
    exits 2
    says_line "certcheck: show: did you mean --format\?"
    run "$certcheck" verify -trusted ca.pem chain.pem
    exits 2
    says_line "certcheck: verify: did you mean --trust\?"
}

@test "a refused option is named, with nothing that a terminal takes for a command" {
    run "$certcheck" verify $'--\e]0;title\a' chain.pem
    exits 2
    says_line "certcheck: verify: unrecognized option '--\\\\x\{1B\}\]0;title\\\\x\{7\}'"
    run "$certcheck" verify $'-\e[2J' chain.pem
    says_line "certcheck: verify: invalid option '-\\\\x\{1B\}'"
    run "$certcheck" verify --max 3 chain.pem
    says "option '--max' is ambiguous: --max-depth, --max-signatures, "
    run "$certcheck" verify --explain=3 chain.pem
    says_line "certcheck: verify: option '--explain' takes no value"
    run "$certcheck" explain --json -jz
    says_line "certcheck: explain: invalid option '-j'"
    run "$certcheck" https -X
    says_line "certcheck: https: option '--method' needs a value"
    run "$certcheck" vectors -j 4
    says_line "certcheck: vectors: invalid option '-j'"
    run "$certcheck" vectors --jobs
    says_line "certcheck: vectors: option '--jobs' needs a value"
}

@test "nothing is suggested where nothing is near, and where the choices are named" {
    local option
    for option in --zzzzzz "--$(printf 'trust%.0s' {1..40})" --all -t -CAfile --trust -; do
        run "$certcheck" verify "$option"
        does_not_say "did you mean"
    done
}

@test "a value that is none gets the nearest one" {
    run "$certcheck" verify --profile webkpi "$ordinary/leaf.pem"
    exits 2
    says_line "certcheck: verify: --profile: 'webkpi' is not one of default, rfc5280, webpki; did you mean webpki\?"
    run "$certcheck" lint --role "" "$ordinary/leaf.pem"
    exits 2
    says_line "certcheck: lint: --role: '' is not one of automatic, leaf, intermediate, root"
    run "$certcheck" verify --purpose serverauth "$ordinary/leaf.pem"
    exits 2
    says "did you mean serverAuth?"
    run "$certcheck" demo --scene listner
    exits 2
    says_line "certcheck: demo: there is no scene 'listner'; did you mean listener\?"
    run "$certcheck" explain expird
    exits 2
    says_line "certcheck: explain: no finding is called 'expird'; did you mean expired\?"
}
