/* SPDX-License-Identifier: MIT */
/* A certificate for programs. */
#include "show.h"

#include <errno.h>

#include "json.h"
#include "tool.h"

static json_t *library_text(char *text)
{
    json_t *string = unless_no_memory(text) == NULL ? json_null() : json_text(text);
    certcheck_free(text);
    return string;
}

static json_t *name_json(struct certcheck_span name)
{
    errno = 0;
    return library_text(certcheck_name_text(name));
}

json_t *show_oid_json(struct certcheck_span oid)
{
    const char *name = certcheck_oid_name(oid);
    json_t *object = must_have(json_object());
    errno = 0;
    json_put(object, "oid", library_text(certcheck_oid_text(oid)));
    json_put(object, "name", name == NULL ? json_null() : json_text(name));
    return object;
}

static json_t *key_json(const struct certcheck_public_key *key)
{
    json_t *object = must_have(json_object());
    json_put(object, "algorithm", show_oid_json(key->algorithm_oid));
    json_put(object, "kind", json_text(certcheck_key_kind_text(key->kind)));
    json_put(object, "bits", key->bits == 0 ? json_null() : json_integer(key->bits));
    json_put(object, "curve",
             key->kind == CERTCHECK_KEY_EC ? json_text(certcheck_curve_text(key->curve))
                                           : json_null());
    json_put(object, "exponent",
             key->exponent.length == 0 ? json_null() : json_taken(hex(key->exponent)));
    json_put(object, "malformed", json_boolean(key->malformed));
    return object;
}

json_t *show_signature_json(const struct certcheck_signature_algorithm *algorithm)
{
    json_t *object = must_have(json_object());
    json_put(object, "algorithm", show_oid_json(algorithm->oid));
    json_put(object, "kind", json_text(certcheck_signature_kind_text(algorithm->kind)));
    json_put(object, "digest",
             algorithm->digest == CERTCHECK_DIGEST_NONE
                 ? json_null()
                 : json_text(certcheck_digest_text(algorithm->digest)));
    json_put(object, "parameters_malformed", json_boolean(algorithm->parameters_malformed));
    return object;
}

json_t *show_json(const struct certcheck_certificate *certificate, const char *source)
{
    uint8_t sha256[32];
    must_be_ok(certcheck_certificate_fingerprint(certificate, sha256), "SHA-256");
    struct certcheck_span der = certcheck_certificate_der(certificate);
    json_t *object = must_have(json_object());
    json_put(object, "source", json_text(source));
    json_put(object, "subject", name_json(certcheck_certificate_subject(certificate)));
    json_put(object, "issuer", name_json(certcheck_certificate_issuer(certificate)));
    json_put(object, "self_issued",
             json_boolean(certcheck_certificate_is_self_issued(certificate)));
    json_put_taken(object, "serial", hex(certcheck_certificate_serial(certificate)));
    json_put(object, "not_before", json_time(certcheck_certificate_not_before(certificate)));
    json_put(object, "not_after", json_time(certcheck_certificate_not_after(certificate)));
    json_put(object, "version", json_integer(certcheck_certificate_version(certificate)));
    json_put(object, "public_key", key_json(certcheck_certificate_public_key(certificate)));
    json_put(object, "signature",
             show_signature_json(certcheck_certificate_signature_algorithm(certificate)));
    json_put_taken(object, "sha256", hex((struct certcheck_span){sha256, sizeof sha256}));
    json_put(object, "size", json_integer((json_int_t)der.length));
    json_t *extensions = must_have(json_array());
    for (size_t i = 0; i < certcheck_certificate_extension_count(certificate); i++) {
        const struct certcheck_extension *extension =
            certcheck_certificate_extension(certificate, i);
        json_t *shown = show_extension_json(extension);
        json_put(shown, "offset", json_integer(extension->whole.data - der.data));
        json_put(shown, "length", json_integer((json_int_t)extension->whole.length));
        json_append(extensions, shown);
    }
    json_put(object, "extensions", extensions);
    return object;
}
