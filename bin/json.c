/* SPDX-License-Identifier: MIT */
/* What the commands that write JSON share. */
#include "json.h"

#include <stdlib.h>

#include "tool.h"
#include "visible.h"

static void *allocate(size_t size)
{
    return must_have(malloc(size == 0 ? 1 : size));
}

void json_end_without_memory(void)
{
    json_set_alloc_funcs(allocate, free);
}

json_t *json_text(const char *text)
{
    json_t *string = json_string(text);
    if (string == NULL) {
        char *visible = text_visible(text, true);
        string = json_string(visible);
        free(visible);
    }
    return must_have(string);
}

json_t *json_time(certcheck_time time)
{
    char text[CERTCHECK_TIME_SIZE];
    certcheck_time_format(time, text);
    return must_have(json_string(text));
}

void json_put(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, must_have(value)) != 0)
        must_have(NULL);
}

void json_append(json_t *array, json_t *value)
{
    if (json_array_append_new(array, must_have(value)) != 0)
        must_have(NULL);
}

/* What could not be written the stream itself remembers; else memory ran out, and half an object
 * must not look like a whole one. */
static void print(const json_t *object, FILE *out, size_t flags)
{
    if (json_dump_callback(object, visible_json, out, flags | JSON_PRESERVE_ORDER) != 0 &&
        !ferror(out))
        must_have(NULL);
    fputc('\n', out);
}

void json_print(const json_t *object, FILE *out)
{
    print(object, out, JSON_INDENT(2));
}

void json_print_line(const json_t *object, FILE *out)
{
    print(object, out, JSON_COMPACT);
}

json_t *json_taken(char *text)
{
    json_t *string = json_text(text);
    free(text);
    return string;
}

void json_put_taken(json_t *object, const char *key, char *text)
{
    json_put(object, key, json_taken(text));
}

json_t *json_certificate(const struct certcheck_certificate *certificate)
{
    uint8_t sha256[32];
    must_be_ok(certcheck_certificate_fingerprint(certificate, sha256), "SHA-256");
    json_t *object = must_have(json_object());
    char *subject = certcheck_name_text(certcheck_certificate_subject(certificate));
    char *issuer = certcheck_name_text(certcheck_certificate_issuer(certificate));
    json_put(object, "subject", json_text(must_have(subject)));
    json_put(object, "issuer", json_text(must_have(issuer)));
    certcheck_free(subject);
    certcheck_free(issuer);
    json_put_taken(object, "serial", hex(certcheck_certificate_serial(certificate)));
    json_put_taken(object, "sha256", hex((struct certcheck_span){sha256, 32}));
    json_put(object, "not_before", json_time(certcheck_certificate_not_before(certificate)));
    json_put(object, "not_after", json_time(certcheck_certificate_not_after(certificate)));
    return object;
}

static json_t *detail_json(const struct certcheck_detail *detail)
{
    switch (detail->kind) {
    case CERTCHECK_DETAIL_NUMBER:
        return json_integer(detail->number);
    case CERTCHECK_DETAIL_TIME:
        return json_time(detail->number);
    case CERTCHECK_DETAIL_TEXT:
    case CERTCHECK_DETAIL_OID:
        break;
    }
    return json_text(detail->text);
}

json_t *json_severities(const struct certcheck_finding_info *info)
{
    json_t *object = must_have(json_object());
    for (int i = 0; i < CERTCHECK_PROFILES; i++)
        json_put(object, certcheck_profile_text((enum certcheck_profile)i),
                 json_text(certcheck_severity_text(info->severity[i])));
    return object;
}

void json_put_finding(json_t *object, const struct certcheck_finding *finding)
{
    const struct certcheck_finding_info *info = certcheck_finding_info(finding->code);
    bool placed = finding->offset != 0 || finding->length != 0;
    json_put(object, "id", json_text(info->id));
    json_put(object, "severity", json_text(certcheck_severity_text(finding->severity)));
    json_put(object, "severities", json_severities(info));
    json_put(object, "offset", placed ? json_integer((json_int_t)finding->offset) : json_null());
    json_put(object, "length", placed ? json_integer((json_int_t)finding->length) : json_null());
    json_put(object, "clause", json_text(info->clause));
    char *message = must_have(certcheck_finding_message(finding));
    json_put(object, "message", json_text(message));
    certcheck_free(message);
    json_put(object, "advice", json_text(info->advice));
    json_t *details = must_have(json_object());
    for (size_t i = 0; i < finding->detail_count; i++)
        json_put(details, finding->details[i].name, detail_json(&finding->details[i]));
    json_put(object, "details", details);
}
