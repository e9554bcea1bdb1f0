/* SPDX-License-Identifier: MIT */
/* What several checks say in the details of their findings. Every function takes a finding that is
 * NULL, and then does nothing. */
#ifndef CC_CHECK_DESCRIBE_H
#define CC_CHECK_DESCRIBE_H

#include "base/findings.h"
#include "x509/certificate.h"

/* More names than this are counted, not listed. */
#define CC_DESCRIBE_LISTED_MAX 5

/* The standards' name of an OID, or its dotted form. */
void cc_describe_oid(struct cc_findings *findings, struct cc_finding *finding, const char *detail,
                     cc_span oid);
/* RFC 5280's name of the extension, or its dotted OID. */
void cc_describe_extension(struct cc_findings *findings, struct cc_finding *finding,
                           const char *detail, const struct certcheck_extension *extension);
/* A Name (whole TLV) as RFC 4514 says. Of one longer than 16 KiB, here and below, only the size. */
void cc_describe_name(struct cc_findings *findings, struct cc_finding *finding, const char *detail,
                      cc_span name);
void cc_describe_general_name(struct cc_findings *findings, struct cc_finding *finding,
                              const char *detail, const struct certcheck_general_name *name);
/* The first names of a GeneralNames (its contents), and how many more there are. */
void cc_describe_general_names(struct cc_findings *findings, struct cc_finding *finding,
                               const char *detail, cc_span names);
/* The first OIDs of a list (its contents), and how many more there are. */
void cc_describe_purposes(struct cc_findings *findings, struct cc_finding *finding,
                          const char *detail, cc_span purposes);
/* A certificate policy in dotted form; anyPolicy by name. */
void cc_describe_policy(struct cc_findings *findings, struct cc_finding *finding,
                        const char *detail, cc_span policy);
/* The first policies of certificatePolicies (its contents) or of an array, and how many more. */
void cc_describe_policies(struct cc_findings *findings, struct cc_finding *finding,
                          const char *detail, cc_span policies);
void cc_describe_policy_set(struct cc_findings *findings, struct cc_finding *finding,
                            const char *detail, const struct certcheck_policy_information *policies,
                            size_t count);
/* The names of KeyUsage's bits. */
void cc_describe_key_usage(struct cc_findings *findings, struct cc_finding *finding,
                           const char *detail, uint16_t key_usage);

#endif
