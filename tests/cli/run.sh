#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs one file of bats tests so that it speaks TAP.

if [ ! -e /dev/fd/0 ]; then
    echo "1..0 # SKIP bats needs /dev/fd: is /proc mounted?"
    exit 0
fi
exec "${BATS:-bats}" --tap "$@"
