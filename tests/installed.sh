#!/bin/sh
# SPDX-License-Identifier: MIT
# The manual's example builds against an installed tree, shared and static, as pkg-config says.

srcdir=$(cd "${SRCDIR:-$(dirname "$0")/..}" && pwd) || exit 1
cd "${BUILDDIR:-.}" || exit 1
command -v pkg-config >/dev/null || { echo "there is no pkg-config"; exit 77; }

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
make install prefix="$work/tree" >"$work/log" 2>&1 || { tail "$work/log"; exit 1; }
# The two builds that need flags of their own to link (sanitizers, coverage) are static ones.
[ -e "$work/tree/lib/libcertcheck.so" ] || { echo "the library was built without its shared half"; exit 77; }

sed -i "s|^prefix=.*|prefix=$work/tree|" "$work/tree/lib/pkgconfig/libcertcheck.pc" || exit 1

modules() {
    PKG_CONFIG_PATH=$work/tree/lib/pkgconfig pkg-config "$@"
}

sed -n '/^\.EX/,/^\.EE/p' "$srcdir/doc/libcertcheck.3" | grep -v '^\.E' >"$work/example.c"
cat >>"$work/example.c" <<'END'

int main(int count, char **arguments)
{
    return count == 3 ? (int)judge(arguments[1], arguments[2], 1780272000) : 99;
}
END

status=0
# shellcheck disable=SC2046 # a list of words
${CC:-cc} "$work/example.c" $(modules --cflags --libs libcertcheck) -o "$work/shared" || status=1

# The archive needs what the module names in private, and nothing else.
# shellcheck disable=SC2046
${CC:-cc} "$work/example.c" $(modules --cflags libcertcheck) "$work/tree/lib/libcertcheck.a" \
    $(modules --libs $(modules --print-requires-private libcertcheck | cut -d ' ' -f 1)) \
    -o "$work/static" || status=1
[ "$status" -eq 0 ] || exit 1

# NOT_VALID is 0: an authority that nobody knows.
LD_LIBRARY_PATH=$work/tree/lib "$work/shared" "$srcdir/testdata/path/ordinary/leaf.pem" leaf.example &&
    "$work/static" "$srcdir/testdata/path/ordinary/leaf.pem" leaf.example
