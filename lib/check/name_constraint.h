/* SPDX-License-Identifier: MIT */
/* One name against one constraint (RFC 5280 4.2.1.10). */
#ifndef CC_CHECK_NAME_CONSTRAINT_H
#define CC_CHECK_NAME_CONSTRAINT_H

#include "base/span.h"
#include <certcheck/certificate.h>

/* Each _flaw function says why a constraint cannot be understood, or returns NULL. A constraint
 * with a flaw permits nothing and excludes nothing; the finding about it is enough. The other
 * functions must not be asked about one that has a flaw. */

/* ---- name_constraint_dns.c ---- */

const char *cc_dns_constraint_flaw(cc_span constraint);
/* '.example.com', which RFC 5280 knows for mail and URIs only: what lies below example.com. */
bool cc_dns_constraint_has_leading_dot(cc_span constraint);
/* A host name, or one with a wildcard as its whole leftmost label. */
bool cc_dns_constraint_can_read(cc_span name);
/* Whether every host that `name` stands for lies within the constraint. */
bool cc_dns_constraint_permits(cc_span constraint, cc_span name);
/* Whether some host that `name` stands for lies within the constraint. */
bool cc_dns_constraint_excludes(cc_span constraint, cc_span name);

/* ---- name_constraint_ip.c ---- */

const char *cc_ip_constraint_flaw(cc_span constraint);
bool cc_ip_constraint_can_read(cc_span address);
bool cc_ip_constraint_contains(cc_span constraint, cc_span address);
/* ::ffff:192.0.2.1; *ipv4 is the address at its end. */
bool cc_ip_is_mapped(cc_span address, cc_span *ipv4);
/* Whether it contains the address, or the one that it is mapped from. */
bool cc_ip_constraint_excludes(cc_span constraint, cc_span address);
/* How many bits of the address count. */
unsigned cc_ip_constraint_prefix(cc_span constraint);

/* ---- name_constraint_host.c: what mail and URIs have in common ---- */

/* A host name as such, and none that software could take for an IPv4 address. */
bool cc_host_constraint_can_read(cc_span host);
const char *cc_host_constraint_flaw(cc_span constraint);
/* 'example.com' contains that host, '.example.com' all below it, and the empty one every host. */
bool cc_host_constraint_contains(cc_span constraint, cc_span host);

/* ---- name_constraint_mail.c ---- */

const char *cc_mail_constraint_flaw(cc_span constraint);
bool cc_mail_constraint_contains(cc_span constraint, cc_span local, cc_span host);

/* ---- name_constraint_uri.c ---- */

/* The host of a URI's authority; false when it has none that is a host name. */
bool cc_uri_host(cc_span uri, cc_span *host);

/* ---- name_constraint_name.c: names of any kind ---- */

#define CC_HOST_MAX_LENGTH 253

/* A name taken apart, for as many comparisons as there will be. */
struct cc_constrained_name {
    enum certcheck_general_name_kind kind; /* of the constraints that hold for it */
    cc_span value;                         /* as in the GeneralName */
    cc_span host;                          /* DNS, URI, mail; perhaps in a_labels */
    cc_span local;                         /* mail */
    uint8_t a_labels[CC_HOST_MAX_LENGTH];
};

/* The kind of constraints that hold for a name: its own, but for an SmtpUTF8Mailbox those on
 * rfc822Names (RFC 9598 6). */
enum certcheck_general_name_kind cc_constrained_kind(const struct certcheck_general_name *name);
/* Whether reading it means turning U-labels into A-labels, which is slow. */
bool cc_constrained_name_needs_a_labels(const struct certcheck_general_name *name);

enum cc_constrained_name_result {
    CC_CONSTRAINED_NAME_READ = 0,
    CC_CONSTRAINED_NAME_UNREADABLE,
    CC_CONSTRAINED_NAME_WITHOUT_HOST, /* a URI */
    CC_CONSTRAINED_NAME_UNSUPPORTED,  /* what constraints on this kind mean, is defined nowhere */
    CC_CONSTRAINED_NAME_NO_MEMORY
};
/* Points into the name's bytes and into *read, which therefore must not be copied. */
enum cc_constrained_name_result cc_constrained_name_read(struct cc_constrained_name *read,
                                                         const struct certcheck_general_name *name);

/* Of the base; minimum and maximum are not looked at. NULL for kinds that are not supported. */
const char *cc_name_constraint_flaw(const struct certcheck_general_name *base);
/* `base` must be of the name's kind. */
bool cc_name_constraint_permits(const struct certcheck_general_name *base,
                                const struct cc_constrained_name *name);
bool cc_name_constraint_excludes(const struct certcheck_general_name *base,
                                 const struct cc_constrained_name *name);

#endif
