# SPDX-License-Identifier: MIT
# bin/local.mk: the tool, which sees the library only through its public headers.
# One source a line, sorted.

EXTRA_DIST += $(wildcard $(srcdir)/bin/*.h)

bin_PROGRAMS += certcheck
certcheck_CPPFLAGS = -I$(top_srcdir)/include $(BUILD_CPPFLAGS)
certcheck_CFLAGS = $(BUILD_CFLAGS) $(GNUTLS_CFLAGS) $(LIBIDN2_CFLAGS) $(JANSSON_CFLAGS) \
  $(LIBCURL_CFLAGS) -pthread
certcheck_LDADD = lib/libcertcheck.la $(GNUTLS_LIBS) $(LIBIDN2_LIBS) $(JANSSON_LIBS) \
  -lpthread
certcheck_SOURCES = \
  bin/certcheck.c \
  bin/cmd_connect.c \
  bin/cmd_demo.c \
  bin/cmd_explain.c \
  bin/cmd_https.c \
  bin/cmd_lint.c \
  bin/cmd_show.c \
  bin/cmd_vectors.c \
  bin/cmd_verify.c \
  bin/command_line.c \
  bin/complain.c \
  bin/connection.c \
  bin/connection_options.c \
  bin/demo_authority.c \
  bin/demo_bytes.c \
  bin/demo_cast.c \
  bin/demo_client.c \
  bin/demo_evidence.c \
  bin/demo_json.c \
  bin/demo_judge.c \
  bin/demo_middle.c \
  bin/demo_play.c \
  bin/demo_port.c \
  bin/demo_record.c \
  bin/demo_revocation.c \
  bin/demo_scenes.c \
  bin/demo_server.c \
  bin/demo_text.c \
  bin/explain_markdown.c \
  bin/failure.c \
  bin/fetch.c \
  bin/fetch_address.c \
  bin/fetch_cache.c \
  bin/fetch_cache_prune.c \
  bin/fetch_curl.c \
  bin/fetch_freshness.c \
  bin/fetch_kind.c \
  bin/fetch_options.c \
  bin/fetch_report.c \
  bin/host.c \
  bin/http.c \
  bin/http_body.c \
  bin/http_head.c \
  bin/https_exchange.c \
  bin/https_plain.c \
  bin/https_receive.c \
  bin/input.c \
  bin/json.c \
  bin/libcurl.c \
  bin/lint_format.c \
  bin/lint_sarif.c \
  bin/lint_text.c \
  bin/memory.c \
  bin/monitor.c \
  bin/nearest.c \
  bin/net.c \
  bin/net_route.c \
  bin/options.c \
  bin/options_names.c \
  bin/output.c \
  bin/patience.c \
  bin/progress.c \
  bin/proxy.c \
  bin/report_json.c \
  bin/report_notes.c \
  bin/report_path.c \
  bin/report_text.c \
  bin/resolve.c \
  bin/show_asn1.c \
  bin/show_crl.c \
  bin/show_extension.c \
  bin/show_extension_json.c \
  bin/show_json.c \
  bin/show_ocsp.c \
  bin/show_revocation_json.c \
  bin/show_server.c \
  bin/show_text.c \
  bin/starttls.c \
  bin/starttls_database.c \
  bin/starttls_dialogue.c \
  bin/starttls_ldap.c \
  bin/starttls_mailbox.c \
  bin/starttls_protocol.c \
  bin/starttls_reply.c \
  bin/starttls_xmpp.c \
  bin/tcp.c \
  bin/terminal.c \
  bin/tls_client.c \
  bin/tls_error.c \
  bin/tls_hello.c \
  bin/tls_name.c \
  bin/tls_settings.c \
  bin/tls_stapled.c \
  bin/tls_trace.c \
  bin/tool.c \
  bin/trace.c \
  bin/url.c \
  bin/vectors_compare.c \
  bin/vectors_divergences.c \
  bin/vectors_format.c \
  bin/vectors_policies.c \
  bin/vectors_run.c \
  bin/vectors_suite.c \
  bin/vectors_text.c \
  bin/verdict.c \
  bin/visible.c \
  bin/xml.c
