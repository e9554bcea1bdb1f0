/* SPDX-License-Identifier: MIT */
/* CRLs and OCSP responses for programs. */
#include "show.h"

#include "json.h"
#include "tool.h"

#define REASONS 11U

static json_t *text_or_null(struct certcheck_span name)
{
    if (name.length == 0)
        return json_null();
    char *text = must_have(certcheck_name_text(name));
    json_t *string = json_text(text);
    certcheck_free(text);
    return string;
}

static json_t *names_json(struct certcheck_span list)
{
    struct certcheck_general_name name;
    if (list.length == 0)
        return json_null();
    json_t *array = must_have(json_array());
    while (certcheck_next_general_name(&list, &name)) {
        char *text = must_have(certcheck_general_name_text(&name));
        json_append(array, json_text(text));
        certcheck_free(text);
    }
    return array;
}

static json_t *time_or_null(bool there, certcheck_time time)
{
    return there ? json_time(time) : json_null();
}

static json_t *reason_or_null(bool there, enum certcheck_reason reason)
{
    return there ? json_text(certcheck_reason_text(reason)) : json_null();
}

/* An extension with its place, as those of certificates have it. */
static json_t *extension_json(const struct certcheck_extension *extension,
                              struct certcheck_span der)
{
    json_t *shown = show_extension_json(extension);
    json_put(shown, "offset", json_integer(extension->whole.data - der.data));
    json_put(shown, "length", json_integer((json_int_t)extension->whole.length));
    return shown;
}

/* ---- CRLs ---- */

static json_t *entry_json(const struct certcheck_crl_entry *entry)
{
    json_t *object = must_have(json_object());
    json_put_taken(object, "serial", hex(entry->serial));
    json_put(object, "revocation_date", json_time(entry->revocation_date));
    json_put(object, "reason", reason_or_null(entry->has_reason, entry->reason));
    json_put(object, "invalidity_date",
             time_or_null(entry->has_invalidity_date, entry->invalidity_date));
    json_put(object, "certificate_issuer", names_json(entry->certificate_issuer));
    json_put(object, "unknown_critical", json_boolean(entry->unknown_critical));
    return object;
}

static void put_entries(json_t *object, const struct certcheck_crl *crl, bool all)
{
    struct certcheck_crl_entry entry;
    size_t position = 0, shown = 0, without = 0, by_reason[REASONS] = {0};
    json_t *entries = must_have(json_array());
    json_t *reasons = must_have(json_object());
    while (certcheck_crl_next_entry(crl, &position, &entry)) {
        if (!entry.has_reason)
            without++;
        else if ((unsigned)entry.reason < REASONS)
            by_reason[entry.reason]++;
        if (all || shown++ < SHOW_ENTRIES)
            json_append(entries, entry_json(&entry));
    }
    for (unsigned i = 0; i < REASONS; i++) {
        if (by_reason[i] > 0)
            json_put(reasons, certcheck_reason_text((enum certcheck_reason)i),
                     json_integer((json_int_t)by_reason[i]));
    }
    if (without > 0)
        json_put(reasons, "none", json_integer((json_int_t)without));
    json_put(object, "entry_count", json_integer((json_int_t)certcheck_crl_entry_count(crl)));
    json_put(object, "reasons", reasons);
    json_put(object, "entries", entries);
}

json_t *show_crl_json(const struct certcheck_crl *crl, const char *source, bool all)
{
    certcheck_time next;
    bool has_next = certcheck_crl_next_update(crl, &next);
    struct certcheck_span der = certcheck_crl_der(crl);
    json_t *object = must_have(json_object());
    json_t *extensions = must_have(json_array());
    json_put(object, "source", json_text(source));
    json_put(object, "issuer", text_or_null(certcheck_crl_issuer(crl)));
    json_put(object, "this_update", json_time(certcheck_crl_this_update(crl)));
    json_put(object, "next_update", time_or_null(has_next, next));
    json_put(object, "version", json_integer(certcheck_crl_version(crl)));
    json_put(object, "signature", show_signature_json(certcheck_crl_signature_algorithm(crl)));
    json_put(object, "size", json_integer((json_int_t)der.length));
    for (size_t i = 0; i < certcheck_crl_extension_count(crl); i++)
        json_append(extensions, extension_json(certcheck_crl_extension(crl, i), der));
    json_put(object, "extensions", extensions);
    put_entries(object, crl, all);
    return object;
}

/* ---- OCSP responses ---- */

static json_t *single_json(const struct certcheck_ocsp *ocsp,
                           const struct certcheck_ocsp_single *single)
{
    struct certcheck_extension extension;
    struct certcheck_span rest = single->extensions;
    bool revoked = single->status == CERTCHECK_OCSP_REVOKED;
    json_t *object = must_have(json_object());
    json_t *extensions = must_have(json_array());
    json_put_taken(object, "serial", hex(single->id.serial));
    json_put(object, "status", json_text(certcheck_ocsp_certificate_status_text(single->status)));
    json_put(object, "revocation_time", time_or_null(revoked, single->revocation_time));
    json_put(object, "reason", reason_or_null(single->has_reason, single->reason));
    json_put(object, "this_update", json_time(single->this_update));
    json_put(object, "next_update", time_or_null(single->has_next_update, single->next_update));
    json_put(object, "digest", show_oid_json(single->id.digest_oid));
    json_put_taken(object, "issuer_name_hash", hex(single->id.issuer_name_hash));
    json_put_taken(object, "issuer_key_hash", hex(single->id.issuer_key_hash));
    while (certcheck_ocsp_next_single_extension(ocsp, &rest, &extension))
        json_append(extensions, extension_json(&extension, certcheck_ocsp_der(ocsp)));
    json_put(object, "extensions", extensions);
    return object;
}

static json_t *certificates_json(const struct certcheck_ocsp *ocsp)
{
    struct certcheck_span rest = certcheck_ocsp_certificates(ocsp), der;
    json_t *array = must_have(json_array());
    while (certcheck_ocsp_next_certificate(&rest, &der)) {
        struct certcheck_certificate *certificate;
        if (certcheck_certificate_parse(der.data, der.length, &certificate, NULL) == CERTCHECK_OK)
            json_append(array, json_certificate(certificate));
        else
            json_append(array, json_null());
        certcheck_certificate_free(certificate);
    }
    return array;
}

static void put_singles(json_t *object, const struct certcheck_ocsp *ocsp, bool all)
{
    struct certcheck_ocsp_single single;
    size_t position = 0, shown = 0;
    json_t *singles = must_have(json_array());
    while (certcheck_ocsp_next_single(ocsp, &position, &single)) {
        if (all || shown++ < SHOW_ENTRIES)
            json_append(singles, single_json(ocsp, &single));
    }
    json_put(object, "answer_count", json_integer((json_int_t)certcheck_ocsp_single_count(ocsp)));
    json_put(object, "answers", singles);
}

json_t *show_ocsp_json(const struct certcheck_ocsp *ocsp, const char *source, bool all)
{
    enum certcheck_ocsp_response_status status = certcheck_ocsp_response_status(ocsp);
    struct certcheck_span der = certcheck_ocsp_der(ocsp);
    struct certcheck_span key = certcheck_ocsp_responder_key_hash(ocsp);
    json_t *object = must_have(json_object());
    json_put(object, "source", json_text(source));
    json_put(object, "status", json_text(certcheck_ocsp_response_status_text(status)));
    json_put(object, "size", json_integer((json_int_t)der.length));
    if (status != CERTCHECK_OCSP_SUCCESSFUL)
        return object;
    json_t *extensions = must_have(json_array());
    json_put(object, "responder_name", text_or_null(certcheck_ocsp_responder_name(ocsp)));
    if (key.length != 0)
        json_put_taken(object, "responder_key_hash", hex(key));
    else
        json_put(object, "responder_key_hash", json_null());
    json_put(object, "produced_at", json_time(certcheck_ocsp_produced_at(ocsp)));
    json_put(object, "signature", show_signature_json(certcheck_ocsp_signature_algorithm(ocsp)));
    json_put(object, "certificates", certificates_json(ocsp));
    for (size_t i = 0; i < certcheck_ocsp_extension_count(ocsp); i++)
        json_append(extensions, extension_json(certcheck_ocsp_extension(ocsp, i), der));
    json_put(object, "extensions", extensions);
    put_singles(object, ocsp, all);
    return object;
}
