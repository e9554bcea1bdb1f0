#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# certcheck verify: input, options, exit status.

bats_require_minimum_version 1.5.0
load helper

ordinary=$testdata/path/ordinary
at=(--at 2026-06-01T00:00:00Z)

# status_of_verdict CASE: sets `wanted`, which stays empty where `expect` tells no verdict; fails for
# what the command line cannot ask.
status_of_verdict() {
    local key value
    wanted=
    while read -r key value; do
        case $key in
        # What only a program knows that talked to a server or a responder itself.
        nonce | stapling) return 1 ;;
        needs) [ "$list" = yes ] || return 1 ;;
        verdict)
            case $value in
            valid) wanted=0 ;;
            not-valid) wanted=1 ;;
            undetermined) wanted=3 ;;
            esac
            ;;
        esac
    done <"$testdata/$1/expect"
}

every_case_has_its_verdict() {
    local expect case wanted judged=0 failed=0 list=yes json=$BATS_TEST_TMPDIR/verdict.json
    local -a arguments
    "$certcheck" --version | grep -q 'List: none' && list=no
    for expect in "$testdata"/*/*/expect; do
        case=${expect%/expect}
        case=${case#"$testdata"/}
        status_of_verdict "$case" || continue
        judge_arguments "$case"
        "$certcheck" "${arguments[@]}" >"$json.text" 2>&1 && status=0 || status=$?
        [ "$status" -eq "${wanted:-$status}" ] || { echo "$case: $status"; failed=1; }
        "$certcheck" "${arguments[@]}" --format json >"$json" 2>&1 && status=0 || status=$?
        [ "$status" -eq "${wanted:-$status}" ] || { echo "$case, as JSON: $status"; failed=1; }
        grep -v '^certcheck: ' "$json" >"$json.only"
        fits verdict "$json.only" || { echo "$case"; failed=1; }
        judged=$((judged + 1))
    done
    [ "$judged" -ge 700 ] || { echo "only $judged cases"; failed=1; }
    return "$failed"
}

@test "every case of testdata has its verdict as exit status, and JSON as its schema says" {
    quickly every_case_has_its_verdict
}

@test "several certificates in one file from standard input" {
    run bash -c 'cat "$1/leaf.pem" "$1/untrusted.pem" |
        "$0" verify --at 2026-06-01T00:00:00Z --trust "$1/trusted.pem" -' "$certcheck" "$ordinary"
    exits 0
    says "valid until 2027-01-01T00:00:00Z" "standard input"
}

@test "a bundle that begins with its root is judged by that, and says so" {
    cat "$ordinary/trusted.pem" "$ordinary/untrusted.pem" "$ordinary/leaf.pem" >"$BATS_TEST_TMPDIR/root-first.pem"
    run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/root-first.pem"
    exits 0
    says "root-first.pem: what is judged is its first certificate, an authority's: CN=Root." \
        "To judge CN=leaf.example, put that first"
    cat "$ordinary/untrusted.pem" "$ordinary/trusted.pem" >"$BATS_TEST_TMPDIR/authorities.pem"
    run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/authorities.pem"
    exits 0
    does_not_say "what is judged"
}

@test "certificates over several files" {
    run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" "$ordinary/leaf.pem" \
        "$ordinary/untrusted.pem"
    exits 0
}

@test "text between the blocks, CRLF and DER are read" {
    { echo "a remark"; sed 's/$/\r/' "$ordinary/leaf.pem"; echo "another"
      cat "$ordinary/untrusted.pem"; } >"$BATS_TEST_TMPDIR/chain.pem"
    sed '/-----/d' "$ordinary/trusted.pem" | base64 -d >"$BATS_TEST_TMPDIR/root.der"
    run "$certcheck" verify "${at[@]}" --trust "$BATS_TEST_TMPDIR/root.der" \
        "$BATS_TEST_TMPDIR/chain.pem"
    exits 0
}

@test "a folder of anchors" {
    mkdir "$BATS_TEST_TMPDIR/anchors"
    cp "$ordinary/trusted.pem" "$testdata/unrelated/hundred.pem" "$BATS_TEST_TMPDIR/anchors"
    run "$certcheck" verify "${at[@]}" --trust "$BATS_TEST_TMPDIR/anchors" "$ordinary/leaf.pem" \
        "$ordinary/untrusted.pem"
    exits 0
}

@test "no anchors at all" {
    run "$certcheck" verify "${at[@]}" --trust none "$ordinary/leaf.pem" "$ordinary/untrusted.pem"
    exits 1
    says "not valid: issuer-missing"
}

@test "a time in seconds" {
    run "$certcheck" verify --at 1780272000 --trust "$ordinary/trusted.pem" "$ordinary/leaf.pem" \
        "$ordinary/untrusted.pem"
    exits 0
    says "2026-06-01T00:00:00Z"
}

@test "a finding may be tolerated" {
    judge validity/expired --warn expired
    exits 0
    says "expired"
    judge validity/expired --allow expired
    exits 0
}

@test "what has expired and is tolerated is not said to be valid until then" {
    judge validity/expired --allow expired
    exits 0
    says "valid, but only because the caller tolerates what has expired"
    does_not_say "valid until"
    judge validity/expired --allow expired --format json
    says '"verdict": "valid"' '"valid_until": null'
}

@test "who is asked for says for what, unless that is said, too" {
    judge name-constraints/mail-host-permitted --email a@example.com
    exits 1
    says "not valid: purpose-not-allowed" "may not be used for emailProtection"
    judge name-constraints/mail-host-permitted --email a@example.com --purpose serverAuth
    exits 0
    judge name-constraints/mail-host-permitted --email b@example.com --purpose serverAuth
    exits 1
    says "not valid: email-mismatch"
    judge identity/mail-and-host --email a@leaf.example --hostname leaf.example
    exits 2
    says "a host is asked for and a mailbox: say with --purpose for what"
    judge identity/mail-and-host --ip 192.0.2.1 --email a@leaf.example
    exits 2
    judge identity/mail-and-host --email a@leaf.example --hostname leaf.example --purpose serverAuth
    exits 0
    says "Checked for a@leaf.example, leaf.example, purpose serverAuth"
    judge identity/mail-and-host --email a@leaf.example --hostname leaf.example --purpose emailProtection
    exits 1
    says "not valid: purpose-not-allowed" "may not be used for emailProtection"
    judge extended-key-usage/wrong-purpose --purpose any
    exits 0
    local case=$testdata/extended-key-usage/wrong-purpose
    run "$certcheck" verify "${at[@]}" --trust "$case/trusted.pem" --hostname leaf.example \
        "$case/leaf.pem" "$case/untrusted.pem"
    exits 1
    says "may not be used for serverAuth"
}

@test "longer keys may be asked for, and shorter ones accepted" {
    judge strength/rsa-2048 --min-rsa-bits 2049
    exits 1
    says "not valid: key-too-weak"
    judge strength/rsa-2048 --min-rsa-bits 2048
    exits 0
    judge strength/rsa-1024 --min-rsa-bits 1024
    exits 0
}

# plugin_says STATUS REGEXP: the exit status, and the one line on standard output.
plugin_says() {
    exits "$1"
    [ "${#lines[@]}" -eq 1 ] || { echo "not one line: $output"; return 1; }
    says_line "$2"
}

@test "a monitoring system gets one line and the exit status of its plugins" {
    cp "$ordinary/leaf.pem" "$BATS_TEST_TMPDIR/a|b.pem"
    cd "$BATS_TEST_TMPDIR"
    local -a asked=(verify --format nagios --at 2026-06-01T00:00:00Z --trust "$ordinary/trusted.pem"
        --untrusted "$ordinary/untrusted.pem")
    run --separate-stderr "$certcheck" "${asked[@]}" "a|b.pem"
    plugin_says 0 'CERTCHECK OK - a\\x\{7C\}b.pem: valid until 2027-01-01T00:00:00Z \| valid_for=18489600s'
    run --separate-stderr "$certcheck" "${asked[@]}" --hostname other.example "a|b.pem"
    plugin_says 2 'CERTCHECK CRITICAL - other.example: not valid: hostname-mismatch: .+'
    run --separate-stderr "$certcheck" "${asked[@]}" --revocation require "a|b.pem"
    plugin_says 3 'CERTCHECK UNKNOWN - a.+: undetermined: revocation-unknown: nothing .+'
    run --separate-stderr "$certcheck" "${asked[@]}" none.pem
    plugin_says 3 'CERTCHECK UNKNOWN - standard error says why'
    run --separate-stderr "$certcheck" verify --nonsense --format nagios "a|b.pem"
    plugin_says 3 'CERTCHECK UNKNOWN - standard error says why'
    run --separate-stderr "$certcheck" verify --trust none.pem --format nagios "a|b.pem"
    plugin_says 3 'CERTCHECK UNKNOWN - standard error says why'
    run --separate-stderr "$certcheck" "${asked[@]}" --json none.pem
    exits 3
    [ -z "$output" ]
    run --separate-stderr "$certcheck" "${asked[@]}" --help
    exits 0
}

@test "a finding that is tolerated hides none that is not" {
    judge name-constraints/excluded-and-not-permitted --warn name-constraint-excluded
    exits 1
    says "not valid: name-constraint-not-permitted"
    judge name-constraints/other-name-of-mail --warn name-constraint-unsupported
    exits 1
    says "not valid: name-constraint-excluded"
}

@test "every name that the certificate is not for is told" {
    run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" --hostname b.example \
        --hostname c.example "$ordinary/leaf.pem" "$ordinary/untrusted.pem"
    exits 1
    says "not valid: hostname-mismatch" "The certificate is not for b.example" "Also found" \
        "not for c.example"
}

@test "a monitoring system is told of each kind of warning once" {
    judge encoding/serial-zero --format nagios
    plugin_says 1 'CERTCHECK WARNING - .+: valid until 2027-01-01T00:00:00Z; warnings: serial-not-positive \| valid_for=[0-9]+s'
    judge validity/expired --format nagios --warn expired
    plugin_says 1 'CERTCHECK WARNING - .+: valid, but only because the caller .+; warnings: expired'
}

@test "a finding may be made an error" {
    judge encoding/serial-zero
    exits 0
    judge encoding/serial-zero --deny serial-not-positive
    exits 1
    says "not valid: serial-not-positive"
}

@test "a broken signature cannot be tolerated" {
    judge signature/broken-leaf --allow signature-invalid
    exits 2
    says "signature-invalid"
}

@test "a spent budget decides nothing" {
    judge path/budget-of-signatures-spent
    exits 3
    says "undetermined" "budget-spent" "signatures"
}

@test "what a budget kept from being looked for is not called missing" {
    local limit
    for limit in 0 1 2 3 4; do
        judge path/ordinary --max-candidates "$limit" --explain
        exits 3
        says "undetermined: budget-spent" "The budget for candidates ($limit) was spent" \
            "a budget was spent" "1. a budget ended it"
        does_not_say "missing"
    done
    judge path/ordinary --max-candidates 20
    exits 0
}

@test "where a budget ends the search for the reason, it is said what is certain" {
    local limit reasons=
    for limit in 3 4 5 6 7 8 9 10 11 12; do
        judge path/unknown-root --max-candidates "$limit"
        [ "$status" -eq 3 ] || exits 1
        [ "$status" -eq 3 ] || reasons+=" ${lines[0]##* }"
        [ "${lines[0]}" != "not valid: budget-spent" ] || says "That no path is valid is certain"
    done
    output=$reasons
    says budget-spent root-not-trusted
}

@test "where a limit ends the search for all chains, it is said that there may be more" {
    local both=("${at[@]}" --trust "$ordinary/trusted.pem" --trust "$ordinary/untrusted.pem" --all-paths)
    run "$certcheck" verify "${both[@]}" "$ordinary/leaf.pem"
    exits 0
    says "Another valid chain (2 of 2)"
    does_not_say "There may be more"
    run "$certcheck" verify "${both[@]}" --format json "$ordinary/leaf.pem"
    says '"complete": true'
    run "$certcheck" verify "${both[@]}" --max-signatures 1 "$ordinary/leaf.pem"
    exits 0
    says "There may be more valid chains"
    does_not_say "Another valid chain"
    run "$certcheck" verify "${both[@]}" --max-signatures 1 --format json "$ordinary/leaf.pem"
    says '"verdict": "valid"' '"complete": false'
}

@test "candidates that were refused are explained" {
    judge path/issuer-refused --explain
    exits 1
    says "issuer-refused" "Candidates refused: 1" "key-identifier-differs" \
        "Paths tried: 2; shown: 1" "1. no candidate is the issuer"
    judge path/unknown-root --explain
    says "1. ends in a root that is no anchor"
    judge path/issuer-missing --explain
    says "1. the issuer is missing"
}

@test "the JSON of a valid path" {
    judge path/ordinary --format json
    exits 0
    says '"verdict": "valid"' '"main_finding": null' '"valid_until": "2027-01-01T00:00:00Z"' \
        '"subject": "CN=leaf.example"'
}

@test "what does not fit a schema is refused" {
    judge path/ordinary --format json
    local right=$output
    echo "$right" >"$BATS_TEST_TMPDIR/verdict.json"
    fits verdict "$BATS_TEST_TMPDIR/verdict.json"
    sed 's/"anchor": true/"anchor": 1/' <<<"$right" >"$BATS_TEST_TMPDIR/wrong.json"
    run fits verdict "$BATS_TEST_TMPDIR/wrong.json"
    exits 1
    sed 's/"sha256"/"md5"/' <<<"$right" >"$BATS_TEST_TMPDIR/wrong.json"
    run fits verdict "$BATS_TEST_TMPDIR/wrong.json"
    exits 1
    says md5 sha256
    sed 's/"profile": "default"/"profile": "strict"/' <<<"$right" >"$BATS_TEST_TMPDIR/wrong.json"
    run fits verdict "$BATS_TEST_TMPDIR/wrong.json"
    exits 1
}

@test "what a stricter profile would refuse is noted, with its rule" {
    judge encoding/time-form-default
    exits 0
    says_line "Notes"
    says "time-form (RFC 5280 4.1.2.5): an error under rfc5280 and webpki" \
        "CN=leaf.example: a date before 2050 is written as GeneralizedTime"
    judge encoding/time-form-default --allow time-form
    does_not_say "time-form ("
    judge encoding/time-form-default --format json
    says '"severity": "note"' \
        '"severities": { "default": "note", "rfc5280": "error", "webpki": "error" }'
}

@test "what only stricter profiles refuse takes one line, or --explain" {
    judge stricter/many-rules
    exits 0
    says "time-form (RFC 5280 4.1.2.5): an error under rfc5280 and webpki"
    says_line "4 rules of profile rfc5280 and 6 of webpki would refuse it: --explain shows them."
    [ "$(grep -c '^  [a-z0-9-]* (' <<<"$output")" -eq 1 ]
    judge path/self-signed
    does_not_say "would refuse it"
    judge stricter/many-rules --explain
    does_not_say "would refuse it"
    says "unique-identifier (" "(and 1 more)" "country-name-form (" "name-string-type (" \
        "authority-key-identifier-missing ("
    judge stricter/many-rules --format json
    says '"id": "unique-identifier", "severity": "note", "severities": { "default": "off",'
    judge stricter/many-rules --profile rfc5280
    exits 1
    does_not_say "Notes"
}

@test "a warning that is an error under a stricter profile says so" {
    judge encoding/serial-zero
    exits 0
    says "serial-not-positive: an error under rfc5280 and webpki"
    judge encoding/serial-zero --profile rfc5280 --warn serial-not-positive
    exits 0
    does_not_say "an error under"
}

@test "what only a stricter profile refuses is no news about what is refused anyway" {
    judge path/self-signed
    exits 1
    does_not_say "Notes"
    judge path/self-signed --explain
    says "web-key-algorithm (BR 6.1.5, 7.1.3.1): an error under webpki"
}

@test "a good chain is quiet" {
    judge webpki/ordinary --profile default
    exits 0
    does_not_say "Notes"
}

@test "an unreadable leaf is not valid" {
    judge encoding/month-13
    exits 1
    says "not valid: certificate-malformed" "time-range at offset 65"
    judge encoding/month-13 --format json
    json_main_cause certificate-malformed 0
}

# with_settings PEM SETTING...: the certificate as openssl x509 writes it with trust settings.
with_settings() {
    openssl x509 -in "$1" -trustout "${@:2}"
}

# judge_with ANCHORS...: the ordinary chain, the anchors in files given one after the other.
judge_with() {
    local -a anchors=()
    local file
    for file in "$@"; do anchors+=(--trust "$file"); done
    run "$certcheck" verify "${at[@]}" "${anchors[@]}" --untrusted "$ordinary/untrusted.pem" \
        --purpose serverAuth "$ordinary/leaf.pem"
}

@test "trust settings that reject a certificate count wherever it stands, in whatever order" {
    local name position=2
    cd "$BATS_TEST_TMPDIR"
    for name in trusted untrusted leaf; do
        with_settings "$ordinary/$name.pem" -addreject serverAuth >rejected.pem
        judge_with "$ordinary/trusted.pem" rejected.pem
        exits 1
        says "not valid: certificate-distrusted" "not an anchor: its trust settings reject it for TLS servers" \
            "The trust settings in rejected.pem reject the certificate" "RFC 5280 6.2"
        does_not_say "cannot be read"
        judge_with rejected.pem "$ordinary/trusted.pem"
        exits 1
        says "not valid: certificate-distrusted"
        cat "$ordinary/trusted.pem" rejected.pem >both.pem
        judge_with both.pem
        exits 1
        says "not valid: certificate-distrusted"
        cat rejected.pem "$ordinary/trusted.pem" >both.pem
        judge_with both.pem
        exits 1
        run "$certcheck" verify "${at[@]}" --trust both.pem --untrusted "$ordinary/untrusted.pem" \
            --format json "$ordinary/leaf.pem"
        json_main_cause certificate-distrusted "$position"
        position=$((position - 1))
    done
}

# Anybody can write an ECDSA signature in another way that is as good.
@test "trust settings that reject a certificate count with another signature, too" {
    cd "$BATS_TEST_TMPDIR"
    with_settings "$ordinary/leaf.pem" -addreject serverAuth >rejected.pem
    openssl x509 -in "$ordinary/leaf.pem" -outform DER |
        python3 -c 'import sys; der = bytearray(sys.stdin.buffer.read()); der[-1] ^= 1; sys.stdout.buffer.write(der)' \
            >leaf.der
    run "$certcheck" verify "${at[@]}" --purpose serverAuth --trust "$ordinary/trusted.pem" --trust rejected.pem \
        leaf.der "$ordinary/untrusted.pem"
    exits 1
    says "certificate-distrusted" "signature-invalid"
}

@test "a root of which the settings are all that is given is not missing" {
    local case=$testdata/path/distrusted-behind-a-forgery
    run "$certcheck" verify "${at[@]}" --purpose serverAuth --trust "$case/trusted.pem" "$case/leaf.pem" \
        "$case/untrusted.pem" --explain
    exits 1
    says "not valid: certificate-distrusted" "rejected by trust settings" "the issuer is distrusted"
    does_not_say "issuer-missing" "issuer-refused" "missing:"
}

@test "a directory of anchors may hold what rejects one of them" {
    mkdir "$BATS_TEST_TMPDIR/anchors"
    cp "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/anchors/a.pem"
    judge_with "$BATS_TEST_TMPDIR/anchors"
    exits 0
    with_settings "$ordinary/untrusted.pem" -addreject anyExtendedKeyUsage >"$BATS_TEST_TMPDIR/anchors/b.pem"
    judge_with "$BATS_TEST_TMPDIR/anchors"
    exits 1
    says "not valid: certificate-distrusted" "b.pem reject the certificate CN=Intermediate"
}

@test "a file that is too large is told as such, in a directory, too" {
    mkdir "$BATS_TEST_TMPDIR/anchors"
    cp "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/anchors/a.pem"
    truncate -s 1025M "$BATS_TEST_TMPDIR/anchors/b.pem"
    judge_with "$BATS_TEST_TMPDIR/anchors"
    exits 0
    says "b.pem: larger than 1024 MiB"
    does_not_say "not a certificate"
}

# What settings trust is asked for servers alone: of other purposes see below.
@test "trust settings of an anchor decide as in OpenSSL" {
    local settings ours theirs
    cd "$BATS_TEST_TMPDIR"
    while read -r settings; do
        # shellcheck disable=SC2086
        with_settings "$ordinary/trusted.pem" $settings >anchor.pem
        judge_with anchor.pem
        ours=$([ "$status" -eq 0 ] && echo yes || echo no)
        theirs=$(openssl verify -attime 1780272000 -purpose sslserver -CAfile anchor.pem \
            -untrusted "$ordinary/untrusted.pem" "$ordinary/leaf.pem" >/dev/null 2>&1 && echo yes || echo no)
        [ "$ours" = "$theirs" ] || { echo "$settings: OpenSSL $theirs, here $ours"; return 1; }
    done <<'END'

-addtrust serverAuth
-addtrust anyExtendedKeyUsage
-addtrust clientAuth -addtrust serverAuth
-addtrust clientAuth
-addreject serverAuth
-addreject anyExtendedKeyUsage
-addreject clientAuth
-addreject clientAuth -addreject serverAuth
-addtrust serverAuth -addreject serverAuth
-addtrust serverAuth -addreject clientAuth
-addtrust anyExtendedKeyUsage -addreject serverAuth
-addtrust emailProtection -addreject clientAuth
-setalias name
END
}

# judges_alike ANCHORS FOLDER PURPOSE OPENSSL-PURPOSE: whether both say the same of the chain there.
judges_alike() {
    local ours theirs
    run "$certcheck" verify "${at[@]}" --trust "$1" --untrusted "$2/untrusted.pem" --purpose "$3" "$2/leaf.pem"
    ours=$([ "$status" -eq 0 ] && echo yes || echo no)
    theirs=$(openssl verify -attime 1780272000 -purpose "$4" -CAfile "$1" -untrusted "$2/untrusted.pem" \
        "$2/leaf.pem" >/dev/null 2>&1 && echo yes || echo no)
    [ "$ours" = "$theirs" ] || { echo "$3: OpenSSL $theirs, here $ours"; return 1; }
}

@test "trust settings that reject an anchor for other uses decide as in OpenSSL" {
    local settings mail=$testdata/path/distrusted-for-mail client=$testdata/path/distrusted-for-servers-alone
    cd "$BATS_TEST_TMPDIR"
    while read -r settings; do
        # shellcheck disable=SC2086
        with_settings "$ordinary/trusted.pem" $settings >anchor.pem
        judges_alike anchor.pem "$mail" emailProtection smimesign || { echo "$settings"; return 1; }
        judges_alike anchor.pem "$client" clientAuth sslclient || { echo "$settings"; return 1; }
        judges_alike anchor.pem "$ordinary" serverAuth sslserver || { echo "$settings"; return 1; }
    done <<'END'

-addreject emailProtection
-addreject clientAuth
-addreject clientAuth -addreject emailProtection
-addreject codeSigning
-addreject timeStamping -addreject OCSPSigning
-addreject anyExtendedKeyUsage
-addtrust anyExtendedKeyUsage -addreject emailProtection
-addtrust anyExtendedKeyUsage -addreject clientAuth
END
}

@test "it is told for which use trust settings reject a certificate" {
    local mail=$testdata/path/distrusted-for-mail use
    cd "$BATS_TEST_TMPDIR"
    while read -r settings use; do
        with_settings "$mail/untrusted.pem" -addreject "$settings" |
            cat "$ordinary/trusted.pem" - >both.pem
        run "$certcheck" verify "${at[@]}" --trust both.pem --untrusted "$mail/untrusted.pem" \
            --purpose emailProtection "$mail/leaf.pem"
        exits 1
        says "reject the certificate CN=Intermediate for $use."
        run "$certcheck" verify "${at[@]}" --trust both.pem --untrusted "$mail/untrusted.pem" \
            --purpose emailProtection --format json "$mail/leaf.pem"
        says "\"use\": \"$use\""
    done <<'END'
emailProtection id-kp-emailProtection
anyExtendedKeyUsage any use
END
    with_settings "$ordinary/untrusted.pem" -addreject serverAuth >rejected.pem
    judge_with "$ordinary/trusted.pem" rejected.pem
    says "for TLS servers."
}

# OpenSSL asks what an anchor is trusted for of every purpose, and finds it before what is sent along.
@test "trust settings are not asked as in OpenSSL of other trusted uses and of another certificate of the key" {
    local crossed=$testdata/path/distrusted-cross-signed mail=$testdata/path/distrusted-for-mail
    cd "$BATS_TEST_TMPDIR"
    with_settings "$ordinary/trusted.pem" -addtrust serverAuth >servers.pem
    run "$certcheck" verify "${at[@]}" --trust servers.pem --untrusted "$mail/untrusted.pem" \
        --purpose emailProtection "$mail/leaf.pem"
    exits 0
    run openssl verify -attime 1780272000 -purpose smimesign -CAfile servers.pem \
        -untrusted "$mail/untrusted.pem" "$mail/leaf.pem"
    says "certificate rejected"
    run "$certcheck" verify "${at[@]}" --trust "$crossed/trusted.pem" --untrusted "$crossed/untrusted.pem" \
        --purpose serverAuth "$crossed/leaf.pem"
    exits 0
    run openssl verify -attime 1780272000 -purpose sslserver -CAfile "$crossed/trusted.pem" \
        -untrusted "$crossed/untrusted.pem" "$crossed/leaf.pem"
    says "certificate rejected"
}

@test "settings that only trust other uses make no anchor, and leave an intermediate" {
    cd "$BATS_TEST_TMPDIR"
    with_settings "$ordinary/untrusted.pem" -addtrust emailProtection >mail.pem
    cat "$ordinary/trusted.pem" mail.pem >both.pem
    judge_with both.pem
    exits 0
    says "not an anchor: its trust settings do not trust it for TLS servers"
    does_not_say "cannot be read"
    with_settings "$ordinary/trusted.pem" -addtrust emailProtection >mail.pem
    judge_with mail.pem
    exits 3
    says "no certificate in it can be used as an anchor"
}

@test "in what is not trusted, trust settings say nothing" {
    cd "$BATS_TEST_TMPDIR"
    with_settings "$ordinary/untrusted.pem" -addreject serverAuth >rejected.pem
    run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" --untrusted rejected.pem \
        "$ordinary/leaf.pem"
    exits 0
    run "$certcheck" lint "${at[@]}" --profile default rejected.pem
    exits 0
    run "$certcheck" show rejected.pem
    exits 0
    says "CN=Intermediate"
}

@test "none takes the place of an unreadable leaf, whatever its block is called" {
    local label
    for label in CERTIFICATE "X509 CERTIFICATE" "TRUSTED CERTIFICATE" PKCS7 CMS; do
        printf -- '-----BEGIN %s-----\nMAMCAQA=\n-----END %s-----\n' "$label" "$label" |
            cat - "$ordinary/leaf.pem" >"$BATS_TEST_TMPDIR/leaf.pem"
        run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" \
            --untrusted "$ordinary/untrusted.pem" "$BATS_TEST_TMPDIR/leaf.pem"
        exits 1
        says "leaf.pem:1: block 1 ($label): cannot be read" "not valid: certificate-malformed"
    done
    cat "$ordinary/leaf.pem" "$ordinary/untrusted.pem" | sed '1s/-//' >"$BATS_TEST_TMPDIR/dash.pem"
    run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/dash.pem"
    exits 1
    says "pem-boundary" "not valid: certificate-malformed"
    sed '1s/-//' "$ordinary/leaf.pem" >"$BATS_TEST_TMPDIR/dash.pem"
    run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/dash.pem"
    exits 1
    says "pem-boundary" "not valid: certificate-malformed"
    sed 1d "$ordinary/leaf.pem" | cat - "$ordinary/untrusted.pem" >"$BATS_TEST_TMPDIR/dash.pem"
    run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/dash.pem"
    exits 1
    says "pem-no-begin" "not valid: certificate-malformed"
    # Both lines.
    local damage
    for damage in 's/^-----/----/' 's/^/> /' 's/-----.*-----/\L&/' 's/-$//' 's/^-----/----- /' \
        's/^-----/--/; s/-----$//' 's/^-----/# &/' 's/-----/=====/g' 's/-----/\xE2\x80\x94/g'; do
        sed "$damage" "$ordinary/leaf.pem" | cat - "$ordinary/untrusted.pem" >"$BATS_TEST_TMPDIR/both.pem"
        run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/both.pem"
        exits 1
        says "both.pem:1: block 1 (" "cannot be read: pem-boundary at offset 0" \
            "a line looks like a damaged -----BEGIN or -----END line" \
            "not valid: certificate-malformed" "pem-boundary at offset 0 in the file"
    done
    # Its label, in both.
    for label in Certificate CERTIFICTE "X509 CERTIFCATE" "TRUSTED CERT" "CERTIFICATE "; do
        sed "s/CERTIFICATE/$label/" "$ordinary/leaf.pem" |
            cat - "$ordinary/untrusted.pem" >"$BATS_TEST_TMPDIR/label.pem"
        run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/label.pem"
        exits 1
        says "label.pem:1: block 1 ($label): cannot be read: pem-label at offset 0" \
            "its label is none that is known, but nearly so" "not valid: certificate-malformed"
    done
    printf -- '-----BEGIN -----\n-----END -----\n' |
        cat - "$ordinary/leaf.pem" >"$BATS_TEST_TMPDIR/label.pem"
    run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/label.pem"
    exits 1
    says "label.pem:1: block 1: cannot be read: pem-empty"
    # One letter of one of its lines: nobody knows what it was.
    sed 's/BEGIN CERTIFICATE/BEGIN CERTIFICATF/' "$ordinary/leaf.pem" |
        cat - "$ordinary/untrusted.pem" >"$BATS_TEST_TMPDIR/leaf.pem"
    run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/leaf.pem"
    exits 1
    says "not valid: certificate-malformed" "block 1 (CERTIFICATF): cannot be read: pem-label"
}

@test "text and blocks of other trades before the leaf are no damaged certificates" {
    local line
    for line in "----- End forwarded message -----" "---------- Begin chain of www ----------" \
        "------------ END USER CERTIFICATE ------------" "-----BEGIN CERTIFICATE----- follows" \
        "# begin certificate"; do
        { echo "$line"; cat "$ordinary/leaf.pem"; } >"$BATS_TEST_TMPDIR/text.pem"
        run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" \
            --untrusted "$ordinary/untrusted.pem" "$BATS_TEST_TMPDIR/text.pem"
        exits 0
        run "$certcheck" show "$BATS_TEST_TMPDIR/text.pem"
        exits 0
        run "$certcheck" lint --profile default "${at[@]}" "$BATS_TEST_TMPDIR/text.pem"
        exits 0
        says "0 errors, 0 warnings in 1 certificate"
    done
    local label
    for label in "CERTIFICATE REQUEST" "PRIVATE KEY" "ATTRIBUTE CERTIFICATE"; do
        printf -- '-----BEGIN %s-----\nMAMCAQA=\n-----END %s-----\n' "$label" "$label" |
            cat - "$ordinary/leaf.pem" >"$BATS_TEST_TMPDIR/other.pem"
        run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" \
            --untrusted "$ordinary/untrusted.pem" "$BATS_TEST_TMPDIR/other.pem"
        exits 0
        says "block 1 ($label): not a certificate, not used"
    done
}

# The first bytes of a SEQUENCE of 128 bytes, of which nothing else is looked at.
stranger() { # HEX WORDS
    { printf "\\x30\\x81\\x80$1" && head -c 128 /dev/zero; } | head -c 131 >"$BATS_TEST_TMPDIR/stranger"
    run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/stranger"
    exits 1
    says "stranger: cannot be read: " ": $2" "not valid: certificate-malformed"
}

@test "what people take for a certificate is called by its name" {
    stranger '\x02\x01\x03\x30\x7B' "this is PKCS #12"
    stranger '\x02\x01\x00\x30\x7B' "this is a private key"
    stranger '\x02\x01\x01\x04\x20' "this is a private key"
    stranger '\x30\x7E\x02\x01\x00\x30\x79\x31\x77' "this is a certificate request"
    stranger '\x30\x02\x06\x00\x03\x7A' "this is a public key"
    stranger '\x30\x02\x06\x00\x04\x7A' "this is an encrypted private key"
    stranger '\x02\x02\x01\x00\x30\x7A' "another tag was expected here"
    stranger '\x02\x01\x02\x30\x7B' "another tag was expected here"
    stranger '\x04\x7E' "another tag was expected here"
    stranger '\x30\x02\x06\x00\x30\x7A' "another tag was expected here"
    printf -- '-----BEGIN CERTIFICATE-----\nAgEA\n-----END CERTIFICATE-----\n' >"$BATS_TEST_TMPDIR/integer"
    run "$certcheck" show "$BATS_TEST_TMPDIR/integer"
    exits 3
    says "another tag was expected here"
}

@test "who gives verify a server is told what judges servers" {
    run "$certcheck" verify localhost:1
    exits 3
    says "only files are read; to judge a server: certcheck connect localhost:1"
    run "$certcheck" verify https://localhost:1/
    exits 3
    says "to judge a server: certcheck https https://localhost:1/"
    run "$certcheck" verify none.pem none
    exits 3
    does_not_say "server"
}

@test "a file that is not there cannot be checked" {
    run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/none.pem"
    exits 3
    says "none.pem: No such file or directory"
    run "$certcheck" verify "${at[@]}" --trust "$BATS_TEST_TMPDIR/none.pem" "$ordinary/leaf.pem"
    exits 3
}

@test "a file without a certificate cannot be checked" {
    echo "nothing here" >"$BATS_TEST_TMPDIR/text.pem"
    run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/text.pem"
    exits 3
    says "text.pem"
}

@test "wrong usage" {
    run "$certcheck"
    exits 2
    run "$certcheck" nonsense
    exits 2
    run "$certcheck" verify
    exits 2
    run "$certcheck" verify --nonsense "$ordinary/leaf.pem"
    exits 2
    run "$certcheck" verify --at yesterday "$ordinary/leaf.pem"
    exits 2
    run "$certcheck" verify --ip 300.1.1.1 "$ordinary/leaf.pem"
    exits 2
    run "$certcheck" verify --purpose washing "$ordinary/leaf.pem"
    exits 2
    run "$certcheck" verify --deny nonsense "$ordinary/leaf.pem"
    exits 2
    run "$certcheck" verify --max-depth -1 "$ordinary/leaf.pem"
    exits 2
}

@test "a complaint begins with the tool's name" {
    local command
    for command in verify show lint explain vectors; do
        run "$certcheck" "$command" --nonsense
        exits 2
        says_line "certcheck: $command: unrecognized option '--nonsense'"
    done
    run "$certcheck" verify --deny expred "$ordinary/leaf.pem"
    exits 2
    says_line "certcheck: verify: --deny: no finding is called 'expred'; did you mean expired\?"
}

@test "a time that the report could not tell is refused" {
    run "$certcheck" verify --at 253402300799 --trust "$ordinary/trusted.pem" "$ordinary/leaf.pem"
    exits 1
    says "9999-12-31T23:59:59Z"
    run "$certcheck" verify --at 253402300800 --trust "$ordinary/trusted.pem" "$ordinary/leaf.pem"
    exits 2
    says "outside the years 0000 to 9999"
    run "$certcheck" verify --at -62167219201 --trust "$ordinary/trusted.pem" "$ordinary/leaf.pem"
    exits 2
}

@test "standard input can be read once" {
    run bash -c '"$0" verify --trust - - <"$1/leaf.pem"' "$certcheck" "$ordinary"
    exits 3
    says "standard input was read already"
}

@test "a PKCS #7 without certificates holds no leaf" {
    printf -- '-----BEGIN PKCS7-----\n%s\n-----END PKCS7-----\n' \
        "MCMGCSqGSIb3DQEHAqAWMBQCAQExADALBgkqhkiG9w0BBwExAA==" >"$BATS_TEST_TMPDIR/empty.p7b"
    run "$certcheck" verify "${at[@]}" --trust "$ordinary/trusted.pem" "$BATS_TEST_TMPDIR/empty.p7b"
    exits 3
    says "empty.p7b:1: block 1 (PKCS7): there is no certificate in it" "there is no leaf"
    does_not_say "not valid"
}

@test "README shows what the tool prints" {
    cp "$testdata/path/issuer-missing/leaf.pem" "$BATS_TEST_TMPDIR/server.pem"
    cp "$testdata/path/issuer-missing/trusted.pem" "$BATS_TEST_TMPDIR/root.pem"
    local readme=$BATS_TEST_DIRNAME/../../README shown command
    shown=$(sed -n '/^    \$ certcheck verify/,/^[^ ]/p' "$readme" | sed '$d; s/^    //')
    command=${shown%%$'\n'*}
    tool=$(cd "$(dirname "$certcheck")" && pwd)/$(basename "$certcheck")
    cd "$BATS_TEST_TMPDIR"
    # shellcheck disable=SC2086 # words, none of which has spaces
    LC_ALL=C.UTF-8 run "$tool" ${command#* certcheck }
    exits 1
    [ "$output" = "$(tail -n +3 <<<"$shown")" ] || { echo "$output"; false; }
}

@test "numbers of one are not put in the plural" {
    judge path/issuer-refused
    says "None of the certificates named CN=Intermediate signed this one: 1 refused"
    judge path/ordinary --max-depth 0
    says "path-too-long" "is 1: at most 0 is allowed"
}

@test "colour only where it is asked for" {
    judge validity/expired
    does_not_say $'\033['
    judge validity/expired --color always
    says $'\033['
}

@test "control characters of a name do not reach the terminal" {
    judge identity/nul-in-the-name
    exits 1
    [ "$(tr -d '\n' <<<"$output" | LC_ALL=C tr -d '\040-\176\200-\377')" = "" ]
}

@test "the policies for which a path is good are said when asked for" {
    judge policies/accepted
    exits 0
    says_line "Policies"
    says_line "  2.999.2"
    judge policies/any-everywhere
    says_line "  2.5.29.32.0 \(anyPolicy\)"
    judge policies/not-accepted-unasked
    exits 0
    says "none that is accepted"
    judge policies/none-unasked
    does_not_say "Policies"
    judge policies/none-unasked --explain
    says_line "  none"
    says "policy-nodes"
    judge policies/not-accepted
    main_cause policy-not-accepted "the caller requires one" "CN=leaf.example" \
        "get a certificate issued under an accepted policy"
}

@test "the caller permits and excludes names" {
    judge identity/ip --permitted-names ip:192.0.2.0/24
    exits 0
    judge identity/ip --permitted-names ip:192.0.2.8/29 --permitted-names ip:2001:db8::/32
    exits 1
    says "not valid: name-constraint-not-permitted" "none of the subtrees that the caller permits"
    judge identity/ip --excluded-names ip:0.0.0.0/0
    exits 1
    says "the subtree IP:0.0.0.0/0 that the caller excludes"
    judge path/ordinary --permitted-names dns:leaf.example --excluded-names email:example
    exits 0
}

@test "what is no subtree of names is a usage error" {
    local wrong
    for wrong in leaf.example dns:a..b email:a@b@c uri:https://example.com/ \
        ip:192.0.2.1 ip:192.0.2.0/33 ip:192.0.2.0/ ip:192.0.2.0/+4 ip:192.0.2.0/4x ip:::/129 dir:CN=a; do
        judge path/ordinary --excluded-names "$wrong"
        exits 2
        says "--excluded-names: '$wrong' is none of"
    done
    for wrong in dns: email: uri: ip:; do
        judge path/ordinary --permitted-names "$wrong"
        exits 2
        says "--permitted-names: '$wrong' is none of"
    done
    judge path/ordinary --excluded-names dns:
    exits 1
    says "name-constraint-excluded"
}

@test "what is no policy is a usage error" {
    run "$certcheck" verify --policy 2.999. "$ordinary/leaf.pem"
    exits 2
    says "--policy: '2.999.' is not an OID"
    run "$certcheck" verify --policy anyPolicy "$ordinary/leaf.pem"
    exits 2
}

@test "the version says what checks signatures, and whether the Public Suffix List is there" {
    run "$certcheck" --version
    exits 0
    says_line "certcheck [0-9]+\.[0-9]+\.[0-9]+"
    says_line "Signatures: (gnutls|libcrypto)"
    says "Public Suffix List: "
}
