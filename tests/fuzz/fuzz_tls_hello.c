/* SPDX-License-Identifier: MIT */
/* The messages of a TLS handshake that the tool shows. Reaches tls_hello_client_json,
 * tls_hello_server_json and tls_certificate_list.
 *
 * The first byte chooses the message, the rest is its body. What comes of it is JSON that can be
 * written, with the fields that are promised; certificates lie in the message, in order, and are
 * the same however many are asked for. */
#include "fuzz.h"

#include "tls_hello.h"

#define LIST_MAX 16

static void require_arrays(const json_t *object, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        require(json_is_array(json_object_get(object, keys[i])));
}

static void require_written(json_t *object)
{
    char *text = json_dumps(object, JSON_COMPACT);
    require(text != NULL);
    free(text);
    json_decref(object);
}

static void show_client(const uint8_t *data, size_t size)
{
    static const char *const lists[] = {"versions",   "cipher_suites",        "groups",
                                        "key_shares", "signature_algorithms", "alpn"};
    json_t *object = tls_hello_client_json(data, size);
    require_arrays(object, lists, sizeof lists / sizeof *lists);
    require(json_is_boolean(json_object_get(object, "psk")));
    const json_t *name = json_object_get(object, "server_name");
    require(json_is_null(name) || json_is_string(name));
    require_written(object);
}

static void show_server(const uint8_t *data, size_t size)
{
    json_t *object = tls_hello_server_json(data, size);
    require(json_is_string(json_object_get(object, "version")));
    require(json_is_string(json_object_get(object, "cipher_suite")));
    require(json_is_boolean(json_object_get(object, "retry")));
    require_written(object);
}

static void show_certificates(const uint8_t *data, size_t size, bool tls13)
{
    gnutls_datum_t list[LIST_MAX], first;
    size_t count = tls_certificate_list(data, size, tls13, list, LIST_MAX);
    const uint8_t *next = data;
    require(count <= size && tls_certificate_list(data, size, tls13, NULL, 0) == count);
    for (size_t i = 0; i < count && i < LIST_MAX; i++) {
        require(list[i].data >= next && list[i].size <= (size_t)(data + size - list[i].data));
        next = list[i].data + list[i].size;
    }
    if (count == 0)
        return;
    require(tls_certificate_list(data, size, tls13, &first, 1) == count);
    require(first.data == list[0].data && first.size == list[0].size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    switch (data[0] % 4) {
    case 0:
        show_client(data + 1, size - 1);
        break;
    case 1:
        show_server(data + 1, size - 1);
        break;
    default:
        show_certificates(data + 1, size - 1, data[0] % 4 == 2);
        break;
    }
    return 0;
}
