#!/bin/sh
# SPDX-License-Identifier: MIT
# The JSON of every case of testdata is what doc/verdict.schema.json says.

cd "${SRCDIR:-$(dirname "$0")/..}" || exit 1

python=
for candidate in python3 /usr/bin/python3; do
    if $candidate -c 'from jsonschema import Draft202012Validator' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || {
    echo "no python3 with jsonschema (Debian: python3-jsonschema)"
    exit 77
}

reports() {
    for leaf in testdata/*/*/leaf.pem; do
        case=${leaf%/leaf.pem}
        set -- --trust "$case/trusted.pem"
        [ ! -e "$case/untrusted.pem" ] || set -- "$@" --untrusted "$case/untrusted.pem"
        "${CERTCHECK:-./certcheck}" verify --format json --at 2026-06-01T00:00:00Z --all-paths \
            --hostname leaf.example --profile webpki "$@" "$leaf" 2>/dev/null
    done
    "${CERTCHECK:-./certcheck}" verify --format json --at 0 --max-signatures 0 "$@" "$leaf"
}

# A document with a member too many must be refused, lest a schema that accepts all looks good.
validate='
import json, sys
from jsonschema import Draft202012Validator

with open("doc/verdict.schema.json", encoding="utf-8") as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
text = sys.stdin.read()
reports, wrong, at = [], 0, 0
while text[at:].strip():
    report, at = json.JSONDecoder().raw_decode(text, at)
    reports.append(report)
    at += len(text[at:]) - len(text[at:].lstrip())
for report in reports:
    for error in validator.iter_errors(report):
        print("/".join(map(str, error.absolute_path)), error.message[:200])
        wrong += 1
if not reports or validator.is_valid(dict(reports[0], more=1)):
    print("%d reports, and the schema accepts anything" % len(reports))
    wrong += 1
sys.exit(1 if wrong else 0)
'
reports | $python -c "$validate"
