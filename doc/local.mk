# SPDX-License-Identifier: MIT
# doc/local.mk: manual pages, the list of findings, and the schemas of the tool's JSON.

dist_man_MANS = \
  doc/certcheck.1 \
  doc/libcertcheck.3
dist_doc_DATA = \
  doc/certificates.schema.json \
  doc/demo.schema.json \
  doc/findings.md \
  doc/findings.schema.json \
  doc/lint.schema.json \
  doc/performance.md \
  doc/trace.schema.json \
  doc/vectors.schema.json \
  doc/verdict.schema.json

# The examples see what an installed tree would show them: the public headers.
example_cppflags = -I$(top_srcdir)/include $(BUILD_CPPFLAGS)
check_PROGRAMS += doc/examples/gnutls_client
doc_examples_gnutls_client_CPPFLAGS = $(example_cppflags)
doc_examples_gnutls_client_CFLAGS = $(BUILD_CFLAGS) $(GNUTLS_CFLAGS)
doc_examples_gnutls_client_LDADD = lib/libcertcheck.la $(GNUTLS_LIBS)
if HAVE_LIBSSL
check_PROGRAMS += doc/examples/openssl_client
endif
doc_examples_openssl_client_CPPFLAGS = $(example_cppflags)
doc_examples_openssl_client_CFLAGS = $(BUILD_CFLAGS) $(LIBSSL_CFLAGS)
doc_examples_openssl_client_LDADD = lib/libcertcheck.la $(LIBSSL_LIBS)
if HAVE_LIBCURL
check_PROGRAMS += doc/examples/curl_client
endif
doc_examples_curl_client_CPPFLAGS = $(example_cppflags)
doc_examples_curl_client_CFLAGS = $(BUILD_CFLAGS) $(GNUTLS_CFLAGS) $(LIBCURL_CFLAGS)
doc_examples_curl_client_LDADD = lib/libcertcheck.la $(LIBCURL_LIBS) $(GNUTLS_LIBS)
EXTRA_DIST += \
  doc/examples/curl_client.c \
  doc/examples/gnutls_client.c \
  doc/examples/openssl_client.c

# Makes doc/findings.md from the catalogue, include/certcheck/finding.def.
findings: certcheck$(EXEEXT)
	./certcheck$(EXEEXT) explain --all --format markdown >findings.md.new
	mv findings.md.new '$(srcdir)/doc/findings.md'

.PHONY: findings
