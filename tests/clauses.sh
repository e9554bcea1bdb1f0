#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes doc/rfc5280-coverage.md from tests/clauses.list, the clauses in the code's comments, finding.def and
# testdata. Without an argument: checks that the committed one is fresh. --print: prints it.

cd "${SRCDIR:-$(dirname "$0")/..}" || exit 1
export LC_ALL=C

# Lines 'tag CLAUSE FILE:FUNCTION' and 'finding NAME FILE:FUNCTION'. What a comment in front of a function
# names counts for the function; what the header of a file names does not.
places() {
    awk '
    function emit(kind, name) {
        if (current != "") print kind "\t" name "\t" FILENAME ":" current
        else pending = pending kind "\t" name "\n"
    }
    function flush(    count, lines, i) {
        count = split(pending, lines, "\n")
        for (i = 1; i < count; i++) print lines[i] "\t" FILENAME ":" current
        pending = ""
    }
    # "6.1.3 (b), (c) and 6.1.4 (k) to (m)": one tag a step
    function tags(text,    step, letter, last, from) {
        while (match(text, /6\.1\.[1-5]/)) {
            step = substr(text, RSTART, RLENGTH)
            text = substr(text, RSTART + RLENGTH)
            last = ""
            while (match(text, /^(,? ?(and |to )?)\([a-z]\)(\([0-9]\))?/)) {
                from = substr(text, 1, RLENGTH)
                text = substr(text, RLENGTH + 1)
                letter = substr(from, index(from, "(") + 1, 1)
                if (from ~ /to / && last != "")
                    while (last < letter) {
                        last = substr(alphabet, index(alphabet, last) + 1, 1)
                        emit("tag", step " (" last ")")
                    }
                else {
                    emit("tag", step " (" letter ")")
                    if (from ~ /\([0-9]\)$/) emit("tag", step " " substr(from, index(from, "(")))
                }
                last = letter
            }
        }
    }
    BEGIN { alphabet = "abcdefghijklmnopqrstuvwxyz" }
    FNR == 1 { pending = ""; current = "" }
    /^#include/ { pending = "" }
    /^}/ { current = "" }
    /^[a-z_].*\(/ && !/;$/ {
        name = $0
        sub(/\(.*/, "", name)
        sub(/.*[ *]/, "", name)
        current = name
        flush()
    }
    # a table: its rows stand behind its name
    /^} [a-z_]+\[.*\{$/ || /^static const [^(]*\[[^(]*\{$/ {
        name = $0
        sub(/\[.*/, "", name)
        sub(/.*[ *]/, "", name)
        current = name
        flush()
    }
    /\/\*|^ *\*|^ \* / { comment = 1 }
    {
        if (comment) tags($0)
        if ($0 ~ /\*\//) comment = 0
        line = $0
        while (match(line, /CERTCHECK_FINDING_[A-Z0-9_]+/)) {
            emit("finding", substr(line, RSTART + 18, RLENGTH - 18))
            line = substr(line, RSTART + RLENGTH)
        }
    }
    /^};/ { current = "" }
    ' lib/check/*.c lib/path/*.c lib/profile/*.c lib/verify/*.c
}

# Lines 'row NAME ID CLAUSE' of the catalogue.
rows() {
    awk '
    /^FINDING\(/ { row = "" }
    { row = row $0 }
    /\)$/ && row ~ /^FINDING\(/ {
        count = split(row, quoted, "\"")
        name = quoted[1]
        gsub(/FINDING\(|[ ,]/, "", name)
        if (count > 4) print "row\t" name "\t" quoted[2] "\t" quoted[4]
        row = ""
    }' include/certcheck/finding.def
}

# Lines 'case ID AREA/CASE', sorted.
cases() {
    grep -H '^finding ' testdata/*/*/expect |
        sed -n 's,^testdata/\([^:]*\)/expect:finding \([a-z0-9-]*\) .*,case\t\2\t\1,p' | sort
}

table() {
    { rows; places; cases; sed '/^[#!]/d; /^$/d' tests/clauses.list; } | awk -F '\t' '
    function add(list, item) {
        if (("," list ",") ~ ("," item ",")) return list
        return list == "" ? item : list "," item
    }
    function add_all(list, more,    count, items, i) {
        count = split(more, items, ",")
        for (i = 1; i <= count; i++) list = add(list, items[i])
        return list
    }
    function shown(list) {
        gsub(/,/, "<br>", list)
        gsub(/lib\//, "", list)
        gsub(/:/, " ", list)
        return list == "" ? "MISSING" : list
    }
    function is_function(place,    part, line, found) {
        split(place, part, ":")
        while ((getline line <part[1]) > 0)
            if (line ~ ("(^|[ *])" part[2] "\\(")) found = 1
        close(part[1])
        return found
    }
    function hold(id) {
        if (!(id in name_of)) { print "there is no finding " id >"/dev/stderr"; failed = 1; return }
        where = add_all(where, places[name_of[id]])
        broken = add(broken, first[id] != "" ? first[id] : "MISSING")
    }
    $1 == "row" { name_of[$3] = $2; clause_of[$3] = $4; ids = ids " " $3; next }
    $1 == "tag" { tagged[$2] = add(tagged[$2], $3); next }
    $1 == "finding" { places[$2] = add(places[$2], $3); next }
    $1 == "case" { if (first[$2] == "") first[$2] = $3; next }
    {
        split($0, column, / *\| */)
        clause = column[1]; where = ""; broken = ""
        count = split(column[2], held, " ")
        for (i = 1; i <= count; i++) {
            if (held[i] ~ /^lib\//) {
                if (!is_function(held[i])) { print "there is no " held[i] >"/dev/stderr"; failed = 1 }
                where = add(where, held[i])
            } else if (held[i] ~ /\//) {
                file = "testdata/" held[i] "/expect"
                if ((getline line <file) <= 0) { print "there is no " file >"/dev/stderr"; failed = 1 }
                close(file)
                broken = add(broken, held[i])
            } else hold(held[i])
        }
        if (clause ~ /^6/) {
            where = add_all(where, tagged[clause])
            count = split(ids, id, " ")
            for (i = 1; i <= count; i++)
                if (index(clause_of[id[i]] ",", "RFC 5280 " clause) ||
                    index(clause_of[id[i]] ",", ", " clause))
                    hold(id[i])
        }
        if (where == "" || broken == "" || broken ~ /MISSING/) missing++
        total++
        print "| " clause " | " column[3] " | " shown(where) " | " shown(broken) " |"
    }
    END {
        print ""
        print total " clauses, " missing + 0 " of them MISSING a place or a case."
        exit failed
    }'
}

page() {
    cat <<'EOF'
# RFC 5280: what holds each clause

Made by `make clauses` from tests/clauses.list, the code and testdata. A place is a file below lib/ and a
function or table in it; a case is a folder below testdata/ that breaks the clause, the first of them.

| clause | what it asks | held by | broken by |
|---|---|---|---|
EOF
    table
    cat <<'EOF'

What section 4 asks and no rule does:

| clause | what it asks | why not |
|---|---|---|
EOF
    sed -n 's/^! \(.*\)/| \1 |/p' tests/clauses.list
}

if [ "$1" = --print ]; then
    page
    exit
fi
made=$(mktemp) || exit 1
trap 'rm -f "$made"' EXIT
page >"$made" || exit 1
diff doc/rfc5280-coverage.md "$made" || { echo "run 'make clauses', and look at what changed"; exit 1; }
