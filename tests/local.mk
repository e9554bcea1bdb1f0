# SPDX-License-Identifier: MIT
# tests/local.mk: what 'make check' runs. One a line, sorted, but the one that takes longest comes first,
# so that no processor waits for it at the end; tests/listed.sh finds what is forgotten.

# Each tests/unit/test_NAME.c is one Check program, listed without '.c'.
unit_tests = \
  tests/unit/test_permutation \
  tests/unit/test_algorithm \
  tests/unit/test_alert \
  tests/unit/test_alloc \
  tests/unit/test_arena \
  tests/unit/test_array \
  tests/unit/test_basic_constraints \
  tests/unit/test_budgets \
  tests/unit/test_builder \
  tests/unit/test_cases \
  tests/unit/test_catalogue \
  tests/unit/test_certificate \
  tests/unit/test_certificate_id \
  tests/unit/test_certificate_set \
  tests/unit/test_critical_extensions \
  tests/unit/test_crl \
  tests/unit/test_crl_index \
  tests/unit/test_crl_scope \
  tests/unit/test_crl_set \
  tests/unit/test_crl_status \
  tests/unit/test_crypto \
  tests/unit/test_crypto_disabled \
  tests/unit/test_der \
  tests/unit/test_der_encode \
  tests/unit/test_der_libtasn1 \
  tests/unit/test_der_time \
  tests/unit/test_der_value \
  tests/unit/test_describe \
  tests/unit/test_distrusted \
  tests/unit/test_dns_name \
  tests/unit/test_evidence_rank \
  tests/unit/test_extended_key_usage \
  tests/unit/test_extension \
  tests/unit/test_fetch_address \
  tests/unit/test_fetch_cache \
  tests/unit/test_fetch_freshness \
  tests/unit/test_findings \
  tests/unit/test_general_name \
  tests/unit/test_gnutls \
  tests/unit/test_gnutls_key \
  tests/unit/test_gnutls_peer \
  tests/unit/test_gnutls_server \
  tests/unit/test_gnutls_stapling \
  tests/unit/test_graph \
  tests/unit/test_http \
  tests/unit/test_identity \
  tests/unit/test_key \
  tests/unit/test_key_usage \
  tests/unit/test_lint \
  tests/unit/test_mailbox \
  tests/unit/test_memory \
  tests/unit/test_misuse \
  tests/unit/test_name \
  tests/unit/test_name_constraint_dns \
  tests/unit/test_name_constraint_host \
  tests/unit/test_name_constraint_index \
  tests/unit/test_name_constraint_ip \
  tests/unit/test_name_constraint_mail \
  tests/unit/test_name_constraint_name \
  tests/unit/test_name_constraint_uri \
  tests/unit/test_name_constraints \
  tests/unit/test_name_fold \
  tests/unit/test_name_form \
  tests/unit/test_ocsp \
  tests/unit/test_ocsp_request \
  tests/unit/test_ocsp_set \
  tests/unit/test_ocsp_status \
  tests/unit/test_oid \
  tests/unit/test_overrides \
  tests/unit/test_path_length \
  tests/unit/test_pem \
  tests/unit/test_policies \
  tests/unit/test_policy \
  tests/unit/test_policy_graph \
  tests/unit/test_policy_incomplete \
  tests/unit/test_pool \
  tests/unit/test_profile \
  tests/unit/test_public_suffix \
  tests/unit/test_report \
  tests/unit/test_revocation_libtasn1 \
  tests/unit/test_revocation_ocsp \
  tests/unit/test_rfc5280 \
  tests/unit/test_sct \
  tests/unit/test_signature \
  tests/unit/test_signature_encoding \
  tests/unit/test_source \
  tests/unit/test_source_pkcs7 \
  tests/unit/test_source_system \
  tests/unit/test_span \
  tests/unit/test_spki \
  tests/unit/test_starttls \
  tests/unit/test_status \
  tests/unit/test_store \
  tests/unit/test_strength \
  tests/unit/test_text \
  tests/unit/test_text_oid \
  tests/unit/test_threads \
  tests/unit/test_url \
  tests/unit/test_utc \
  tests/unit/test_utf8 \
  tests/unit/test_validity \
  tests/unit/test_verify_budgets \
  tests/unit/test_verify_cache \
  tests/unit/test_verify_contract \
  tests/unit/test_verify_forged \
  tests/unit/test_verify_reasons \
  tests/unit/test_verify_search \
  tests/unit/test_verify_until \
  tests/unit/test_verify_wants \
  tests/unit/test_visible \
  tests/unit/test_webpki \
  tests/unit/test_wycheproof
if HAVE_LIBCRYPTO
unit_tests += tests/unit/test_crypto_libcrypto
endif

# Each tests/cli/NAME.bats drives the tool as a user does.
cli_tests = \
  tests/cli/verify.bats \
  tests/cli/corpus.bats \
  tests/cli/demo.bats \
  tests/cli/examples.bats \
  tests/cli/explain.bats \
  tests/cli/fetch.bats \
  tests/cli/https.bats \
  tests/cli/https_hostile.bats \
  tests/cli/https_servers.bats \
  tests/cli/lint.bats \
  tests/cli/peers.bats \
  tests/cli/printers.bats \
  tests/cli/revocation.bats \
  tests/cli/show.bats \
  tests/cli/stapling.bats \
  tests/cli/starttls.bats \
  tests/cli/streams.bats \
  tests/cli/torture.bats \
  tests/cli/usage.bats \
  tests/cli/vectors.bats \
  tests/cli/verify_failures.bats

# Each tests/fuzz/fuzz_NAME.c is one fuzz target: --enable-fuzzing links it with libFuzzer, else it runs
# the files that it is given. tests/fuzz/README tells more.
fuzz_targets = \
  tests/fuzz/fuzz_certificate \
  tests/fuzz/fuzz_crl \
  tests/fuzz/fuzz_crl_status \
  tests/fuzz/fuzz_der \
  tests/fuzz/fuzz_host_name \
  tests/fuzz/fuzz_http \
  tests/fuzz/fuzz_lint \
  tests/fuzz/fuzz_name \
  tests/fuzz/fuzz_name_constraint \
  tests/fuzz/fuzz_ocsp \
  tests/fuzz/fuzz_ocsp_status \
  tests/fuzz/fuzz_path \
  tests/fuzz/fuzz_pem \
  tests/fuzz/fuzz_policies \
  tests/fuzz/fuzz_signature \
  tests/fuzz/fuzz_starttls \
  tests/fuzz/fuzz_store \
  tests/fuzz/fuzz_suite \
  tests/fuzz/fuzz_tls_hello \
  tests/fuzz/fuzz_verify

# Tests of the tree itself: 0 passed, 77 skipped, anything else failed.
shell_tests = \
  tests/classics.sh \
  tests/clauses.sh \
  tests/findings.sh \
  tests/findings_fresh.sh \
  tests/headers.sh \
  tests/hostile.sh \
  tests/installed.sh \
  tests/layers.sh \
  tests/listed.sh \
  tests/readme.sh \
  tests/replay.sh \
  tests/schema.sh \
  tests/symbols.sh \
  tests/testdata_fresh.sh \
  tests/threats.sh \
  tests/uncovered.sh

TEST_EXTENSIONS = .sh .bats
TESTS += $(shell_tests)
EXTRA_DIST += $(shell_tests) tests/unit/run.sh tests/classics.list tests/clauses.list doc/rfc5280-coverage.md doc/threat-model.md \
  $(wildcard $(srcdir)/tests/*/*.h $(srcdir)/tests/*/*.def $(srcdir)/tests/*/*.asn \
             $(srcdir)/tests/*.divergences $(srcdir)/tests/cli/* $(srcdir)/tests/fuzz/* $(srcdir)/tests/bench/*)

# The library with allocations that a test can make fail.
check_LTLIBRARIES += tests/support/libtest.la
tests_support_libtest_la_SOURCES = \
  tests/support/check_fixture.c \
  tests/support/der_writer.c \
  tests/support/evidence.c \
  tests/support/failing_alloc.c \
  tests/support/fake_certificate.c \
  tests/support/graph_fixture.c \
  tests/support/pem_writer.c \
  tests/support/policy_path.c \
  tests/support/policy_tree.c \
  tests/support/revocation_writer.c \
  tests/support/run_suite.c \
  tests/support/scenario.c \
  tests/support/scenario_main.c \
  tests/support/signature_sample.c \
  tests/support/verify_fixture.c
tests_support_libtest_la_LIBADD = lib/libcc.la

# The tests that need a client and a server, and GnuTLS itself.
tests_unit_test_gnutls_key_SOURCES = tests/unit/test_gnutls_key.c tests/support/handshake.c
tests_unit_test_gnutls_key_LDADD = $(LDADD) $(GNUTLS_LIBS)
tests_unit_test_gnutls_peer_SOURCES = tests/unit/test_gnutls_peer.c tests/support/handshake.c
tests_unit_test_gnutls_peer_LDADD = $(LDADD) $(GNUTLS_LIBS)
tests_unit_test_gnutls_server_SOURCES = tests/unit/test_gnutls_server.c tests/support/handshake.c
tests_unit_test_gnutls_server_LDADD = $(LDADD) $(GNUTLS_LIBS)
tests_unit_test_gnutls_stapling_SOURCES = tests/unit/test_gnutls_stapling.c \
  tests/support/handshake.c
tests_unit_test_gnutls_stapling_LDADD = $(LDADD) $(GNUTLS_LIBS)
tests_unit_test_gnutls_SOURCES = tests/unit/test_gnutls.c tests/support/handshake.c
tests_unit_test_gnutls_LDADD = $(LDADD) $(GNUTLS_LIBS)
tests_unit_test_report_LDADD = $(LDADD) $(GNUTLS_LIBS)

# The one test of the real allocator.
check_LTLIBRARIES += tests/support/liballoc.la
tests_support_liballoc_la_SOURCES = lib/base/alloc.c
tests_unit_test_alloc_LDADD = tests/support/liballoc.la $(CHECK_LIBS)

# The vectors of Project Wycheproof are JSON.
tests_unit_test_wycheproof_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_unit_test_wycheproof_LDADD = $(LDADD) $(JANSSON_LIBS)

# The one test that lets libcrypto's own allocations fail.
tests_unit_test_crypto_libcrypto_CFLAGS = $(AM_CFLAGS) $(LIBCRYPTO_CFLAGS)
tests_unit_test_crypto_libcrypto_LDADD = $(LDADD) $(LIBCRYPTO_LIBS)

# The one test that reads suites of test vectors.
tests_unit_test_permutation_SOURCES = tests/unit/test_permutation.c tests/support/suite.c
tests_unit_test_permutation_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_unit_test_permutation_LDADD = $(LDADD) $(JANSSON_LIBS)

# Parts of the tool.
tool_part_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)/bin
tests_unit_test_threads_SOURCES = tests/unit/test_threads.c bin/json.c bin/memory.c \
  bin/complain.c bin/report_json.c bin/tool.c bin/visible.c
tests_unit_test_threads_CPPFLAGS = $(tool_part_cppflags)
tests_unit_test_threads_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS) -pthread
tests_unit_test_threads_LDADD = $(LDADD) $(JANSSON_LIBS) -lpthread
tests_unit_test_fetch_address_SOURCES = tests/unit/test_fetch_address.c bin/fetch_address.c \
  $(http_sources)
tests_unit_test_fetch_address_CPPFLAGS = $(tool_part_cppflags)
tests_unit_test_fetch_cache_SOURCES = tests/unit/test_fetch_cache.c bin/fetch_cache.c \
  bin/fetch_cache_prune.c bin/memory.c
tests_unit_test_fetch_cache_CPPFLAGS = $(tool_part_cppflags)
tests_unit_test_fetch_cache_LDADD = $(LDADD) $(GNUTLS_LIBS)
tests_unit_test_fetch_freshness_SOURCES = tests/unit/test_fetch_freshness.c bin/fetch_freshness.c
tests_unit_test_fetch_freshness_CPPFLAGS = $(tool_part_cppflags)
starttls_sources = bin/failure.c bin/memory.c bin/starttls_database.c bin/starttls_dialogue.c \
  bin/starttls_ldap.c bin/starttls_mailbox.c bin/starttls_protocol.c bin/starttls_reply.c \
  bin/starttls_xmpp.c
tests_unit_test_starttls_SOURCES = tests/unit/test_starttls.c $(starttls_sources)
tests_unit_test_starttls_CPPFLAGS = $(tool_part_cppflags)
tests_fuzz_fuzz_starttls_SOURCES = tests/fuzz/fuzz_starttls.c $(starttls_sources)
tests_fuzz_fuzz_starttls_CPPFLAGS = $(tool_part_cppflags)

# What of the tool reads what servers send, by itself.
http_sources = bin/failure.c bin/host.c bin/http.c bin/http_body.c bin/http_head.c bin/memory.c \
  bin/url.c tests/support/memory_stream.c
tests_unit_test_http_SOURCES = tests/unit/test_http.c $(http_sources)
tests_unit_test_http_CPPFLAGS = $(tool_part_cppflags)
tests_unit_test_url_SOURCES = tests/unit/test_url.c $(http_sources)
tests_unit_test_url_CPPFLAGS = $(tool_part_cppflags)
tests_unit_test_visible_SOURCES = tests/unit/test_visible.c bin/memory.c bin/visible.c
tests_unit_test_visible_CPPFLAGS = $(tool_part_cppflags)
tests_fuzz_fuzz_http_SOURCES = tests/fuzz/fuzz_http.c $(http_sources)
tests_fuzz_fuzz_http_CPPFLAGS = $(tool_part_cppflags)

tests_fuzz_fuzz_suite_SOURCES = tests/fuzz/fuzz_suite.c bin/input.c bin/json.c bin/memory.c \
  bin/tool.c bin/vectors_format.c bin/vectors_policies.c bin/vectors_run.c bin/vectors_suite.c \
  bin/vectors_text.c bin/visible.c bin/xml.c
tests_fuzz_fuzz_suite_CPPFLAGS = $(tool_part_cppflags)
tests_fuzz_fuzz_suite_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS) -pthread
tests_fuzz_fuzz_suite_LDADD = $(LDADD) $(JANSSON_LIBS) -lpthread
tests_fuzz_fuzz_tls_hello_SOURCES = tests/fuzz/fuzz_tls_hello.c bin/complain.c bin/json.c \
  bin/memory.c bin/tls_hello.c bin/tls_name.c bin/tool.c bin/visible.c
tests_fuzz_fuzz_tls_hello_CPPFLAGS = $(tool_part_cppflags)
tests_fuzz_fuzz_tls_hello_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
tests_fuzz_fuzz_tls_hello_LDADD = $(LDADD) $(GNUTLS_LIBS) $(JANSSON_LIBS)

# Holds the tool's JSON against its schema, for the tests of the command line.
check_PROGRAMS += tests/support/schema_check
tests_support_schema_check_SOURCES = tests/support/schema_check.c
tests_support_schema_check_CFLAGS = $(BUILD_CFLAGS) $(JANSSON_CFLAGS)
tests_support_schema_check_LDADD = $(JANSSON_LIBS)

# Runs the tool with calls and allocations that fail, see 'make torture'. What is preloaded is a
# module, which libtool only makes for some place, and which needs shared libraries.
if HAVE_SECCOMP
check_PROGRAMS += tests/support/torture
check_LTLIBRARIES += tests/support/failing_malloc.la
endif
tests_support_torture_SOURCES = tests/support/fault.c tests/support/torture.c
tests_support_torture_LDADD = -lpthread
tests_support_failing_malloc_la_SOURCES = tests/support/failing_malloc.c
tests_support_failing_malloc_la_LDFLAGS = -module -avoid-version -rpath /nowhere

# Chains on which certcheck and its peers are asked the same, see 'make differential'.
if HAVE_LIBSSL
EXTRA_PROGRAMS += tests/differential/differential
endif
CLEANFILES += tests/differential/differential$(EXEEXT)
tests_differential_differential_SOURCES = \
  tests/differential/chain.c \
  tests/differential/chain.h \
  tests/differential/classes.c \
  tests/differential/classes.def \
  tests/differential/classes.h \
  tests/differential/draw.c \
  tests/differential/draw.h \
  tests/differential/judge.c \
  tests/differential/main.c \
  tests/differential/mutate.c \
  tests/differential/mutations.def \
  tests/differential/opinion.h \
  tests/differential/peer_gnutls.c \
  tests/differential/peer_openssl.c \
  tests/differential/question.h \
  tests/differential/rearrange.c
tests_differential_differential_CPPFLAGS = $(BUILD_CPPFLAGS) -I$(top_srcdir)/include \
  -I$(top_srcdir)/tests -I$(top_srcdir)/testdata
tests_differential_differential_CFLAGS = $(BUILD_CFLAGS) $(GNUTLS_CFLAGS) $(LIBSSL_CFLAGS)
tests_differential_differential_LDADD = testdata/libissue.la lib/libcertcheck.la \
  $(GNUTLS_LIBS) $(LIBSSL_LIBS)

# Inputs that take as long as they can: tests/hostile.sh counts, 'make hostile' measures.
check_PROGRAMS += tests/hostile/hostile
tests_hostile_hostile_SOURCES = \
  tests/hostile/alike.c \
  tests/hostile/certificates.c \
  tests/hostile/evidence.c \
  tests/hostile/hostile.c \
  tests/hostile/hostile.h \
  tests/hostile/main.c \
  tests/hostile/mixtures.c \
  tests/hostile/names.c \
  tests/hostile/paths.c \
  tests/hostile/revocation.c \
  tests/hostile/signatures.c \
  tests/support/der_writer.c \
  tests/support/revocation_writer.c
tests_hostile_hostile_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/testdata
tests_hostile_hostile_LDADD = testdata/libissue.la lib/libcc.la tests/support/liballoc.la
EXTRA_DIST += tests/hostile/expected tests/hostile/tool.sh

AM_DEFAULT_SOURCE_EXT = .c
LDADD = tests/support/libtest.la $(fuzz_main) $(CHECK_LIBS)
AM_CFLAGS += $(CHECK_CFLAGS)
AM_CPPFLAGS += -I$(top_srcdir)/tests

if ENABLE_FUZZING
fuzz_main = $(FUZZ_LIBS)
noinst_PROGRAMS += $(fuzz_targets)
else
fuzz_main = tests/support/libreplay.la
check_LTLIBRARIES += tests/support/libreplay.la
tests_support_libreplay_la_SOURCES = tests/fuzz/replay.c
if HAVE_CHECK
check_PROGRAMS += $(unit_tests) $(fuzz_targets)
TESTS += $(unit_tests)
endif
endif
if HAVE_BATS
TESTS += $(cli_tests)
endif

AM_TESTS_ENVIRONMENT = \
  SRCDIR=`cd '$(srcdir)' && pwd`; export SRCDIR; \
  BUILDDIR='$(abs_top_builddir)'; export BUILDDIR; \
  TESTDATA="$$SRCDIR/testdata"; export TESTDATA; \
  CERTCHECK='$(abs_top_builddir)/certcheck'; export CERTCHECK; \
  CC='$(CC)'; export CC; CXX='$(CXX)'; export CXX; NM='$(NM)'; export NM; \
  BATS='$(BATS)'; export BATS; \
  SLOW_BUILD='$(slow_build)'; export SLOW_BUILD; \
  if test -z "$$CERTCHECK_VECTORS" && test -d "$$SRCDIR/../shared/vectors"; then \
    CERTCHECK_VECTORS=`cd "$$SRCDIR/../shared/vectors" && pwd`; \
    export CERTCHECK_VECTORS; \
  fi;

# Unit tests and bats speak TAP, so that every case is counted, not every program.
tap_driver = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(tap_driver)
LOG_COMPILER = $(SHELL) $(srcdir)/tests/unit/run.sh
BATS_LOG_DRIVER = $(tap_driver)
AM_BATS_LOG_DRIVER_FLAGS = --ignore-exit
BATS_LOG_COMPILER = $(SHELL) $(srcdir)/tests/cli/run.sh

check-local:
if ENABLE_FUZZING
	@echo "Built for fuzzing: the unit tests were skipped."
else
if !HAVE_CHECK
	@echo "Check was not found by configure: the unit tests were skipped."
endif
endif
if !HAVE_BATS
	@echo "bats was not found by configure: the tests of the command line were skipped."
endif

# make clauses: writes anew which code and which case hold each clause of RFC 5280.
clauses:
	SRCDIR='$(srcdir)' $(SHELL) '$(srcdir)/tests/clauses.sh' --print >clauses.md
	mv clauses.md '$(srcdir)/doc/rfc5280-coverage.md'

# make bench [BENCH_OPTIONS=...]: certcheck beside its peers, see doc/performance.md; bench-quick: the
# same in less than a minute, failing where counted work is above its limit. No part of make check.
EXTRA_PROGRAMS += tests/bench/bench
CLEANFILES += tests/bench/bench$(EXEEXT)
tests_bench_bench_SOURCES = \
  tests/bench/alloc.c \
  tests/bench/alloc.h \
  tests/bench/certcheck.h \
  tests/bench/counts.c \
  tests/bench/json.c \
  tests/bench/main.c \
  tests/bench/material.c \
  tests/bench/material.h \
  tests/bench/material_growth.c \
  tests/bench/measure.c \
  tests/bench/measure.h \
  tests/bench/peer.h \
  tests/bench/peer_certcheck.c \
  tests/bench/peer_gnutls.c \
  tests/bench/peer_mbedtls.c \
  tests/bench/peer_openssl.c \
  tests/bench/peers.c \
  tests/bench/results.c \
  tests/bench/results.h \
  tests/bench/rows.h \
  tests/bench/rows_crl.c \
  tests/bench/rows_growth.c \
  tests/bench/rows_memory.c \
  tests/bench/rows_parse.c \
  tests/bench/rows_process.c \
  tests/bench/rows_signature.c \
  tests/bench/rows_store.c \
  tests/bench/rows_verify.c \
  tests/bench/signatures.c \
  tests/bench/signatures.h \
  tests/bench/table.c \
  tests/bench/targets.c \
  tests/bench/targets.def \
  tests/support/der_writer.c \
  tests/support/revocation_writer.c
EXTRA_DIST += tests/bench/instructions.sh
tests_bench_bench_CPPFLAGS = -D_DEFAULT_SOURCE $(AM_CPPFLAGS) -I$(top_srcdir)/testdata
tests_bench_bench_CFLAGS = $(BUILD_CFLAGS) $(GNUTLS_CFLAGS) $(JANSSON_CFLAGS) $(LIBSSL_CFLAGS)
tests_bench_bench_LDADD = testdata/libissue.la lib/libcc.la $(GNUTLS_LIBS) $(JANSSON_LIBS) \
  $(LIBSSL_LIBS) $(MBEDTLS_LIBS)
bench_run = $(LIBTOOL) --mode=execute -dlopen lib/libcertcheck.la tests/bench/bench$(EXEEXT) \
  --tool certcheck$(EXEEXT) $(BENCH_OPTIONS)
bench: all tests/bench/bench$(EXEEXT)
	$(bench_run) '$(srcdir)/testdata/keys'
bench-quick: all tests/bench/bench$(EXEEXT)
	$(bench_run) --quick '$(srcdir)/testdata/keys'
	$(SHELL) '$(srcdir)/tests/bench/instructions.sh' tests/bench/bench$(EXEEXT) \
	  '$(srcdir)/testdata/keys'
BENCH_OPTIONS =

# make hostile [HOSTILE_LIMIT=MILLISECONDS]: how long each hostile input takes, the library and then
# the commands of the tool.
hostile: tests/hostile/hostile$(EXEEXT) certcheck$(EXEEXT)
	HOSTILE_LIMIT=$(HOSTILE_LIMIT) tests/hostile/hostile$(EXEEXT) '$(srcdir)/testdata/keys'
	HOSTILE_LIMIT=$(HOSTILE_LIMIT) '$(srcdir)/tests/hostile/tool.sh' ./certcheck$(EXEEXT) \
	  tests/hostile/hostile$(EXEEXT) '$(srcdir)/testdata/keys'
HOSTILE_LIMIT = 100

hostile-expected: tests/hostile/hostile$(EXEEXT)
	tests/hostile/hostile$(EXEEXT) '$(srcdir)/testdata/keys' --count >expected.tmp
	mv expected.tmp '$(srcdir)/tests/hostile/expected'

# make coverage [COVERAGE_MINIMUM=PERCENT] [BRANCH_MINIMUM=PERCENT]: run the tests and print which lines
# of lib/ they reached, then which branches of lib/check and lib/path tests/uncovered.list does not
# explain; make uncovered: these again, failing where there are any.
coverage:
if ENABLE_COVERAGE
	find . -name '*.gcda' -exec rm -f {} +
	$(MAKE) $(AM_MAKEFLAGS) check
	root=`cd '$(srcdir)' && pwd` && \
	$(GCOVR) --root "$$root" --filter "$$root/lib/" --object-directory . --json coverage.json . && \
	$(GCOVR) --root "$$root" --add-tracefile coverage.json --print-summary \
	  --fail-under-line $(COVERAGE_MINIMUM) --fail-under-branch $(BRANCH_MINIMUM)
	-'$(srcdir)/tests/uncovered.py' '$(srcdir)/tests/uncovered.list' coverage.json
else
	@echo "Configure with --enable-coverage first." >&2; exit 1
endif
uncovered:
	'$(srcdir)/tests/uncovered.py' '$(srcdir)/tests/uncovered.list' coverage.json
BRANCH_MINIMUM = 0
CLEANFILES += coverage.json
EXTRA_DIST += tests/uncovered.list tests/uncovered.py
COVERAGE_MINIMUM = 0

# make fuzz [FUZZ_SECONDS=N] [FUZZ_EVIDENCE_SECONDS=N] [FUZZ_TARGETS=...]: run each fuzz target for so
# long, those of CRLs and OCSP responses longer; with -j several at once. What they find new stays in
# the build folder, as tests/fuzz/TARGET.corpus.
FUZZ_TARGETS = $(fuzz_targets)
fuzz_runs = $(FUZZ_TARGETS:=.run)
fuzz: $(fuzz_runs)
$(fuzz_runs): all
if ENABLE_FUZZING
	@target='$@'; target=$${target%.run}; name=$${target##*/}; \
	case $$name in \
	*_crl* | *_ocsp*) seconds=$(FUZZ_EVIDENCE_SECONDS) ;; \
	*) seconds=$(FUZZ_SECONDS) ;; \
	esac; \
	mkdir -p "$$target.corpus" || exit 1; \
	seeds=; \
	for folder in corpus regressions; do \
	  folder='$(srcdir)/tests/fuzz/'$$folder/$$name; \
	  test ! -d "$$folder" || seeds="$$seeds $$folder"; \
	done; \
	./$$target -max_total_time=$$seconds $(FUZZ_LIMITS) -artifact_prefix="$$target-" \
	  "$$target.corpus" $$seeds 2>"$$target.log" \
	  || { tail -n 60 "$$target.log"; exit 1; }; \
	echo "$$target: `tail -n 1 "$$target.log"`"
else
	@echo "Configure with CC=clang --enable-fuzzing first." >&2; exit 1
endif
FUZZ_SECONDS = 10
FUZZ_EVIDENCE_SECONDS = $(FUZZ_SECONDS)
FUZZ_LIMITS = -timeout=20 -rss_limit_mb=1024

# make fuzz-corpus [FUZZ_TARGETS=...]: writes the committed corpora anew, of what is there, what 'make
# fuzz' found in this build folder, and tests/fuzz/seeds.sh.
fuzz-corpus: all
if ENABLE_FUZZING
	'$(srcdir)/tests/fuzz/write_corpus.sh' $(FUZZ_TARGETS)
else
	@echo "Configure with CC=clang --enable-fuzzing first." >&2; exit 1
endif

# make torture: every system call and every allocation of the commands of tests/cli/torture.bats
# fails once, of which 'make check' tries some; a few minutes.
.PHONY: torture
torture:
	TORTURE_RUNS=0; export TORTURE_RUNS; \
	$(MAKE) $(AM_MAKEFLAGS) check TESTS=tests/cli/torture.bats

# make valgrind [VALGRIND_TESTS='tests/unit/test_NAME...']: the unit tests under memcheck, each in one
# process; all together take about half an hour. Not in a build with sanitizers.
.PHONY: valgrind
valgrind:
	UNIT_RUNNER='$(VALGRIND)'; export UNIT_RUNNER; CK_FORK=no; export CK_FORK; \
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(VALGRIND_TESTS)'
VALGRIND = valgrind --quiet --fair-sched=yes --error-exitcode=99 --leak-check=full \
  --errors-for-leak-kinds=definite
VALGRIND_TESTS = $(unit_tests)

# make differential [DIFFERENTIAL_CHAINS=N] [SEED=N]: mutated chains, judged by certcheck, OpenSSL and
# GnuTLS; every disagreement must be explained by tests/differential/classes.def.
differential:
if HAVE_LIBSSL
	$(MAKE) $(AM_MAKEFLAGS) tests/differential/differential$(EXEEXT)
	tests/differential/differential$(EXEEXT) '$(srcdir)/testdata/keys' $(SEED) $(DIFFERENTIAL_CHAINS)
else
	@echo "libssl was not found by configure: the peers cannot be compared." >&2; exit 1
endif
DIFFERENTIAL_CHAINS = 100000
SEED = 1

.PHONY: bench bench-quick clauses coverage differential fuzz fuzz-corpus hostile hostile-expected uncovered $(fuzz_runs)
