#!/bin/sh
# SPDX-License-Identifier: MIT
# Reads lib/ and bin/ with clang-tidy, cppcheck and GCC's analyzer; 'make analyze' calls it in the
# build folder. With --deep also with Clang's analyzer, which takes several minutes. Nothing may be
# found. Compiler flags are in CPPFLAGS, the top of the source tree in SRCDIR.

# shellcheck disable=SC2317 # the readers are called through their names
set -eu
deep=${1-}
status=0
jobs=2

sources() {
    find "$SRCDIR/lib" "$SRCDIR/bin" -name '*.c' | LC_ALL=C sort
}

# compile_commands.json, for clang-tidy and for editors.
compile_commands() {
    sources | awk -v folder="$PWD" -v flags="$CPPFLAGS" '
        BEGIN { gsub(/["\\]/, "\\\\&", flags); print "[" }
        {
            printf "%s{\"directory\": \"%s\", \"file\": \"%s\",\n", (NR > 1 ? "," : ""), folder, $0
            printf " \"command\": \"cc -std=c11 %s -c %s\"}\n", flags, $0
        }
        END { print "]" }' >compile_commands.json
}

# reader NAME COMMAND...
reader() {
    name=$1
    shift
    echo "== $name"
    begun=$(date +%s)
    "$@" || { echo "$name found something"; status=1; }
    echo "$name: $(($(date +%s) - begun)) seconds"
}

# One line a file, and what was found, without the lines that repeat the command.
tidy() {
    run-clang-tidy -quiet -j "$jobs" -p . "$@" "$SRCDIR/(lib|bin)/" >analysis.tidy 2>analysis.errors && return
    grep -v '^clang-tidy' analysis.tidy || true
    grep -i 'error' analysis.errors || true
    return 1
}

# json_object_foreach looks like a call to it.
check() {
    # shellcheck disable=SC2086 # a list of flags
    cppcheck --quiet -j "$jobs" --std=c11 --library=posix --error-exitcode=1 \
        --enable=warning,style,performance,portability \
        --suppressions-list="$SRCDIR/tests/analysis/cppcheck.suppressions" \
        '-Djson_object_foreach(object, key, value)=while (next(object, &key, &value))' \
        $CPPFLAGS "$SRCDIR/lib" "$SRCDIR/bin"
}

# -O1: with fewer branches to follow than without, and with calls still where they were written.
# It loses sight of what is kept behind a pointer to a pointer, and calls that a leak: those are found
# by the tests under sanitizers. Several files a call, as the compiler starts slowly.
gcc_analyzer() {
    mkdir -p analysis.objects
    # shellcheck disable=SC2086,SC2016 # a list of flags; the inner shell's variables
    sources | xargs -P "$jobs" -n 8 sh -c 'cd analysis.objects && gcc "$@"' sh \
        -std=c11 -O1 -fanalyzer -Wno-analyzer-malloc-leak -Werror -c $CPPFLAGS
    rm -rf analysis.objects
}

compile_commands
reader clang-tidy tidy
reader cppcheck check
reader "gcc -fanalyzer" gcc_analyzer
# DeprecatedOrUnsafeBufferHandling asks for functions that no C library has; padding is less than
# the order in which a standard names the fields.
if [ "$deep" = --deep ]; then
    reader "Clang's analyzer" tidy '-checks=-*,clang-analyzer-*,-clang-analyzer-optin.performance.Padding,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling'
fi
exit "$status"
