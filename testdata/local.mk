# SPDX-License-Identifier: MIT
# testdata/local.mk: the example certificates; every folder here goes into the tarball whole.

EXTRA_DIST += $(wildcard $(srcdir)/testdata/*)
