/* SPDX-License-Identifier: MIT */
/* What a ClientHello and a ServerHello say (RFC 8446 4.1), for the trace. */
#include "tls_hello.h"

#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "tls_name.h"
#include "tool.h"

/* What is left to read; once something is missing, nothing is left. */
struct cursor {
    const uint8_t *data;
    size_t length;
};

static uint32_t number(struct cursor *cursor, size_t bytes)
{
    uint32_t value = 0;
    if (cursor->length < bytes) {
        cursor->length = 0;
        return 0;
    }
    for (size_t i = 0; i < bytes; i++)
        value = value << 8 | cursor->data[i];
    cursor->data += bytes;
    cursor->length -= bytes;
    return value;
}

static struct cursor part(struct cursor *cursor, size_t length)
{
    struct cursor inner = {cursor->data, length};
    if (cursor->length < length)
        inner.length = cursor->length;
    cursor->data += inner.length;
    cursor->length -= inner.length;
    return inner;
}

/* A vector: its length in so many bytes, then its contents (RFC 8446 3.4). */
static struct cursor vector(struct cursor *cursor, size_t length_bytes)
{
    uint32_t length = number(cursor, length_bytes);
    return part(cursor, length);
}

/* Values of RFC 8701, which mean nothing. */
static bool is_grease(uint32_t code)
{
    return (code & 0x0F0F) == 0x0A0A && code >> 8 == (code & 0xFF);
}

static json_t *codes(struct cursor list, char *(*name)(uint16_t))
{
    json_t *array = must_have(json_array());
    while (list.length >= 2) {
        uint32_t code = number(&list, 2);
        if (is_grease(code))
            continue;
        char *text = name((uint16_t)code);
        json_append(array, json_text(text));
        free(text);
    }
    return array;
}

static json_t *text_json(struct cursor bytes)
{
    char *text = must_print("%.*s", (int)bytes.length, (const char *)bytes.data);
    json_t *json = json_text(text);
    free(text);
    return json;
}

static json_t *key_shares(struct cursor list)
{
    json_t *array = must_have(json_array());
    while (list.length >= 4) {
        uint32_t group = number(&list, 2);
        (void)vector(&list, 2);
        if (is_grease(group))
            continue;
        char *text = tls_group_name((uint16_t)group);
        json_append(array, json_text(text));
        free(text);
    }
    return array;
}

static json_t *protocols(struct cursor list)
{
    json_t *array = must_have(json_array());
    while (list.length > 0) {
        struct cursor name = vector(&list, 1);
        json_append(array, text_json(name));
    }
    return array;
}

/* RFC 6066 3: a list, of which only the first host_name counts. */
static json_t *server_name(struct cursor contents)
{
    struct cursor list = vector(&contents, 2);
    bool host_name = number(&list, 1) == 0;
    struct cursor name = vector(&list, 2);
    return host_name && name.length > 0 ? text_json(name) : json_null();
}

static void client_extension(json_t *object, uint32_t type, struct cursor contents)
{
    switch (type) {
    case 0:
        json_put(object, "server_name", server_name(contents));
        break;
    case 10:
        json_put(object, "groups", codes(vector(&contents, 2), tls_group_name));
        break;
    case 13:
        json_put(object, "signature_algorithms", codes(vector(&contents, 2), tls_signature_name));
        break;
    case 16:
        json_put(object, "alpn", protocols(vector(&contents, 2)));
        break;
    case 41:
        json_put(object, "psk", json_true());
        break;
    case 43:
        json_put(object, "versions", codes(vector(&contents, 1), tls_version_name));
        break;
    case 51:
        json_put(object, "key_shares", key_shares(vector(&contents, 2)));
        break;
    default:
        break;
    }
}

static void put_empty(json_t *object, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        json_put(object, keys[i], json_array());
}

json_t *tls_hello_client_json(const uint8_t *data, size_t length)
{
    static const char *const lists[] = {"versions",   "cipher_suites",        "groups",
                                        "key_shares", "signature_algorithms", "alpn"};
    struct cursor hello = {data, length};
    json_t *object = must_have(json_object());
    put_empty(object, lists, sizeof lists / sizeof lists[0]);
    json_put(object, "server_name", json_null());
    json_put(object, "psk", json_false());
    char *legacy = tls_version_name((uint16_t)number(&hello, 2));
    json_append(json_object_get(object, "versions"), json_text(legacy));
    free(legacy);
    (void)part(&hello, 32);
    (void)vector(&hello, 1);
    json_put(object, "cipher_suites", codes(vector(&hello, 2), tls_suite_name));
    (void)vector(&hello, 1);
    struct cursor extensions = vector(&hello, 2);
    while (extensions.length >= 4) {
        uint32_t type = number(&extensions, 2);
        client_extension(object, type, vector(&extensions, 2));
    }
    return object;
}

static void put_name(json_t *object, const char *key, char *name)
{
    json_put_taken(object, key, name);
}

static void server_extension(json_t *object, uint32_t type, struct cursor contents)
{
    if (type == 43)
        put_name(object, "version", tls_version_name((uint16_t)number(&contents, 2)));
    else if (type == 51)
        put_name(object, "group", tls_group_name((uint16_t)number(&contents, 2)));
    else if (type == 41)
        json_put(object, "psk", json_true());
}

json_t *tls_hello_server_json(const uint8_t *data, size_t length)
{
    /* RFC 8446 4.1.3: the random that makes a ServerHello a HelloRetryRequest */
    static const uint8_t retry[32] = {0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11,
                                      0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
                                      0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E,
                                      0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C};
    struct cursor hello = {data, length};
    json_t *object = must_have(json_object());
    put_name(object, "version", tls_version_name((uint16_t)number(&hello, 2)));
    struct cursor random = part(&hello, sizeof retry);
    (void)vector(&hello, 1);
    put_name(object, "cipher_suite", tls_suite_name((uint16_t)number(&hello, 2)));
    (void)number(&hello, 1);
    json_put(object, "group", json_null());
    json_put(object, "psk", json_false());
    json_put(object, "retry",
             json_boolean(random.length == sizeof retry &&
                          memcmp(random.data, retry, sizeof retry) == 0));
    struct cursor extensions = vector(&hello, 2);
    while (extensions.length >= 4) {
        uint32_t type = number(&extensions, 2);
        server_extension(object, type, vector(&extensions, 2));
    }
    return object;
}

size_t tls_certificate_list(const uint8_t *data, size_t length, bool tls13, gnutls_datum_t *list,
                            size_t most)
{
    struct cursor message = {data, length};
    size_t count = 0;
    if (tls13)
        (void)vector(&message, 1);
    struct cursor entries = vector(&message, 3);
    while (entries.length > 0) {
        struct cursor certificate = vector(&entries, 3);
        if (tls13)
            (void)vector(&entries, 2);
        if (count < most)
            list[count] =
                (gnutls_datum_t){(unsigned char *)certificate.data, (unsigned)certificate.length};
        count++;
    }
    return count;
}
