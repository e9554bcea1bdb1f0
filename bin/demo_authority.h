/* SPDX-License-Identifier: MIT */
/* The demo's certificate authorities, and the certificates that they issue. */
#ifndef DEMO_AUTHORITY_H
#define DEMO_AUTHORITY_H

#include <gnutls/x509.h>
#include <time.h>

/* A certificate and its key: of an authority, or of a server. */
struct demo_identity {
    gnutls_x509_crt_t certificate;
    gnutls_x509_privkey_t key;
};

/* demo_authority_make makes a root of that name with a fresh key. It ends the tool when GnuTLS
 * cannot, as do all these. */
void demo_authority_make(const char *name, time_t now, struct demo_identity *authority);

/* demo_authority_issue makes a server's certificate for a host name, with a fresh key. */
struct demo_order {
    const char *host;
    time_t not_before;
    time_t not_after;
    gnutls_x509_crt_t pretended; /* whom it names as its authority; NULL: the one who signs */
};
void demo_authority_issue(const struct demo_identity *authority, const struct demo_order *order,
                          struct demo_identity *site);

void demo_identity_release(struct demo_identity *identity);

/* demo_must ends the tool when GnuTLS could not make something. */
void demo_must(int code, const char *what);

#endif
