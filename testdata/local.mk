# SPDX-License-Identifier: MIT
# testdata/local.mk: the example certificates; every folder here goes into the tarball whole.

EXTRA_DIST += $(wildcard $(srcdir)/testdata/*)

# Some folders have the name of a source beside them: make must not want to link them from it.
%: %.c
%: %.o

# The language that describes certificates: the examples here, and tests/differential, speak it.
check_LTLIBRARIES += testdata/libissue.la
testdata_libissue_la_CPPFLAGS = $(BUILD_CPPFLAGS)
testdata_libissue_la_CFLAGS = $(BUILD_CFLAGS) $(GNUTLS_CFLAGS)
testdata_libissue_la_LIBADD = $(GNUTLS_LIBS)
testdata_libissue_la_SOURCES = \
  testdata/der.c \
  testdata/der.h \
  testdata/extensions.c \
  testdata/forgeries.c \
  testdata/issue.c \
  testdata/issue.h \
  testdata/keys.c \
  testdata/revocation.c \
  testdata/revocation.h \
  testdata/words.c

# Makes testdata/AREA/CASE/ and testdata/suites/ from the tables of cases and the fixed keys.
check_PROGRAMS += testdata/generate
testdata_generate_CPPFLAGS = $(BUILD_CPPFLAGS)
testdata_generate_CFLAGS = $(BUILD_CFLAGS) $(GNUTLS_CFLAGS)
testdata_generate_LDADD = testdata/libissue.la
testdata_generate_SOURCES = \
  testdata/cases.h \
  testdata/cases_authority.c \
  testdata/cases_classics.c \
  testdata/cases_crl.c \
  testdata/cases_encoding.c \
  testdata/cases_evidence.c \
  testdata/cases_identity.c \
  testdata/cases_keys.c \
  testdata/cases_name_kinds.c \
  testdata/cases_names.c \
  testdata/cases_ocsp.c \
  testdata/cases_path.c \
  testdata/cases_policy.c \
  testdata/cases_profile.c \
  testdata/cases_profile_extensions.c \
  testdata/cases_purpose.c \
  testdata/cases_revoked.c \
  testdata/cases_stricter.c \
  testdata/cases_time.c \
  testdata/cases_webpki.c \
  testdata/cases_webpki_names.c \
  testdata/crl.c \
  testdata/generate.c \
  testdata/ocsp.c \
  testdata/suites.c \
  testdata/unrelated.c \
  testdata/webpki.h

testdata: testdata/generate$(EXEEXT)
	testdata/generate$(EXEEXT) '$(srcdir)/testdata/keys' '$(srcdir)/testdata'

.PHONY: testdata
