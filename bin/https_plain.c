/* SPDX-License-Identifier: MIT */
/* http:// URLs: what they are, and what the server does about them. */
#include "https.h"

#include <stdlib.h>
#include <string.h>

static void say(struct https *https, const char *event, const char *text)
{
    if (https->trace.mode == TRACE_OFF) {
        complain("%s", text);
        return;
    }
    trace_begin(&https->trace, event, "http://");
    trace_say(&https->trace, "%s", text);
    trace_end(&https->trace);
}

/* Asks with HEAD, and with nothing of the user's. `next.host` is NULL where it does not redirect.
 */
static bool question(struct https *https, const struct url *url, char **hsts, struct url *next,
                     struct failure *failure)
{
    struct exchange exchange = {.https = https, .url = url};
    bool good = https_ask(&exchange, failure);
    *hsts = NULL;
    *next = (struct url){0};
    if (good) {
        const struct http_head *head = &exchange.response->head;
        const char *location = http_header(head, "Location");
        const char *transport = http_header(head, "Strict-Transport-Security");
        *hsts = transport == NULL ? NULL : must_copy(transport);
        struct failure ignored = {0};
        if (head->status / 100 == 3 && location != NULL)
            (void)url_resolve(url, location, next, &ignored);
    }
    https_close(&exchange);
    return good;
}

/* RFC 6797 8.1 has HSTS count only where it comes over https. */
static void ask_hsts(struct https *https, const struct url *url)
{
    struct failure failure = {0};
    struct url next;
    char *hsts;
    char *text;
    https->trace.connection++;
    if (!question(https, url, &hsts, &next, &failure))
        text = must_print("there: %s", failure.text);
    else if (hsts != NULL)
        text = must_print("there it sends HSTS (%s): browsers will come by https at once", hsts);
    else
        text = must_copy("there it sends no HSTS: browsers will go on asking over http first");
    say(https, "hsts", text);
    free(text);
    free(hsts);
    url_release(&next);
}

static void ask(struct https *https, const struct url *url)
{
    struct failure failure = {0};
    struct url next;
    char *hsts;
    char *text;
    if (!question(https, url, &hsts, &next, &failure)) {
        text = must_print("asked with HEAD whether it redirects to https: %s", failure.text);
    } else if (next.host != NULL && next.https) {
        char *to = url_text(&next);
        text = must_print("the server redirects to %s", to);
        free(to);
    } else {
        text = must_copy("the server does not redirect to https");
    }
    say(https, "upgrade", text);
    if (next.host != NULL && next.https)
        ask_hsts(https, &next);
    free(text);
    free(hsts);
    url_release(&next);
}

int https_stop_at_http(struct https *https, const struct url *url)
{
    say(https, "plain-http",
        "http:// is not protected: anyone between here and the server can read and change "
        "everything, and nobody knows which server it is");
    struct https plain = *https;
    plain.request = (struct http_request){.method = "HEAD"};
    plain.quiet = true;
    plain.options.settings.keylog = NULL;
    ask(&plain, url);
    https->trace = plain.trace;
    struct failure failure = {0};
    char *host = host_bracketed(url->host);
    (void)fail(&failure, EXIT_UNCHECKED,
               "stopped: try https://%s%s, or go on unprotected with --insecure-http", host,
               url->target);
    free(host);
    return connection_failed(&https->trace, &failure);
}
