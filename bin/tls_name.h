/* SPDX-License-Identifier: MIT */
/* The names of TLS's code points, as IANA's registries have them; numbers for all others. */
#ifndef TLS_NAME_H
#define TLS_NAME_H

#include <stdint.h>

/* Each writes into memory that the caller frees. */
char *tls_version_name(uint16_t code);
char *tls_suite_name(uint16_t code);
char *tls_group_name(uint16_t code);
char *tls_signature_name(uint16_t code);
char *tls_alert_name(unsigned alert); /* as RFC 8446 6 spells it */

#endif
