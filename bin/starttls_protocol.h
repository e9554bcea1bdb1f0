/* SPDX-License-Identifier: MIT */
/* The protocols that know STARTTLS. */
#ifndef STARTTLS_PROTOCOL_H
#define STARTTLS_PROTOCOL_H

#include "starttls_dialogue.h"

struct starttls_protocol {
    const char *name;
    const char *server;  /* "the SMTP server" */
    const char *command; /* what asks for TLS */
    const char *clause;  /* where that is defined */
    unsigned port;
    bool (*talk)(struct dialogue *dialogue);
};

/* Each speaks up to the go-ahead, or fails. */
bool talk_smtp(struct dialogue *dialogue);
bool talk_lmtp(struct dialogue *dialogue);
bool talk_ftp(struct dialogue *dialogue);
bool talk_nntp(struct dialogue *dialogue);
bool talk_imap(struct dialogue *dialogue);
bool talk_pop3(struct dialogue *dialogue);
bool talk_sieve(struct dialogue *dialogue);
bool talk_xmpp_client(struct dialogue *dialogue);
bool talk_xmpp_server(struct dialogue *dialogue);
bool talk_ldap(struct dialogue *dialogue);
bool talk_postgres(struct dialogue *dialogue);
bool talk_mysql(struct dialogue *dialogue);

/* The table, which ends with a row without a name. */
extern const struct starttls_protocol starttls_protocols[];

/* starttls_talk does what starttls_negotiate does, without a trace, and leaves the dialogue for the
 * caller to look at and to release. */
bool starttls_talk(const struct starttls_protocol *protocol, struct dialogue *dialogue);

#endif
