/* SPDX-License-Identifier: MIT */
/* The one who asks in the demo: what `certcheck https` does, with every step kept. */
#include "demo_client.h"

#include <stdlib.h>

#include "demo_authority.h"
#include "demo_port.h"

static void trust(struct judge *judge, gnutls_x509_crt_t authority)
{
    gnutls_datum_t der;
    struct certcheck_certificate *certificate;
    demo_must(gnutls_x509_crt_export2(authority, GNUTLS_X509_FMT_DER, &der), "the authority");
    must_be_ok(certcheck_certificate_parse(der.data, der.size, &certificate, NULL),
               "the authority");
    must_be_ok(certcheck_store_add(judge->store, certificate, "demo"), "the authority");
    judge->trust_given = true;
    certcheck_certificate_free(certificate);
    gnutls_free(der.data);
}

static bool read_body(struct demo_client *client, struct http_response *response,
                      struct failure *failure)
{
    struct trace *trace = &client->https.trace;
    size_t length = 1;
    while (length > 0) {
        const char *data = NULL;
        if (!http_response_read(response, &data, &length, failure))
            return false;
        demo_bytes_add(&client->body, data, length);
    }
    client->whole = true;
    trace_begin(trace, "body", "body");
    trace_say(trace, "%zu bytes, whole", client->body.length);
    trace_number(trace, NULL, "bytes", response->received);
    trace_number(trace, NULL, "clear_bytes", response->stream->received);
    trace_number(trace, NULL, "wire_bytes",
                 ((const struct tls_stream *)response->stream)->below->received);
    trace_end(trace);
    return true;
}

static void keep_finding(struct demo_client *client, const struct connection *connection)
{
    const struct certcheck_report *report = connection_report(connection);
    const struct certcheck_finding *finding =
        report == NULL ? NULL : certcheck_report_main_finding(report);
    if (finding == NULL)
        return;
    char *message = must_have(certcheck_finding_message(finding));
    client->finding = certcheck_finding_info(finding->code)->id;
    client->message = must_copy(message);
    certcheck_free(message);
}

static bool ask(struct demo_client *client, struct exchange *exchange)
{
    struct failure *failure = &client->failure;
    bool good = https_ask(exchange, failure) && read_body(client, exchange->response, failure);
    if (good) {
        patience_moment(&client->https.patience, DEMO_PATIENCE, "waiting for the server's goodbye");
        tls_await_close(exchange->connection.tls, failure);
    } else {
        connection_failed(&client->https.trace, failure);
    }
    keep_finding(client, &exchange->connection);
    https_close(exchange);
    return good;
}

static void prepare(struct https *https, const char *header)
{
    https->judge.default_purpose = "serverAuth";
    connection_options_open(&https->options);
    https->options.tls.alpn = "http/1.1";
    https->options.proxy = "none";
    https->judge.fetch.kinds = 0;
    https->request.method = "GET";
    https->request.headers = must_allocate(sizeof(char *));
    https->request.headers[0] = header;
    https->request.header_count = 1;
    patience_start(&https->patience, 2L * DEMO_PATIENCE, DEMO_PATIENCE, DEMO_PATIENCE);
    trace_open(&https->trace, TRACE_KEPT, stdout, COLOR_NEVER);
}

void demo_client_ask(struct demo_client *client, gnutls_x509_crt_t authority, unsigned port,
                     const char *secret)
{
    struct https *https = &client->https;
    struct url url;
    char *header = must_print("Cookie: session=%s", secret);
    char *way = must_print(DEMO_HOST ":443:127.0.0.1:%u", port);
    *client = (struct demo_client){0};
    judge_open(&https->judge, "demo");
    prepare(https, header);
    trust(&https->judge, authority);
    struct exchange exchange = {.https = https, .url = &url, .named_by_user = true};
    bool good = connection_options_settle(&https->options, &https->judge) == EXIT_VALID &&
                judge_ready(&https->judge) == EXIT_VALID &&
                net_add_connect_to(&https->options.net, way, &client->failure);
    if (good && url_parse("https://" DEMO_HOST "/account", false, &url, &client->failure)) {
        good = ask(client, &exchange);
        url_release(&url);
    }
    client->status = good ? EXIT_VALID : client->failure.status;
    free(way);
    free(header);
}

void demo_client_release(struct demo_client *client)
{
    struct https *https = &client->https;
    trace_close(&https->trace);
    connection_options_close(&https->options);
    judge_close(&https->judge);
    free(https->request.headers);
    demo_bytes_release(&client->body);
    free(client->message);
}
