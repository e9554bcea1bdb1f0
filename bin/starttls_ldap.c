/* SPDX-License-Identifier: MIT */
/* StartTLS of LDAP: an extended request, and its answer in BER. */
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "starttls_protocol.h"

#define START_TLS "1.3.6.1.4.1.1466.20037"

struct ber {
    const uint8_t *at;
    const uint8_t *end;
};

/* RFC 4511 5.1: only the definite form. Some servers write lengths with more bytes than needed. */
static bool read_length(struct dialogue *dialogue, size_t *length)
{
    uint8_t byte;
    if (!dialogue_take(dialogue, &byte, 1))
        return false;
    *length = byte;
    if (byte < 0x80)
        return true;
    unsigned count = byte & 0x7F;
    *length = count == 0 || count > 4 ? SIZE_MAX : 0;
    for (; count > 0 && *length <= DIALOGUE_LINE_MAX; count--) {
        if (!dialogue_take(dialogue, &byte, 1))
            return false;
        *length = *length << 8 | byte;
    }
    return *length <= DIALOGUE_LINE_MAX ||
           dialogue_other(dialogue, "an answer of LDAP", "a length beyond all measure");
}

static bool read_message(struct dialogue *dialogue, struct ber *message)
{
    uint8_t tag;
    size_t length = 0;
    if (!dialogue_take(dialogue, &tag, 1))
        return false;
    if (tag != 0x30)
        return dialogue_other(dialogue, "an answer of LDAP", "something that is no SEQUENCE");
    if (!read_length(dialogue, &length) || !dialogue_take(dialogue, dialogue->line, length))
        return false;
    message->at = (const uint8_t *)dialogue->line;
    message->end = message->at + length;
    return true;
}

/* Takes one value off the front: its tag, and what it holds. */
static bool next(struct ber *from, uint8_t *tag, struct ber *value)
{
    if (from->end - from->at < 2)
        return false;
    *tag = *from->at++;
    size_t length = *from->at++;
    if (length >= 0x80) {
        size_t count = length & 0x7F;
        if (count == 0 || count > 4 || (size_t)(from->end - from->at) < count)
            return false;
        for (length = 0; count > 0; count--)
            length = length << 8 | *from->at++;
    }
    if ((size_t)(from->end - from->at) < length)
        return false;
    *value = (struct ber){from->at, from->at + length};
    from->at += length;
    return true;
}

static bool next_number(struct ber *from, uint8_t tag, unsigned long *number)
{
    uint8_t found;
    struct ber value;
    if (!next(from, &found, &value) || found != tag || value.end == value.at ||
        value.end - value.at > 4)
        return false;
    *number = 0;
    for (; value.at < value.end; value.at++)
        *number = *number << 8 | *value.at;
    return true;
}

/* RFC 4511 4.1.9, those that a server may answer StartTLS with */
static const char *result_name(unsigned long code)
{
    switch (code) {
    case 1:
        return "operationsError";
    case 2:
        return "protocolError";
    case 8:
        return "strongerAuthRequired";
    case 10:
        return "referral";
    case 51:
        return "busy";
    case 52:
        return "unavailable";
    case 53:
        return "unwillingToPerform";
    case 80:
        return "other";
    default:
        return "an error";
    }
}

static bool refused(struct dialogue *dialogue, unsigned long code, const struct ber *text)
{
    char *words =
        must_print("%s (%lu)%s%.*s", result_name(code), code, text->end == text->at ? "" : ": ",
                   (int)(text->end - text->at), (const char *)text->at);
    bool good = dialogue_refused(dialogue, "StartTLS", words);
    free(words);
    return good;
}

/* LDAPMessage ::= SEQUENCE { messageID INTEGER, extendedResp [APPLICATION 24] SEQUENCE {
 *     resultCode ENUMERATED, matchedDN OCTET STRING, diagnosticMessage OCTET STRING,
 *     referral [3] OPTIONAL, responseName [10] OPTIONAL, responseValue [11] OPTIONAL }, ... } */
static bool take_response(struct dialogue *dialogue, struct ber message)
{
    unsigned long id;
    unsigned long code;
    uint8_t tag;
    struct ber response;
    struct ber matched;
    struct ber text;
    if (!next_number(&message, 0x02, &id) || !next(&message, &tag, &response) || tag != 0x78 ||
        !next_number(&response, 0x0A, &code) || !next(&response, &tag, &matched) || tag != 0x04 ||
        !next(&response, &tag, &text) || tag != 0x04)
        return dialogue_other(dialogue, "an answer of LDAP to StartTLS", "something else");
    /* RFC 4511 4.4.1: 0 is the id of a notice of disconnection */
    if (id != 1 && (id != 0 || code == 0))
        return dialogue_other(dialogue, "the answer of LDAP to our message", "another's");
    if (id == 0 || code != 0)
        return refused(dialogue, code, &text);
    dialogue_answered(dialogue, "success (0)");
    return true;
}

bool talk_ldap(struct dialogue *dialogue)
{
    /* LDAPMessage with messageID 1 and ExtendedRequest [APPLICATION 23] { requestName [0] } */
    static const char request[] = "\x30\x1D\x02\x01\x01\x77\x18\x80\x16" START_TLS;
    struct ber message = {NULL, NULL};
    return dialogue_send(dialogue, request, sizeof request - 1) &&
           read_message(dialogue, &message) && take_response(dialogue, message);
}
