#!/bin/sh
# SPDX-License-Identifier: MIT
# What the tool says of the catalogue is what is committed as doc/findings.md.

tool=${CERTCHECK:-./certcheck}
committed=${SRCDIR:-$(dirname "$0")/..}/doc/findings.md
[ -x "$tool" ] || { echo "$tool was not built: skipped"; exit 77; }

made=$(mktemp) || exit 1
trap 'rm -f "$made"' EXIT
"$tool" explain --all --format markdown >"$made" || exit 1
diff -u "$committed" "$made" || { echo "run 'make findings', and commit doc/findings.md"; exit 1; }
