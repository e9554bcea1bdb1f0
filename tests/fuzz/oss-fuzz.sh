#!/bin/bash
# SPDX-License-Identifier: MIT
# tests/fuzz/oss-fuzz.sh: builds every fuzz target with its corpus into $OUT, as OSS-Fuzz calls for it:
# with CC, CFLAGS, LDFLAGS and LIB_FUZZING_ENGINE set, in a container that has what
# './autogen.sh setup run' installs, and python3. Elsewhere, with clang, the same is had by
#
#     OUT=/tmp/out CFLAGS='-O1 -g -fsanitize=address,fuzzer-no-link' tests/fuzz/oss-fuzz.sh
set -euo pipefail

source=$(cd "$(dirname "$0")/../.." && pwd)
export CC=${CC:-clang} CFLAGS=${CFLAGS:-} LIB_FUZZING_ENGINE=${LIB_FUZZING_ENGINE:--fsanitize=fuzzer}
OUT=${OUT:?the folder for the targets}
WORK=${WORK:-$(mktemp -d)}
mkdir -p "$OUT/lib" "$WORK/certcheck"

[ -x "$source/configure" ] || (cd "$source" && ./autogen.sh)
cd "$WORK/certcheck"
# The targets run where no library is installed: they look for those that lie beside them.
"$source/configure" --enable-fuzzing --disable-shared --without-libcurl \
    LDFLAGS="${LDFLAGS:-} -Wl,-rpath,'\$\$ORIGIN/lib'"

targets=()
for file in "$source"/tests/fuzz/fuzz_*.c; do
    file=${file##*/}
    targets+=("tests/fuzz/${file%.c}")
done
make -j "$(nproc)" "${targets[@]}"

for target in "${targets[@]}"; do
    name=${target##*/}
    cp "$target" "$OUT/"
    folders=()
    for folder in corpus regressions; do
        [ ! -d "$source/tests/fuzz/$folder/$name" ] || folders+=("$source/tests/fuzz/$folder/$name")
    done
    rm -f "$OUT/${name}_seed_corpus.zip"
    [ ${#folders[@]} -eq 0 ] || find "${folders[@]}" -type f -print0 |
        xargs -0 -r python3 -m zipfile -c "$OUT/${name}_seed_corpus.zip"
    printf '[libfuzzer]\ntimeout = 20\nrss_limit_mb = 1024\n' >"$OUT/$name.options"
    # The C library and the compiler's own are there.
    ldd "$target" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' |
        { grep -vE '/(libc|libm|libdl|librt|libpthread|libgcc_s|libstdc\+\+)\.so' || true; } |
        xargs -r cp -t "$OUT/lib"
done
