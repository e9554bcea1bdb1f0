# SPDX-License-Identifier: MIT
# lib/local.mk: the library. One source a line, sorted.

# Everything but base/alloc.c, so that the unit tests can put allocations that fail in its place.
noinst_LTLIBRARIES += lib/libcc.la
lib_libcc_la_LIBADD = $(GNUTLS_LIBS) $(LIBTASN1_LIBS) $(LIBIDN2_LIBS) $(LIBPSL_LIBS) \
  $(LIBCRYPTO_LIBS)
lib_libcc_la_SOURCES = \
  lib/base/arena.c \
  lib/base/array.c \
  lib/base/catalogue.c \
  lib/base/findings.c \
  lib/base/hash.c \
  lib/base/multimap.c \
  lib/base/status.c \
  lib/base/text.c \
  lib/base/text_oid.c \
  lib/base/utc.c \
  lib/base/utf8.c \
  lib/check/basic_constraints.c \
  lib/check/certificate_id.c \
  lib/check/certificate_names.c \
  lib/check/critical_extensions.c \
  lib/check/crl_flaws.c \
  lib/check/crl_scope.c \
  lib/check/crl_status.c \
  lib/check/describe.c \
  lib/check/distrusted.c \
  lib/check/dns_name.c \
  lib/check/extended_key_usage.c \
  lib/check/identity.c \
  lib/check/inherited_key.c \
  lib/check/initial_subtrees.c \
  lib/check/key_usage.c \
  lib/check/mailbox.c \
  lib/check/malformed.c \
  lib/check/must_staple.c \
  lib/check/name_constraint_dns.c \
  lib/check/name_constraint_host.c \
  lib/check/name_constraint_index.c \
  lib/check/name_constraint_ip.c \
  lib/check/name_constraint_mail.c \
  lib/check/name_constraint_name.c \
  lib/check/name_constraint_uri.c \
  lib/check/name_constraints.c \
  lib/check/ocsp_status.c \
  lib/check/path_length.c \
  lib/check/policies.c \
  lib/check/policy_graph.c \
  lib/check/policy_set.c \
  lib/check/rfc5280.c \
  lib/check/signature.c \
  lib/check/strength.c \
  lib/check/validity.c \
  lib/crypto/crypto_default.c \
  lib/crypto/crypto_gnutls.c \
  lib/crypto/key.c \
  lib/crypto/question.c \
  lib/crypto/signature_encoding.c \
  lib/crypto/verify_cache.c \
  lib/der/der.c \
  lib/der/der_encode.c \
  lib/der/der_time.c \
  lib/der/der_value.c \
  lib/der/oid.c \
  lib/der/pem.c \
  lib/der/pem_boundary.c \
  lib/der/pem_label.c \
  lib/path/builder.c \
  lib/path/entity.c \
  lib/path/graph.c \
  lib/path/policy.c \
  lib/path/policy_identity.c \
  lib/profile/alternative_names.c \
  lib/profile/certificate_policies.c \
  lib/profile/constraints.c \
  lib/profile/criticality.c \
  lib/profile/encoding.c \
  lib/profile/fields.c \
  lib/profile/key_identifiers.c \
  lib/profile/key_usage_profile.c \
  lib/profile/name_form.c \
  lib/profile/profile.c \
  lib/profile/public_suffix.c \
  lib/profile/revocation.c \
  lib/profile/serial_number.c \
  lib/profile/subject.c \
  lib/profile/tls_feature.c \
  lib/profile/webpki.c \
  lib/profile/webpki_address.c \
  lib/profile/webpki_alternative_names.c \
  lib/profile/webpki_common_name.c \
  lib/profile/webpki_dns_name.c \
  lib/profile/webpki_identifiers.c \
  lib/profile/webpki_key.c \
  lib/profile/webpki_pointers.c \
  lib/profile/webpki_policies.c \
  lib/profile/webpki_subject.c \
  lib/profile/webpki_usage.c \
  lib/profile/webpki_validity.c \
  lib/tls/alert.c \
  lib/tls/peer.c \
  lib/tls/session.c \
  lib/tls/verify.c \
  lib/trust/certificate_set.c \
  lib/trust/crl_set.c \
  lib/trust/distrusted.c \
  lib/trust/ocsp_set.c \
  lib/trust/pool.c \
  lib/trust/source.c \
  lib/trust/source_directory.c \
  lib/trust/source_file.c \
  lib/trust/source_kind.c \
  lib/trust/source_pkcs7.c \
  lib/trust/source_system.c \
  lib/trust/source_trusted.c \
  lib/trust/sources.c \
  lib/trust/store.c \
  lib/verify/crl_namesakes.c \
  lib/verify/crl_refusal.c \
  lib/verify/crl_signer.c \
  lib/verify/dead_ends.c \
  lib/verify/evidence_rank.c \
  lib/verify/explain.c \
  lib/verify/fingerprint.c \
  lib/verify/lint.c \
  lib/verify/message.c \
  lib/verify/ocsp_request.c \
  lib/verify/ocsp_signer.c \
  lib/verify/rejected.c \
  lib/verify/report.c \
  lib/verify/report_build.c \
  lib/verify/revocation.c \
  lib/verify/revocation_crl.c \
  lib/verify/revocation_ocsp.c \
  lib/verify/search.c \
  lib/verify/signer_path.c \
  lib/verify/verify.c \
  lib/verify/wants.c \
  lib/x509/algorithm.c \
  lib/x509/any.c \
  lib/x509/certificate.c \
  lib/x509/certificate_access.c \
  lib/x509/crl.c \
  lib/x509/crl_access.c \
  lib/x509/crl_entry.c \
  lib/x509/crl_index.c \
  lib/x509/extension.c \
  lib/x509/extension_crl.c \
  lib/x509/extension_list.c \
  lib/x509/extension_names.c \
  lib/x509/extension_ocsp.c \
  lib/x509/extension_path.c \
  lib/x509/extension_policy.c \
  lib/x509/extension_revocation.c \
  lib/x509/general_name.c \
  lib/x509/general_name_text.c \
  lib/x509/list.c \
  lib/x509/name.c \
  lib/x509/name_compare.c \
  lib/x509/name_fold.c \
  lib/x509/name_text.c \
  lib/x509/name_text_short.c \
  lib/x509/ocsp.c \
  lib/x509/ocsp_access.c \
  lib/x509/ocsp_request.c \
  lib/x509/ocsp_single.c \
  lib/x509/sct.c \
  lib/x509/spki.c \
  lib/x509/spki_inherit.c

if HAVE_LIBCRYPTO
lib_libcc_la_SOURCES += \
  lib/crypto/crypto_libcrypto.c
endif

lib_LTLIBRARIES += lib/libcertcheck.la
lib_libcertcheck_la_SOURCES = lib/base/alloc.c
lib_libcertcheck_la_LIBADD = lib/libcc.la
lib_libcertcheck_la_LDFLAGS = $(AM_LDFLAGS) -version-info $(LIBRARY_VERSION) -no-undefined
if HAVE_VERSION_SCRIPT
lib_libcertcheck_la_LDFLAGS += -Wl,--version-script=$(srcdir)/lib/libcertcheck.map
lib_libcertcheck_la_DEPENDENCIES = lib/libcc.la lib/libcertcheck.map
endif

certcheckincludedir = $(includedir)/certcheck
certcheckinclude_HEADERS = \
  include/certcheck/base.h \
  include/certcheck/certcheck.h \
  include/certcheck/certificate.h \
  include/certcheck/crl.h \
  include/certcheck/der.h \
  include/certcheck/finding.def \
  include/certcheck/finding.h \
  include/certcheck/gnutls.h \
  include/certcheck/lint.h \
  include/certcheck/ocsp.h \
  include/certcheck/policy.h \
  include/certcheck/report.h \
  include/certcheck/store.h \
  include/certcheck/verify.h

pkgconfigdir = $(libdir)/pkgconfig
pkgconfig_DATA = lib/libcertcheck.pc

# The internal headers and tables only need to reach the tarball.
EXTRA_DIST += lib/libcertcheck.map \
  $(wildcard $(srcdir)/lib/*/*.h $(srcdir)/lib/*/*.def)
