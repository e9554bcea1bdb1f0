/* SPDX-License-Identifier: MIT */
/* What somebody without keys can read and change of TLS: records (RFC 8446 5.1), and the hellos. */
#ifndef DEMO_RECORD_H
#define DEMO_RECORD_H

#include <stdbool.h>
#include <stddef.h>

enum { RECORD_HANDSHAKE = 22, RECORD_APPLICATION_DATA = 23 }; /* ContentType */

/* demo_record_size returns how long the record at the beginning is, header included; 0 when not all
 * of it is there. */
size_t demo_record_size(const unsigned char *data, size_t length);

/* demo_record_hide_tls13 makes a ClientHello offer TLS 1.2 in the place of TLS 1.3. False, and
 * nothing done, for another record, or one that does not offer it. */
bool demo_record_hide_tls13(unsigned char *record, size_t length);

/* demo_record_warns_of_downgrade tells whether a server's first record is a ServerHello in whose
 * random stands that its server knows TLS 1.3 (RFC 8446 4.1.3). */
bool demo_record_warns_of_downgrade(const unsigned char *record, size_t length);

#endif
