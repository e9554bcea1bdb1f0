# SPDX-License-Identifier: MIT
# tests/analysis/local.mk: programs that read the source and say what is wrong with it.

EXTRA_DIST += tests/analysis/README tests/analysis/run.sh tests/analysis/cppcheck.suppressions

# make analyze [ANALYZE_FLAGS=--deep]: what clang-tidy, cppcheck and GCC's analyzer say of lib/ and bin/.
analyze:
	SRCDIR="`cd '$(srcdir)' && pwd`" \
	CPPFLAGS="$(DEFS) -I$(abs_top_builddir) -I`cd '$(srcdir)' && pwd`/include \
	-I`cd '$(srcdir)' && pwd`/lib -I`cd '$(srcdir)' && pwd`/bin $(BUILD_CPPFLAGS) $(GNUTLS_CFLAGS) \
	$(LIBTASN1_CFLAGS) $(LIBIDN2_CFLAGS) $(LIBPSL_CFLAGS) $(JANSSON_CFLAGS) $(LIBCURL_CFLAGS) $(CPPFLAGS)" \
	$(SHELL) '$(srcdir)/tests/analysis/run.sh' $(ANALYZE_FLAGS)

CLEANFILES += analysis.errors analysis.tidy compile_commands.json

.PHONY: analyze
