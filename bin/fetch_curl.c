/* SPDX-License-Identifier: MIT */
/* One question to one server, over HTTP, through libcurl.
 *
 * Redirects are followed here and not by libcurl, so that each URL passes the same checks. The
 * address is judged when the socket is made, after every look-up: a name that changes its address
 * in between gains nothing. */
#include "fetch_transport.h"

#include <time.h>

#include "config.h"

int64_t fetch_now_milliseconds(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

#ifdef HAVE_LIBCURL

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "fetch_address.h"
#include "libcurl.h"
#include "memory.h"

#define HEADERS_MAX ((size_t)64 * 1024)

struct fetch_transport {
    CURL *curl;
};

/* One request: a transfer has one more than redirects. */
struct hop {
    struct fetch_transfer *transfer;
    size_t room; /* of the body's memory */
    size_t header_bytes;
    bool too_large;
    bool tried; /* some address was not refused */
    char address[ADDRESS_TEXT_SIZE];
    const char *address_refused; /* what the last one that was refused is reserved for */
    char error[CURL_ERROR_SIZE];
};

bool fetch_is_built_in(void)
{
    return true;
}

/* ---- URLs ---- */

static bool has_part(CURLU *url, CURLUPart part)
{
    char *text = NULL;
    bool has = libcurl()->url_get(url, part, &text, 0) == CURLUE_OK;
    libcurl()->free(text);
    return has;
}

static bool is_http(CURLU *url)
{
    char *scheme = NULL;
    bool good = libcurl()->url_get(url, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
                (strcasecmp(scheme, "http") == 0 || strcasecmp(scheme, "https") == 0);
    libcurl()->free(scheme);
    return good;
}

/* With a proxy no socket shows which host is asked, but its address may stand in the URL. libcurl
 * has decoded it, and written numbers as addresses have them, unless a dot follows. */
static const char *host_refused(CURLU *url)
{
    char *host = NULL;
    if (libcurl()->url_get(url, CURLUPART_HOST, &host, 0) != CURLUE_OK)
        return NULL;
    size_t length = strlen(host);
    if (host[0] == '[' && host[length - 1] == ']') {
        memmove(host, host + 1, length);
        host[length - 2] = '\0';
    }
    const char *what = special_literal(host);
    libcurl()->free(host);
    return what;
}

static bool is_visible_ascii(const char *url)
{
    for (; *url != '\0'; url++) {
        if (*url < 0x21 || *url > 0x7e || *url == '\\')
            return false;
    }
    return true;
}

const char *fetch_url_refused(const char *url)
{
    CURLU *parts = must_have(libcurl()->url());
    const char *why = NULL;
    if (!is_visible_ascii(url) ||
        libcurl()->url_set(parts, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        why = "not a URL that can be fetched";
    else if (!is_http(parts))
        why = "only http and https are fetched";
    else if (has_part(parts, CURLUPART_USER) || has_part(parts, CURLUPART_PASSWORD))
        why = "a URL with a user or a password in it is not fetched";
    libcurl()->url_cleanup(parts);
    return why;
}

static const char *literal_refused(const char *url)
{
    CURLU *parts = must_have(libcurl()->url());
    const char *what =
        libcurl()->url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK ? host_refused(parts) : NULL;
    libcurl()->url_cleanup(parts);
    return what;
}

/* ---- what libcurl calls ---- */

static curl_socket_t on_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct hop *hop = context;
    (void)purpose;
    const char *what = hop->transfer->allow_private ? NULL : special_address(&address->addr);
    if (what != NULL) {
        hop->address_refused = what;
        address_text(&address->addr, hop->address);
        return CURL_SOCKET_BAD;
    }
    hop->tried = true;
    return socket(address->family, address->socktype, address->protocol);
}

static size_t on_header(char *data, size_t size, size_t count, void *context)
{
    struct hop *hop = context;
    size_t length = size * count;
    hop->header_bytes += length;
    if (hop->header_bytes > HEADERS_MAX) {
        hop->too_large = true;
        return 0;
    }
    /* A proxy's answer, or 100 (Continue), comes before the one that counts. */
    if (length > 5 && memcmp(data, "HTTP/", 5) == 0)
        hop->transfer->freshness = (struct fetch_freshness){0};
    else
        freshness_header(&hop->transfer->freshness, data, length);
    return length;
}

static size_t on_body(char *data, size_t size, size_t count, void *context)
{
    struct hop *hop = context;
    struct fetch_body *body = &hop->transfer->body;
    size_t length = size * count;
    if (length > hop->transfer->limit - body->length) {
        hop->too_large = true;
        return 0;
    }
    if (length > hop->room - body->length) {
        size_t needed = body->length + length;
        hop->room = needed > hop->room * 2 ? needed : hop->room * 2;
        body->data = must_grow(body->data, hop->room, 1);
    }
    memcpy(body->data + body->length, data, length);
    body->length += length;
    return length;
}

/* ---- one request ---- */

static void set(CURLcode code)
{
    if (code == CURLE_OK)
        return;
    if (code == CURLE_OUT_OF_MEMORY)
        (void)must_have(NULL);
    abort(); /* an option that this libcurl does not know */
}

static void set_limits(CURL *curl, struct hop *hop, int64_t milliseconds)
{
    set(libcurl()->easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https"));
    set(libcurl()->easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L));
    set(libcurl()->easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)milliseconds));
    set(libcurl()->easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)hop->transfer->limit));
    set(libcurl()->easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED));
    set(libcurl()->easy_setopt(curl, CURLOPT_NOSIGNAL, 1L));
    /* A look-up that hangs must not outlive the time limit. */
    set(libcurl()->easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L));
    set(libcurl()->easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, on_socket));
    set(libcurl()->easy_setopt(curl, CURLOPT_OPENSOCKETDATA, hop));
}

/* As curl(1) does, so that an https server can be tried with anchors of one's own. */
static void set_anchors(CURL *curl)
{
    const char *file = getenv("SSL_CERT_FILE");
    if (file != NULL && file[0] != '\0')
        set(libcurl()->easy_setopt(curl, CURLOPT_CAINFO, file));
}

static struct curl_slist *add_header(struct curl_slist *list, const char *name, const char *value)
{
    char *line = must_print("%s: %s", name, value);
    struct curl_slist *longer = must_have(libcurl()->slist_append(list, line));
    free(line);
    return longer;
}

static struct curl_slist *set_request(CURL *curl, const struct fetch_transfer *transfer,
                                      const char *url)
{
    struct curl_slist *headers = add_header(NULL, "Accept", transfer->accept);
    set(libcurl()->easy_setopt(curl, CURLOPT_URL, url));
    set(libcurl()->easy_setopt(curl, CURLOPT_USERAGENT, PACKAGE_NAME "/" PACKAGE_VERSION));
    set(libcurl()->easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1));
    set(libcurl()->easy_setopt(curl, CURLOPT_FAILONERROR, 1L));
    if (transfer->request_type != NULL) {
        headers = add_header(headers, "Content-Type", transfer->request_type);
        set(libcurl()->easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                                   (curl_off_t)transfer->question.request.length));
        set(libcurl()->easy_setopt(curl, CURLOPT_POSTFIELDS, transfer->question.request.data));
    }
    set(libcurl()->easy_setopt(curl, CURLOPT_HTTPHEADER, headers));
    return headers;
}

static CURLcode ask(CURL *curl, struct hop *hop, const char *url, int64_t milliseconds)
{
    libcurl()->easy_reset(curl);
    set_limits(curl, hop, milliseconds);
    set_anchors(curl);
    struct curl_slist *headers = set_request(curl, hop->transfer, url);
    set(libcurl()->easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header));
    set(libcurl()->easy_setopt(curl, CURLOPT_HEADERDATA, hop));
    set(libcurl()->easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body));
    set(libcurl()->easy_setopt(curl, CURLOPT_WRITEDATA, hop));
    set(libcurl()->easy_setopt(curl, CURLOPT_ERRORBUFFER, hop->error));
    CURLcode code = libcurl()->easy_perform(curl);
    set(libcurl()->easy_setopt(curl, CURLOPT_HTTPHEADER, (struct curl_slist *)NULL));
    set(libcurl()->easy_setopt(curl, CURLOPT_ERRORBUFFER, (char *)NULL));
    libcurl()->slist_free_all(headers);
    return code;
}

/* ---- what went wrong ---- */

static void fail(struct fetch_transfer *transfer, enum fetch_result result, char *detail)
{
    free(transfer->body.data);
    transfer->body = (struct fetch_body){0};
    transfer->result = result;
    transfer->detail = detail;
}

static char *with_reason(const struct hop *hop, CURLcode code)
{
    return must_copy(hop->error[0] != '\0' ? hop->error : libcurl()->easy_strerror(code));
}

static void fail_to_connect(CURL *curl, const struct hop *hop, CURLcode code)
{
    long error = 0;
    (void)libcurl()->easy_getinfo(curl, CURLINFO_OS_ERRNO, &error);
    if (hop->address_refused != NULL && !hop->tried)
        fail(hop->transfer, FETCH_ADDRESS_REFUSED,
             must_print("%s is no public address: %s", hop->address, hop->address_refused));
    else if (error != 0)
        fail(hop->transfer, FETCH_NO_CONNECTION,
             must_print("cannot connect: %s", strerror((int)error)));
    else
        fail(hop->transfer, FETCH_NO_CONNECTION, with_reason(hop, code));
}

static void fail_with(CURL *curl, const struct hop *hop, CURLcode code)
{
    struct fetch_transfer *transfer = hop->transfer;
    if (hop->too_large)
        code = CURLE_FILESIZE_EXCEEDED;
    switch (code) {
    case CURLE_OUT_OF_MEMORY:
        (void)must_have(NULL);
        break;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        fail(transfer, FETCH_NO_HOST, with_reason(hop, code));
        break;
    case CURLE_COULDNT_CONNECT:
        fail_to_connect(curl, hop, code);
        break;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
        fail(transfer, FETCH_TLS_FAILED, must_print("TLS: %s", hop->error));
        break;
    case CURLE_FILESIZE_EXCEEDED:
        fail(transfer, FETCH_TOO_LARGE,
             hop->header_bytes > HEADERS_MAX
                 ? must_print("its headers are larger than %zu bytes", HEADERS_MAX)
                 : must_print("larger than %zu bytes", transfer->limit));
        break;
    case CURLE_OPERATION_TIMEDOUT:
        fail(transfer, FETCH_TIMEOUT, must_copy("no whole answer within the time limit"));
        break;
    default:
        fail(transfer, FETCH_BROKEN, with_reason(hop, code));
        break;
    }
}

/* ---- a question, through its redirects ---- */

static void fail_with_status(struct fetch_transfer *transfer, long status)
{
    fail(transfer, FETCH_HTTP_STATUS, must_print("HTTP status %ld", status));
}

/* Checks a URL before it is asked. `redirected`: the server before it sent us here. */
static bool may_ask(struct fetch_transfer *transfer, const char *url, bool redirected)
{
    const char *why = fetch_url_refused(url);
    const char *what = why == NULL && !transfer->allow_private ? literal_refused(url) : NULL;
    char *before = redirected ? must_print("redirected to %s: ", url) : must_copy("");
    if (why != NULL)
        fail(transfer, FETCH_URL_REFUSED, must_print("%s%s", before, why));
    else if (what != NULL)
        fail(transfer, FETCH_ADDRESS_REFUSED, must_print("%sno public address: %s", before, what));
    free(before);
    return why == NULL && what == NULL;
}

/* The next URL, freed by the caller; NULL when there is none, and the transfer has its result. */
static char *next_url(CURL *curl, struct fetch_transfer *transfer)
{
    long status = 0;
    char *next = NULL;
    (void)libcurl()->easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    (void)libcurl()->easy_getinfo(curl, CURLINFO_REDIRECT_URL, &next);
    if (status == 200) {
        transfer->result = FETCH_OK;
        return NULL;
    }
    if (status < 300 || status > 399 || next == NULL) {
        fail_with_status(transfer, status);
        return NULL;
    }
    if (transfer->redirects == FETCH_REDIRECTS) {
        fail(transfer, FETCH_REDIRECTED,
             must_print("redirected more than %d times", FETCH_REDIRECTS));
        return NULL;
    }
    char *copy = must_copy(next);
    if (may_ask(transfer, copy, true))
        return copy;
    free(copy);
    return NULL;
}

void fetch_transfer(struct fetch_transport *transport, struct fetch_transfer *transfer)
{
    int64_t end = fetch_now_milliseconds() + transfer->milliseconds;
    char *url =
        may_ask(transfer, transfer->question.url, false) ? must_copy(transfer->question.url) : NULL;
    while (url != NULL) {
        int64_t left = end - fetch_now_milliseconds();
        struct hop hop = {.transfer = transfer};
        CURLcode code = ask(transport->curl, &hop, url, left < 1 ? 1 : left);
        free(url);
        url = NULL;
        if (code == CURLE_HTTP_RETURNED_ERROR) {
            long status = 0;
            (void)libcurl()->easy_getinfo(transport->curl, CURLINFO_RESPONSE_CODE, &status);
            fail_with_status(transfer, status);
        } else if (code != CURLE_OK) {
            fail_with(transport->curl, &hop, code);
        } else if ((url = next_url(transport->curl, transfer)) != NULL) {
            transfer->redirects++;
            free(transfer->body.data);
            transfer->body = (struct fetch_body){0};
        }
    }
}

struct fetch_transport *fetch_transport_open(void)
{
    struct fetch_transport *transport = must_allocate(sizeof *transport);
    set(libcurl()->global_init(CURL_GLOBAL_DEFAULT));
    transport->curl = must_have(libcurl()->easy_init());
    return transport;
}

void fetch_transport_close(struct fetch_transport *transport)
{
    if (transport == NULL)
        return;
    libcurl()->easy_cleanup(transport->curl);
    libcurl()->global_cleanup();
    free(transport);
}

#else

#include <stdlib.h>

bool fetch_is_built_in(void)
{
    return false;
}

const char *fetch_url_refused(const char *url)
{
    (void)url;
    return "built without libcurl";
}

struct fetch_transport *fetch_transport_open(void)
{
    abort();
}

void fetch_transport_close(struct fetch_transport *transport)
{
    (void)transport;
}

void fetch_transfer(struct fetch_transport *transport, struct fetch_transfer *transfer)
{
    (void)transport;
    (void)transfer;
    abort();
}

#endif
