#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""uncovered.py LIST COVERAGE: holds the list of branches that no test takes against gcovr's JSON.

Prints what is not explained and what is explained for nothing, each as FILE:FUNCTION, and ends with 1
when there is anything of the first kind.
"""

import json
import sys


def explained(path):
    with open(path, encoding="utf-8") as lines:
        rows = [line.split(" | ") for line in lines if not line.startswith("#")]
    short = [row[0].strip() for row in rows if len(row) != 3 or not row[2].strip()]
    if short:
        sys.exit("no reason is given for " + ", ".join(short))
    return {row[0] for row in rows}


def function_of(functions, number):
    """The function that a line is in: the last one that begins before it."""
    name = None
    for begin, function in functions:
        if begin <= number:
            name = function
    return name


def uncovered(path):
    found = set()
    with open(path, encoding="utf-8") as text:
        files = json.load(text)["files"]
    for file in files:
        if not file["file"].startswith(("lib/check/", "lib/path/")):
            continue
        functions = sorted((f["lineno"], f["name"]) for f in file["functions"])
        for line in file["lines"]:
            if any(branch["count"] == 0 for branch in line.get("branches", [])):
                name = function_of(functions, line["line_number"])
                found.add(f"{file['file']}:{name}")
    return found


def main():
    known, found = explained(sys.argv[1]), uncovered(sys.argv[2])
    for place in sorted(known - found):
        print(f"covered now, and in the list for nothing: {place}")
    for place in sorted(found - known):
        print(f"a branch that no test takes, and nobody explains: {place}")
    return 1 if found - known else 0


sys.exit(main())
