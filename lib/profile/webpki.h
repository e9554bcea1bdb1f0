/* SPDX-License-Identifier: MIT */
/* The Baseline Requirements for publicly trusted TLS certificates (CA/Browser Forum, BR): what its
 * families of rules share. A rule with an effective date binds certificates issued from that day
 * on; notBefore stands for the day of issue. */
#ifndef CC_PROFILE_WEBPKI_H
#define CC_PROFILE_WEBPKI_H

#include "base/text.h"
#include "der/der_value.h"
#include "profile/profile.h"
#include "x509/name.h"

enum cc_webpki_kind {
    CC_WEBPKI_SUBSCRIBER = 0, /* BR 7.1.2.7: the certificate of a server */
    CC_WEBPKI_SUBORDINATE,    /* BR 7.1.2.2 to 7.1.2.6 */
    CC_WEBPKI_ROOT,           /* BR 7.1.2.1: an anchor in its own name */
    CC_WEBPKI_OTHER           /* an anchor in another's name, or a leaf that is not for servers */
};

struct cc_webpki {
    struct cc_profile *profile;
    const struct certcheck_certificate *certificate;
    size_t index;
    enum cc_webpki_kind kind;
    bool for_others; /* what only the profile webpki asks is not asked */
};

/* Whether the certificate was issued on that day or later. */
bool cc_webpki_since(const struct cc_webpki *, int year, int month, int day);

/* Whether a certificate for others than servers is asked, too. */
bool cc_webpki_asks_others(const struct cc_webpki *, enum certcheck_finding_code code);

/* Whether the finding is wanted at all: for rules that cost more than a glance. */
static inline bool cc_webpki_wants(const struct cc_webpki *web, enum certcheck_finding_code code)
{
    return web->profile->findings->severity[code] != CERTCHECK_OFF &&
           (!web->for_others || cc_webpki_asks_others(web, code));
}

/* Adds a finding about `where`, or about an extension (nowhere when it is not there). */
struct cc_finding *cc_webpki_add(const struct cc_webpki *, enum certcheck_finding_code code,
                                 cc_span where);
struct cc_finding *cc_webpki_add_extension(const struct cc_webpki *,
                                           enum certcheck_finding_code code,
                                           enum certcheck_extension_kind kind);
void cc_webpki_text(const struct cc_webpki *, struct cc_finding *, const char *detail,
                    const char *text);
void cc_webpki_name(const struct cc_webpki *, struct cc_finding *, const char *detail,
                    const struct certcheck_general_name *name);
/* The OID's name, or its dotted form. */
void cc_webpki_oid(const struct cc_webpki *, struct cc_finding *, const char *detail, cc_span oid);

/* The contents of a whole Name, for cc_name_next_attribute. */
cc_span cc_webpki_attributes(cc_span name);

/* The families, each in the file of its name; its findings stand in the header comment there. */
void cc_webpki_key(const struct cc_webpki *);
void cc_webpki_validity(const struct cc_webpki *);
void cc_webpki_alternative_names(const struct cc_webpki *);
void cc_webpki_common_name(const struct cc_webpki *);
void cc_webpki_subject(const struct cc_webpki *);
void cc_webpki_usage(const struct cc_webpki *);
void cc_webpki_policies(const struct cc_webpki *);
void cc_webpki_pointers(const struct cc_webpki *);
void cc_webpki_identifiers(const struct cc_webpki *);

/* webpki_pointers.c: BR 1.6.1: Short-lived Subscriber Certificate: for Certificates issued on or
 * after 2024-03-15, a Validity Period less than or equal to 10 days; on or after 2026-03-15, 7
 * days. That it is a subscriber's is not asked. */
bool cc_webpki_is_short_lived(const struct certcheck_certificate *certificate);

/* webpki_usage.c: whether extKeyUsage, where there is one, allows serverAuth or any purpose. */
bool cc_webpki_may_be_for_servers(const struct certcheck_certificate *certificate);

/* webpki_address.c: 4 or 16 octets (BR 1.6.1 "Reserved IP Address"); another length is neither
 * reserved nor has a text. The text is that of RFC 3986 3.2.2 or RFC 5952 section 4. */
bool cc_webpki_address_is_reserved(cc_span address);
void cc_webpki_address_text(cc_span address, struct cc_text *text);

/* webpki_dns_name.c: whether a lower-case host name does not end in a top-level domain of the
 * Internet (BR 1.6.1 "Internal Name"). */
bool cc_webpki_name_is_internal(const char *host);
/* What is remembered from one name of a subjectAltName to the next. */
struct cc_webpki_names {
    bool found[CERTCHECK_FINDING_CODES]; /* given already: each is given once */
    size_t a_labels;                     /* decoded so far */
    size_t suffixes;                     /* looked up so far */
};

/* webpki_dns_name.c: one dNSName of a subscriber's subjectAltName. */
void cc_webpki_dns_name(const struct cc_webpki *, const struct certcheck_general_name *name,
                        struct cc_webpki_names *names);

#endif
