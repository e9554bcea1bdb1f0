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

/* NULL: it cannot be read, or says nothing. */
static json_t *first_answer(const struct certcheck_ocsp *ocsp)
{
    struct certcheck_ocsp_single single;
    size_t position = 0;
    if (ocsp == NULL || !certcheck_ocsp_next_single(ocsp, &position, &single))
        return NULL;
    json_t *object = must_have(json_object());
    json_put(object, "status", json_text(certcheck_ocsp_certificate_status_text(single.status)));
    json_put(object, "this_update", json_time(single.this_update));
    json_put(object, "next_update",
             single.has_next_update ? json_time(single.next_update) : json_null());
    json_put(object, "timestamps", timestamps_json(ocsp, &single));
    return object;
}

static void answer_line(struct trace *trace, unsigned index, const json_t *answer)
{
    const char *next = json_string_value(json_object_get(answer, "next_update"));
    size_t timestamps = json_array_size(json_object_get(answer, "timestamps"));
    char *text =
        answer == NULL
            ? must_copy("one that cannot be read, or says nothing")
            : must_print("%s, of %s%s%s", json_string_value(json_object_get(answer, "status")),
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

static void one_response(struct trace *trace, unsigned index, const gnutls_datum_t *der,
                         json_t *array)
{
    struct certcheck_ocsp *ocsp = NULL;
    enum certcheck_status status = certcheck_ocsp_parse(der->data, der->size, &ocsp, NULL);
    if (status != CERTCHECK_MALFORMED)
        must_be_ok(status, "stapled response");
    json_t *answer = first_answer(ocsp);
    json_t *object = must_have(json_object());
    answer_line(trace, index, answer);
    json_put(object, "certificate", json_integer(index));
    json_put(object, "answer", answer == NULL ? json_null() : answer);
    json_append(array, object);
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
            one_response(trace, i, &der[i], array);
    trace_put(trace, NULL, "responses", array);
    trace_end(trace);
}
