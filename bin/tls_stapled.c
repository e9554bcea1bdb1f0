/* SPDX-License-Identifier: MIT */
/* The OCSP responses that a server sends along, told to the trace. */
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "show.h"
#include "tls_trace.h"
#include "tool.h"

#define RESPONSES_MAX 10U /* as many as certificates are shown */

/* RFC 6962 3.3: timestamps of certificate transparency, in an extension of the answer. */
static json_t *timestamps_json(const struct certcheck_ocsp *ocsp,
                               const struct certcheck_ocsp_single *single)
{
    struct certcheck_span rest = single->extensions;
    struct certcheck_extension extension;
    while (certcheck_ocsp_next_single_extension(ocsp, &rest, &extension))
        if (extension.kind == CERTCHECK_EXT_OCSP_SCT_LIST) {
            json_t *shown = show_extension_json(&extension);
            json_t *list = json_incref(json_object_get(shown, "value"));
            json_decref(shown);
            if (json_is_array(list))
                return list;
            json_decref(list);
        }
    return must_have(json_array());
}

/* Nothing is about an empty one. */
static bool is_about(const struct certcheck_ocsp_single *single, struct certcheck_span serial)
{
    return serial.length > 0 && single->id.serial.length == serial.length &&
           memcmp(single->id.serial.data, serial.data, serial.length) == 0;
}

/* The answer about that serial number, else the first. False: there is none that can be read. */
static bool find_single(const struct certcheck_ocsp *ocsp, struct certcheck_span serial,
                        struct certcheck_ocsp_single *single)
{
    struct certcheck_ocsp_single first;
    size_t position = 0;
    if (ocsp == NULL || !certcheck_ocsp_next_single(ocsp, &position, &first))
        return false;
    *single = first;
    while (!is_about(single, serial) && certcheck_ocsp_next_single(ocsp, &position, single)) {
    }
    if (!is_about(single, serial))
        *single = first;
    return true;
}

static json_t *answer_json(const struct certcheck_ocsp *ocsp,
                           const struct certcheck_ocsp_single *single)
{
    json_t *object = must_have(json_object());
    json_put_taken(object, "serial", hex(single->id.serial));
    json_put(object, "status", json_text(certcheck_ocsp_certificate_status_text(single->status)));
    json_put(object, "this_update", json_time(single->this_update));
    json_put(object, "next_update",
             single->has_next_update ? json_time(single->next_update) : json_null());
    json_put(object, "timestamps", timestamps_json(ocsp, single));
    return object;
}

static void answer_line(struct trace *trace, unsigned index, const json_t *answer, bool about)
{
    const char *next = json_string_value(json_object_get(answer, "next_update"));
    size_t timestamps = json_array_size(json_object_get(answer, "timestamps"));
    char *text =
        answer == NULL
            ? must_copy("one that cannot be read, or says nothing")
            : must_print("%s%s, of %s%s%s", about ? "" : "about another certificate: ",
                         json_string_value(json_object_get(answer, "status")),
                         json_string_value(json_object_get(answer, "this_update")),
                         next == NULL ? "" : ", the next is due on ", next == NULL ? "" : next);
    trace_remark(trace, index == 0 ? "leaf" : "further", text);
    free(text);
    if (timestamps == 0)
        return;
    text = must_print("%zu of certificate transparency, not checked", timestamps);
    trace_remark(trace, "timestamps", text);
    free(text);
}

/* NULL: it was not sent, or cannot be read. */
static struct certcheck_certificate *sent_certificate(gnutls_session_t session, unsigned index)
{
    struct certcheck_certificate *certificate = NULL;
    unsigned count = 0;
    const gnutls_datum_t *sent = gnutls_certificate_get_peers(session, &count);
    if (sent == NULL || index >= count)
        return NULL;
    enum certcheck_status status =
        certcheck_certificate_parse(sent[index].data, sent[index].size, &certificate, NULL);
    if (status != CERTCHECK_MALFORMED)
        must_be_ok(status, "certificate");
    return certificate;
}

static void one_response(const struct tls_stream *tls, unsigned index, const gnutls_datum_t *der,
                         json_t *array)
{
    struct certcheck_ocsp *ocsp = NULL;
    struct certcheck_ocsp_single single;
    enum certcheck_status status = certcheck_ocsp_parse(der->data, der->size, &ocsp, NULL);
    if (status != CERTCHECK_MALFORMED)
        must_be_ok(status, "stapled response");
    struct certcheck_certificate *certificate = sent_certificate(tls->session, index);
    struct certcheck_span serial = {NULL, 0};
    if (certificate != NULL)
        serial = certcheck_certificate_serial(certificate);
    json_t *answer = find_single(ocsp, serial, &single) ? answer_json(ocsp, &single) : NULL;
    json_t *object = must_have(json_object());
    answer_line(tls->request->trace, index, answer, answer != NULL && is_about(&single, serial));
    json_put(object, "certificate", json_integer(index));
    json_put(object, "answer", answer == NULL ? json_null() : answer);
    json_append(array, object);
    certcheck_certificate_free(certificate);
    certcheck_ocsp_free(ocsp);
}

void tls_trace_stapled(struct tls_stream *tls)
{
    struct trace *trace = tls->request->trace;
    gnutls_datum_t der[RESPONSES_MAX];
    size_t count = 0;
    for (unsigned i = 0; i < RESPONSES_MAX; i++) {
        der[i] = (gnutls_datum_t){NULL, 0};
        if (gnutls_ocsp_status_request_get2(tls->session, i, &der[i]) != 0)
            der[i] = (gnutls_datum_t){NULL, 0};
        count += der[i].data != NULL;
    }
    if (count == 0)
        return;
    json_t *array = must_have(json_array());
    trace_begin(trace, "stapled", "stapled");
    trace_say(trace, "the server sent %zu OCSP response%s along", count, plural(count));
    for (unsigned i = 0; i < RESPONSES_MAX; i++)
        if (der[i].data != NULL)
            one_response(tls, i, &der[i], array);
    trace_put(trace, NULL, "responses", array);
    trace_end(trace);
}
