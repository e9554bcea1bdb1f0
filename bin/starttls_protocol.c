/* SPDX-License-Identifier: MIT */
/* The protocols that know STARTTLS. */
#include "starttls_protocol.h"

#include <stddef.h>

const struct starttls_protocol starttls_protocols[] = {
    {"smtp", "the SMTP server", "STARTTLS", "RFC 3207", 25, talk_smtp},
    {"lmtp", "the LMTP server", "STARTTLS", "RFC 2033, RFC 3207", 24, talk_lmtp},
    {"imap", "the IMAP server", "STARTTLS", "RFC 9051 6.2.1", 143, talk_imap},
    {"pop3", "the POP3 server", "STLS", "RFC 2595 4", 110, talk_pop3},
    {"ftp", "the FTP server", "AUTH TLS", "RFC 4217 4", 21, talk_ftp},
    {"xmpp", "the XMPP server", "STARTTLS", "RFC 6120 5", 5222, talk_xmpp_client},
    {"xmpp-server", "the XMPP server", "STARTTLS", "RFC 6120 5", 5269, talk_xmpp_server},
    {"ldap", "the LDAP server", "StartTLS", "RFC 4511 4.14", 389, talk_ldap},
    {"nntp", "the NNTP server", "STARTTLS", "RFC 4642", 119, talk_nntp},
    {"sieve", "the ManageSieve server", "STARTTLS", "RFC 5804 2.2", 4190, talk_sieve},
    {"postgres", "the PostgreSQL server", "SSLRequest", "PostgreSQL, SSL Session Encryption", 5432,
     talk_postgres},
    {"mysql", "the MySQL server", "SSLRequest", "MySQL, Connection Phase", 3306, talk_mysql},
    {NULL, NULL, NULL, NULL, 0, NULL},
};

bool starttls_talk(const struct starttls_protocol *protocol, struct dialogue *dialogue)
{
    dialogue->server = protocol->server;
    dialogue->command = protocol->command;
    if (protocol->talk(dialogue))
        return dialogue_is_over(dialogue);
    /* A reset before TLS took nothing away that anybody will rely on. */
    if (dialogue->failure->status == EXIT_TAMPERED)
        dialogue->failure->status = EXIT_UNCHECKED;
    return false;
}
