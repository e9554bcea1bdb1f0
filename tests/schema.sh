#!/bin/sh
# SPDX-License-Identifier: MIT
# The JSON of the cases of testdata is what the schemas in doc/ say: of verdicts all, of the rest some.

# shellcheck disable=SC2317 # the documents are called for through their names

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

certcheck=${CERTCHECK:-./certcheck}

verdict_documents() {
    for leaf in testdata/*/*/leaf.pem; do
        case=${leaf%/leaf.pem}
        set -- --trust "$case/trusted.pem"
        [ ! -e "$case/untrusted.pem" ] || set -- "$@" --untrusted "$case/untrusted.pem"
        "$certcheck" verify --format json --at 2026-06-01T00:00:00Z --all-paths \
            --hostname leaf.example --profile webpki "$@" "$leaf"
    done
    "$certcheck" verify --format json --at 0 --max-signatures 0 "$@" "$leaf"
}

certificates_documents() {
    "$certcheck" show --format json testdata/encoding/*/*.pem testdata/crl/a*/*.pem
    "$certcheck" show --format json testdata/name-constraints/i*/*.pem testdata/ocsp/a*/*.pem
}

findings_documents() {
    "$certcheck" explain --format json
    "$certcheck" explain --format json expired
}

lint_documents() {
    "$certcheck" lint --format json --at 0 testdata/encoding/*/leaf.pem testdata/path/*/leaf.pem
}

vectors_documents() {
    "$certcheck" vectors --format json testdata/suites/wrong.json testdata/suites/right.json
}

# A document with a member too many must be refused, lest a schema that accepts all looks good.
validate='
import json, sys
from jsonschema import Draft202012Validator

with open("doc/%s.schema.json" % sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
text = sys.stdin.read()
documents, wrong, at = [], 0, 0
while text[at:].strip():
    document, at = json.JSONDecoder().raw_decode(text, at)
    documents.append(document)
    at += len(text[at:]) - len(text[at:].lstrip())
for document in documents:
    for error in validator.iter_errors(document):
        print("/".join(map(str, error.absolute_path)), error.message[:200])
        wrong += 1
if not documents or validator.is_valid(dict(documents[0], more=1)):
    print("%d documents, and the schema accepts anything" % len(documents))
    wrong += 1
sys.exit(1 if wrong else 0)
'
status=0
for schema in verdict certificates findings lint vectors; do
    "${schema}_documents" 2>/dev/null | $python -c "$validate" "$schema" || status=1
done
exit $status
