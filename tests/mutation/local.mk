# SPDX-License-Identifier: MIT
# tests/mutation/local.mk: whether the unit tests notice small changes to lib/check, lib/path and lib/verify.

EXTRA_DIST += $(wildcard $(srcdir)/tests/mutation/*.py) tests/mutation/README tests/mutation/survivors

# make mutation [MUTANTS=N] [SEED=N] [MUTATION_FLAGS=...]: small changes to lib/check, lib/path and lib/verify that no
# unit test notices, held against tests/mutation/survivors. It takes hours, and goes on where it was
# interrupted.
mutation: $(check_PROGRAMS)
	TESTDATA="`cd '$(srcdir)/testdata' && pwd`" SRCDIR="`cd '$(srcdir)' && pwd`" \
	BUILDDIR='$(abs_top_builddir)' CC='$(CC)' \
	CPPFLAGS='$(DEFS) $(DEFAULT_INCLUDES) $(AM_CPPFLAGS) $(CPPFLAGS)' CFLAGS='$(AM_CFLAGS) $(CFLAGS)' \
	LIBS='$(lib_libcc_la_LIBADD) $(CHECK_LIBS) $(LIBS)' \
	$(PYTHON) -B '$(srcdir)/tests/mutation/run.py' '$(srcdir)' --count $(MUTANTS) --seed $(SEED) $(MUTATION_FLAGS)
PYTHON = python3
MUTANTS = 0

.PHONY: mutation
