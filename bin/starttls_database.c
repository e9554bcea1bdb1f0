/* SPDX-License-Identifier: MIT */
/* TLS on request in the protocols of databases: PostgreSQL and MySQL. */
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "starttls_protocol.h"

/* ---- PostgreSQL: SSLRequest, answered by one byte ---- */

bool talk_postgres(struct dialogue *dialogue)
{
    /* length, 80877103 */
    static const uint8_t request[] = {0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F};
    char answer[2] = {0};
    if (!dialogue_send(dialogue, request, sizeof request) || !dialogue_take(dialogue, answer, 1))
        return false;
    if (answer[0] == 'N')
        return dialogue_refused(dialogue, "TLS", "N");
    /* "the client should [not] display the error message to the user": nobody is authenticated yet
     */
    if (answer[0] == 'E')
        return dialogue_refused(dialogue, "TLS", "with an error");
    if (answer[0] != 'S')
        return dialogue_strange(dialogue, "S or N", answer);
    dialogue_answered(dialogue, answer);
    return true;
}

/* ---- MySQL: the server's handshake packet, then our SSLRequest, which has no answer ---- */

#define CLIENT_PROTOCOL_41 0x0200U
#define CLIENT_SSL 0x0800U
#define CLIENT_SECURE_CONNECTION 0x8000U

/* Reads a packet into the dialogue's line: length (3, little end first), sequence number, payload.
 */
static bool read_packet(struct dialogue *dialogue)
{
    uint8_t header[4];
    if (!dialogue_take(dialogue, header, sizeof header))
        return false;
    size_t length = header[0] | (size_t)header[1] << 8 | (size_t)header[2] << 16;
    if (length == 0 || length > DIALOGUE_LINE_MAX || header[3] != 0)
        return dialogue_other(dialogue, "a handshake packet of MySQL", "another header");
    dialogue->length = length;
    dialogue->line[length] = '\0';
    return dialogue_take(dialogue, dialogue->line, length);
}

bool talk_mysql(struct dialogue *dialogue)
{
    if (!read_packet(dialogue))
        return false;
    const uint8_t *payload = (const uint8_t *)dialogue->line;
    if (payload[0] == 0xFF)
        return dialogue_refused(dialogue, "to talk",
                                dialogue->length > 3 ? dialogue->line + 3 : "");
    if (payload[0] != 10)
        return dialogue_other(dialogue, "version 10 of MySQL's protocol", "another version");
    /* version, zero; thread id (4), authentication data (8), filler (1); capabilities (2) */
    size_t flags = 1 + strlen(dialogue->line + 1) + 1 + 4 + 8 + 1;
    if (flags + 2 > dialogue->length)
        return dialogue_strange(dialogue, "a whole handshake packet", dialogue->line + 1);
    dialogue_greeted(dialogue, dialogue->line + 1);
    unsigned capabilities = payload[flags] | (unsigned)payload[flags + 1] << 8;
    if ((capabilities & CLIENT_SSL) == 0)
        return dialogue_not_offered(dialogue, "the flag CLIENT_SSL");
    /* capabilities (4), largest packet (4), character set (1), zeroes (23) */
    static const uint8_t request[36] = {
        32,
        0,
        0,
        1,
        (CLIENT_PROTOCOL_41 | CLIENT_SSL | CLIENT_SECURE_CONNECTION) & 0xFF,
        (CLIENT_PROTOCOL_41 | CLIENT_SSL | CLIENT_SECURE_CONNECTION) >> 8,
        0,
        0,
        0,
        0,
        0,
        1,
        45};
    return dialogue_send(dialogue, request, sizeof request);
}
