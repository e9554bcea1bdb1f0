# SPDX-License-Identifier: MIT
# bin/local.mk: the tool, which sees the library only through its public headers.
# One source a line, sorted.

EXTRA_DIST += $(wildcard $(srcdir)/bin/*.h)

# To be uncommented with the first source:
#bin_PROGRAMS += certcheck
#certcheck_CPPFLAGS = -I$(top_srcdir)/include $(BUILD_CPPFLAGS)
#certcheck_CFLAGS = $(BUILD_CFLAGS) $(JANSSON_CFLAGS)
#certcheck_LDADD = lib/libcertcheck.la $(JANSSON_LIBS)
#certcheck_SOURCES = \
#  bin/certcheck.c
