/* SPDX-License-Identifier: MIT */
/* The certificates that a server sends, as it sends them. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "show_server.h"

#define SHOWN_MAX 64U /* certificates of one server; a message can hold thousands of empty ones */

bool show_is_server(const char *argument)
{
    /* No top-level domain is called so; a file that isn't there should not be looked for in the
     * network. */
    static const char *const files[] = {".pem", ".der", ".crt", ".cer", ".crl",  ".p7b",
                                        ".p7c", ".p7s", ".ors", ".key", ".txt",  ".csr",
                                        ".p12", ".pfx", ".p8",  ".req", ".cert", ".ocsp"};
    if (strstr(argument, "://") != NULL)
        return true;
    if (strcmp(argument, "-") == 0 || strchr(argument, '/') != NULL || access(argument, F_OK) == 0)
        return false;
    const char *suffix = strrchr(argument, '.');
    for (size_t i = 0; suffix != NULL && i < sizeof files / sizeof files[0]; i++)
        if (strcmp(suffix, files[i]) == 0)
            return false;
    return argument[0] != '\0';
}

/* Nothing is read at this point but the handshake's message. */
static void keep(void *context, const gnutls_datum_t *certificates, size_t count, size_t sent)
{
    struct show_chain *chain = context;
    if (chain->count > 0)
        return;
    chain->sent = sent;
    chain->count = count;
    chain->certificates = must_allocate(count * sizeof *chain->certificates + 1);
    for (size_t i = 0; i < count; i++) {
        struct show_sent *copy = &chain->certificates[i];
        copy->length = certificates[i].size;
        copy->data = must_allocate(copy->length + 1);
        if (copy->length > 0)
            memcpy(copy->data, certificates[i].data, copy->length);
    }
}

static bool parse_target(const char *target, const struct connection_options *options,
                         struct url *url, struct failure *failure)
{
    if (strstr(target, "://") == NULL) {
        unsigned port = options->starttls == NULL ? 443 : starttls_port(options->starttls);
        return host_port_parse(target, port, url, failure);
    }
    if (!url_parse(target, false, url, failure))
        return false;
    if (url->https)
        return true;
    url_release(url);
    return fail(failure, EXIT_USAGE, "%s: http has no certificates", target);
}

/* A server may end the handshake after its certificates, as when it wants one of ours. */
static int outcome(const struct show_chain *chain, const char *target, bool good,
                   const struct failure *failure)
{
    if (chain->count > 0 && !good)
        complain("%s: the handshake failed after its certificates had come: %s", target,
                 failure->text);
    if (chain->sent > chain->count)
        complain("%s: the server sent %zu certificates: the first %zu are shown", target,
                 chain->sent, chain->count);
    if (chain->count > 0)
        return EXIT_VALID;
    complain("%s: %s", target, good ? "the server sent no certificate" : failure->text);
    return good ? EXIT_UNCHECKED : failure->status;
}

int show_chain_fetch(const char *target, const struct connection_options *options,
                     struct show_chain *chain)
{
    struct url url;
    struct failure failure = {0};
    struct patience patience;
    struct trace trace;
    struct judge nobody = {.command = "show"};
    *chain = (struct show_chain){0};
    if (!parse_target(target, options, &url, &failure)) {
        complain("show: %s", failure.text);
        return EXIT_USAGE;
    }
    tls_forget_environment();
    patience_start(&patience, options->max_time, options->connect_timeout, options->max_silence);
    trace_open(&trace, TRACE_OFF, stdout, COLOR_AUTO);
    struct connection connection = {.options = options,
                                    .judge = &nobody,
                                    .url = &url,
                                    .trace = &trace,
                                    .patience = &patience,
                                    .named_by_user = true,
                                    .taker = {.take = keep, .context = chain, .most = SHOWN_MAX}};
    bool good =
        connection_open(&connection, &failure) && connection_secure(&connection, NULL, &failure);
    connection_close(&connection);
    char *host = host_bracketed(url.host);
    chain->source = must_print("%s:%u", host, url.port);
    free(host);
    trace_close(&trace);
    url_release(&url);
    return outcome(chain, target, good, &failure);
}

void show_chain_release(struct show_chain *chain)
{
    for (size_t i = 0; i < chain->count; i++)
        free(chain->certificates[i].data);
    free(chain->certificates);
    free(chain->source);
    *chain = (struct show_chain){0};
}

static bool add(const struct show_chain *chain, size_t index, struct certcheck_pool *pool)
{
    struct certcheck_parse_error error = {0};
    struct certcheck_certificate *certificate = NULL;
    const struct show_sent *sent = &chain->certificates[index];
    enum certcheck_status status =
        certcheck_certificate_parse(sent->data, sent->length, &certificate, &error);
    if (status != CERTCHECK_OK) {
        complain("%s: certificate %zu of %zu cannot be read: %s at offset %zu%s%s: %s",
                 chain->source, index + 1, chain->count,
                 error.rule == NULL ? certcheck_status_text(status) : error.rule, error.offset,
                 error.field == NULL ? "" : " in ", error.field == NULL ? "" : error.field,
                 error.text == NULL ? "" : error.text);
        return false;
    }
    size_t before = certcheck_pool_count(pool);
    must_be_ok(certcheck_pool_add(pool, certificate, chain->source), chain->source);
    if (certcheck_pool_count(pool) == before)
        complain("%s: certificate %zu of %zu was there before, and is shown once", chain->source,
                 index + 1, chain->count);
    certcheck_certificate_free(certificate);
    return true;
}

bool show_chain_add(const struct show_chain *chain, struct certcheck_pool *pool)
{
    bool good = true;
    for (size_t i = 0; i < chain->count; i++)
        good = add(chain, i, pool) && good;
    return good;
}
