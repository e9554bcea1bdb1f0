/* SPDX-License-Identifier: MIT */
/* What the user wants of TLS: read and checked once, before anything is connected. */
#ifndef TLS_SETTINGS_H
#define TLS_SETTINGS_H

#include <stdbool.h>
#include <stdio.h>

#include <gnutls/gnutls.h>

#include "failure.h"

#define TLS_PROTOCOLS_MAX 8U
#define TLS_DH_BITS 2048U /* RFC 9325 4.5: at least; GnuTLS takes 1008 */

/* As the options say it. */
struct tls_choice {
    const char *alpn;     /* "http/1.1", or several with commas; NULL: none */
    const char *priority; /* of GnuTLS; NULL: its default without what is weak */
    unsigned version_min; /* 12 or 13: TLS 1.2 or 1.3 */
    unsigned version_max;
    const char *certificate; /* of the client: PEM file; NULL: none */
    const char *key;         /* NULL: in the same file */
    const char *keylog;      /* file for the sessions' secrets; NULL: none */
};

/* What sessions are made with. */
struct tls_settings {
    gnutls_priority_t priority;
    unsigned dh_bits; /* the least for a prime of Diffie and Hellman; 0: as the priority has it */
    gnutls_datum_t protocols[TLS_PROTOCOLS_MAX]; /* within tls_choice.alpn */
    unsigned protocol_count;
    gnutls_certificate_credentials_t client; /* NULL: no certificate of ours */
    FILE *keylog;                            /* NULL: none */
};

/* tls_settings_load reads the files, opens the log of keys with a warning, and checks the rest;
 * EXIT_USAGE or EXIT_UNCHECKED in *failure. To be released in any case. */
bool tls_settings_load(struct tls_settings *settings, const struct tls_choice *choice,
                       struct failure *failure);
void tls_settings_release(struct tls_settings *settings);

#endif
