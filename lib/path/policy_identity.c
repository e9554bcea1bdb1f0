/* SPDX-License-Identifier: MIT */
/*
 * The names a caller asks for, turned once into the forms that certificates carry: host names into
 * lower-case A-labels, addresses into octets.
 *
 * IDNA2008 (RFC 5891) with the lookup mapping of UTS 46, non-transitional, as browsers do it.
 * Departures: a name that is ASCII already is taken as it stands, whether or not its A-labels
 * decode, since it is only ever compared with A-labels; underscores are allowed, because hosts that
 * have them are looked up and answer.
 */
#include "path/policy.h"

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include <arpa/inet.h>
#include <idn2.h>

#define LABEL_MAX 63        /* RFC 1035 2.3.4, in octets */
#define NAME_MAX_LENGTH 253 /* the same 255 octets on the wire, written with dots */
#define LOCAL_PART_MAX 64   /* RFC 5321 4.5.3.1.1, in octets */
#define TEXT_MAX 2048       /* more than any name of these kinds takes, in any script */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c;
}

static bool is_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

/* RFC 5890 2.3.1 LDH labels, and underscores; lower case only. */
static bool is_label(const char *label, size_t length)
{
    if (length == 0 || length > LABEL_MAX || label[0] == '-' || label[length - 1] == '-')
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = label[i];
        if (!(c >= 'a' && c <= 'z') && !is_digit(c) && c != '-' && c != '_')
            return false;
    }
    return true;
}

static bool is_all(const uint8_t *label, const uint8_t *end, const char *allowed)
{
    while (label < end && memchr(allowed, *label, strlen(allowed)))
        label++;
    return label == end;
}

bool cc_host_ends_in_number(cc_span host)
{
    const uint8_t *end = host.data + host.length, *label = end;
    while (label > host.data && label[-1] != '.')
        label--;
    if (end - label >= 2 && label[0] == '0' && (label[1] == 'x' || label[1] == 'X'))
        return is_all(label + 2, end, "0123456789abcdefABCDEF");
    return is_all(label, end, "0123456789");
}

static bool is_host_name(const char *name, size_t length)
{
    if (length == 0 || length > NAME_MAX_LENGTH)
        return false;
    const char *end = name + length;
    for (const char *label = name;;) {
        const char *dot = memchr(label, '.', (size_t)(end - label));
        const char *stop = dot ? dot : end;
        if (!is_label(label, (size_t)(stop - label)))
            return false;
        if (!dot)
            return !cc_host_ends_in_number(cc_span_of((const uint8_t *)name, length));
        label = dot + 1;
    }
}

static char *copy_bytes(const char *bytes, size_t length)
{
    char *copy = cc_malloc(length + 1);
    if (!copy)
        return NULL;
    memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

static enum certcheck_status status_of(int idn2_result)
{
    return idn2_result == IDN2_MALLOC ? CERTCHECK_NO_MEMORY : CERTCHECK_BAD_ARGUMENT;
}

enum certcheck_status cc_host_a_labels(const char *name, char **ascii)
{
    if (is_ascii(name, strlen(name))) {
        *ascii = copy_bytes(name, strlen(name));
        return *ascii ? CERTCHECK_OK : CERTCHECK_NO_MEMORY;
    }
    uint8_t *looked_up = NULL;
    int result =
        idn2_lookup_u8((const uint8_t *)name, &looked_up, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    if (result != IDN2_OK)
        return status_of(result);
    *ascii = copy_bytes((const char *)looked_up, strlen((const char *)looked_up));
    idn2_free(looked_up);
    return *ascii ? CERTCHECK_OK : CERTCHECK_NO_MEMORY;
}

/* A host name as lower-case A-labels without a final dot. */
static enum certcheck_status read_host_name(const char *text, char **ascii)
{
    char *name = NULL;
    enum certcheck_status status = cc_host_a_labels(text, &name);
    if (status != CERTCHECK_OK)
        return status;
    /* status_of never says OK: NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker) */
    size_t length = strlen(name);
    if (length > 1 && name[length - 1] == '.')
        name[--length] = '\0';
    for (size_t i = 0; i < length; i++)
        name[i] = lower(name[i]);
    if (!is_host_name(name, length)) {
        cc_free(name);
        return CERTCHECK_BAD_ARGUMENT;
    }
    *ascii = name;
    return CERTCHECK_OK;
}

static enum certcheck_status read_address(struct cc_identity *identity, const char *text)
{
    if (inet_pton(AF_INET, text, identity->address) == 1)
        identity->address_length = 4;
    else if (inet_pton(AF_INET6, text, identity->address) == 1)
        identity->address_length = 16;
    else
        return CERTCHECK_BAD_ARGUMENT;
    return CERTCHECK_OK;
}

/* Dot-string of RFC 5321 4.1.2, with RFC 6531 3.3's characters outside ASCII. Quoted-string is
 * refused: RFC 5280 and RFC 9598 compare local parts octet by octet, and one mailbox could be
 * quoted in many ways. */
static bool is_local_part(const char *local, size_t length)
{
    if (length == 0 || length > LOCAL_PART_MAX || local[0] == '.' || local[length - 1] == '.')
        return false;
    cc_span rest = {(const uint8_t *)local, length};
    while (rest.length > 0) {
        uint32_t c;
        size_t bytes = cc_utf8_decode(rest, &c);
        if (bytes == 0 || c <= ' ' || c == 0x7F || (c < 0x80 && strchr("\"(),:;<>@[\\]", (int)c)))
            return false;
        if (c == '.' && rest.data[1] == '.')
            return false;
        rest = cc_span_of(rest.data + bytes, rest.length - bytes);
    }
    return true;
}

static char *join_address(const char *local, size_t local_length, const char *domain)
{
    struct cc_text text;
    cc_text_init(&text, TEXT_MAX);
    cc_text_bytes(&text, local, local_length);
    cc_text_char(&text, '@');
    cc_text_add(&text, domain);
    return cc_text_take(&text);
}

/* RFC 5891 5.3, 5.4: what does not come back as the same A-labels are no U-labels; libidn2 decodes
 * it all the same, and name constraints would take it for another domain. */
static enum certcheck_status is_unicode_of(const char *unicode, const char *domain, bool *is)
{
    char *back;
    enum certcheck_status status = cc_host_a_labels(unicode, &back);
    *is = false;
    if (status == CERTCHECK_OK) {
        *is = strcmp(back, domain) == 0;
        cc_free(back);
    }
    return status == CERTCHECK_NO_MEMORY ? status : CERTCHECK_OK;
}

/* A domain whose A-labels do not decode stays as it is: nothing else could match it. */
static enum certcheck_status join_unicode(const char *local, size_t local_length,
                                          const char *domain, char **joined)
{
    char *unicode = NULL;
    int result = idn2_to_unicode_8z8z(domain, &unicode, 0);
    if (result == IDN2_MALLOC)
        return CERTCHECK_NO_MEMORY;
    bool decoded = false;
    enum certcheck_status status =
        result == IDN2_OK ? is_unicode_of(unicode, domain, &decoded) : CERTCHECK_OK;
    if (status == CERTCHECK_OK) {
        *joined = join_address(local, local_length, decoded ? unicode : domain);
        status = *joined ? CERTCHECK_OK : CERTCHECK_NO_MEMORY;
    }
    idn2_free(unicode);
    return status;
}

static enum certcheck_status read_mailbox(struct cc_identity *identity, const char *text)
{
    const char *at = strrchr(text, '@');
    if (!at || !is_local_part(text, (size_t)(at - text)))
        return CERTCHECK_BAD_ARGUMENT;
    size_t local_length = (size_t)(at - text);

    char *domain;
    enum certcheck_status status = read_host_name(at + 1, &domain);
    if (status != CERTCHECK_OK)
        return status;
    identity->ascii = join_address(text, local_length, domain);
    status = identity->ascii ? join_unicode(text, local_length, domain, &identity->unicode)
                             : CERTCHECK_NO_MEMORY;
    cc_free(domain);
    return status;
}

static enum certcheck_status read_kind(struct cc_identity *identity, const char *text)
{
    switch (identity->kind) {
    case CERTCHECK_IDENTITY_DNS:
        return read_host_name(text, &identity->ascii);
    case CERTCHECK_IDENTITY_IP:
        return read_address(identity, text);
    case CERTCHECK_IDENTITY_EMAIL:
        return read_mailbox(identity, text);
    }
    return CERTCHECK_BAD_ARGUMENT;
}

enum certcheck_status cc_identity_read(struct cc_identity *identity,
                                       enum certcheck_identity_kind kind, const char *text)
{
    *identity = (struct cc_identity){.kind = kind};
    if (!text || strlen(text) > TEXT_MAX)
        return CERTCHECK_BAD_ARGUMENT;
    enum certcheck_status status = read_kind(identity, text);
    if (status == CERTCHECK_OK) {
        identity->text = copy_bytes(text, strlen(text));
        if (identity->text)
            return CERTCHECK_OK;
        status = CERTCHECK_NO_MEMORY;
    }
    cc_identity_release(identity);
    return status;
}

void cc_identity_release(struct cc_identity *identity)
{
    cc_free(identity->text);
    cc_free(identity->ascii);
    cc_free(identity->unicode);
    *identity = (struct cc_identity){.kind = identity->kind};
}
