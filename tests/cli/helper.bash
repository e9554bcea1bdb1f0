# SPDX-License-Identifier: MIT
# What the tests of the command line share.

testdata=${TESTDATA:-$BATS_TEST_DIRNAME/../../testdata}
certcheck=${CERTCHECK:-./certcheck}
schema_check=${BUILDDIR:-.}/tests/support/schema_check

# Times and colours must not depend on who runs the tests, nor where.
export NO_COLOR=1 LC_ALL=C TZ=UTC

# quickly COMMAND...: a long loop, without bats looking at each of its lines, which costs more than
# what they do.
quickly() {
    (
        trap - DEBUG
        "$@"
    )
}

# judge_arguments CASE: sets `arguments` to how `certcheck verify` is asked about a case of testdata, as
# its `expect` says.
judge_arguments() {
    local case=$testdata/$1 key value
    arguments=(verify --trust "$case/trusted.pem")
    [ ! -e "$case/untrusted.pem" ] || arguments+=(--untrusted "$case/untrusted.pem")
    [ ! -e "$case/crl.pem" ] || arguments+=(--untrusted "$case/crl.pem")
    [ ! -e "$case/ocsp.pem" ] || arguments+=(--untrusted "$case/ocsp.pem")
    [ ! -e "$case/ocsp-signers.pem" ] || arguments+=(--ocsp-signer "$case/ocsp-signers.pem")
    while read -r key value; do
        case $key in
        at | hostname | ip | email | purpose | profile | max-depth | policy | revocation | \
            permitted-names | excluded-names)
            arguments+=("--$key" "$value") ;;
        explicit-policy | inhibit-mapping | inhibit-any-policy)
            arguments+=("--$key") ;;
        budget)
            arguments+=("--max-${value% *}" "${value##* }") ;;
        esac
    done <"$case/expect"
    arguments+=("$case/leaf.pem")
}

# judge CASE [OPTION...]
judge() {
    local -a arguments
    judge_arguments "$1"
    run "$certcheck" "${arguments[@]}" "${@:2}"
}

# Assertions print what there is, so that a failure explains itself.

exits() {
    [ "$status" -eq "$1" ] || { echo "exit status $status, not $1:"; echo "$output"; return 1; }
}

says() { # texts that stand somewhere in the output, perhaps broken over two lines
    local text joined
    joined=$(tr -s ' \n' ' ' <<<"$output")
    for text in "$@"; do
        grep -qF -e "$text" <<<"$output" || grep -qF -e "$text" <<<"$joined" ||
            { echo "nothing says '$text':"; echo "$output"; return 1; }
    done
}

says_line() { # a whole line, as an extended regular expression
    grep -qxE -e "$1" <<<"$output" || { echo "no line is '$1':"; echo "$output"; return 1; }
}

does_not_say() {
    ! grep -qF -e "$1" <<<"$output" || { echo "it says '$1':"; echo "$output"; return 1; }
}

no_line_has() { # an extended regular expression
    ! grep -E -e "$1" <<<"$output" || { echo "the above has '$1'"; return 1; }
}

lacks() { # FILE TEXT, in any bytes; a '!' in the midst of a test would not fail it
    [ -s "$1" ] || { echo "$1 is missing, or empty"; return 1; }
    if grep -qaF -e "$2" "$1"; then
        echo "$1 has '$2'"
        return 1
    fi
}

# fits NAME FILE: a JSON file is as doc/NAME.schema.json says.
fits() {
    "$schema_check" "$BATS_TEST_DIRNAME/../../doc/$1.schema.json" <"$2" ||
        { echo "$2 is not as doc/$1.schema.json says"; return 1; }
}

# main_cause ID MESSAGE CERTIFICATE ADVICE: what the text output of a refusal begins with.
main_cause() {
    says "not valid: $1" "$2" "$4"
    says_line " *Certificate +$3"
    says_line " *What to do.*"
}

# json_main_cause ID INDEX: the same in the JSON output.
json_main_cause() {
    local finding
    says '"schema": "certcheck/verdict/1"' '"verdict": "not-valid"'
    finding=$(sed -n '/^  "main_finding": {/,/^  }/p' <<<"$output")
    grep -qF "\"id\": \"$1\"" <<<"$finding" || { echo "not $1: $finding"; return 1; }
    grep -qF "\"certificate\": $2," <<<"$finding" || { echo "not about $2: $finding"; return 1; }
    grep -qE '"advice": ".+"' <<<"$finding" || { echo "no advice: $finding"; return 1; }
}
