/* SPDX-License-Identifier: MIT */
/* curl_client URL HOST ANCHORS.pem: a page through libcurl, from a server that certcheck verifies.
 *
 * This is for a libcurl that is built with GnuTLS. (With OpenSSL there is a better way: set
 * openssl_client.c's verify() on the context that CURLOPT_SSL_CTX_FUNCTION hands out.) libcurl
 * gives such programs no say in the handshake, so the server is verified when the handshake is over
 * and nothing has been sent through it yet: CURLOPT_PREREQFUNCTION (libcurl 7.80) is called then,
 * before each request, on kept connections too. What follows from that:
 * - A refused server hears the alert late, after a handshake that had succeeded. It is sent here;
 *   libcurl would only close.
 * - Only HTTP/1.1 is asked for, whose client is silent before its first request.
 * - A resumed session is not verified anew by GnuTLS, so libcurl's cache of sessions is off.
 * - libcurl's own verification is off, since certcheck takes its place, and what it checks must not
 *   depend on the anchors that libcurl knows. A program without the callback has none at all. */
#include <certcheck/gnutls.h>
#include <curl/curl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>

struct wanted {
    CURL *curl;
    const char *host;
    struct certcheck_gnutls with;
};

static int refuse(CURL *curl, gnutls_session_t session, const struct certcheck_finding *why)
{
    char unread[4096];
    char *message = why == NULL ? NULL : certcheck_finding_message(why);
    fputs(message == NULL ? "the server could not be verified" : message, stderr);
    certcheck_free(message);
    if (session == NULL)
        return CURL_PREREQFUNC_ABORT;
    gnutls_alert_send(session, GNUTLS_AL_FATAL, certcheck_gnutls_alert_of(why, false));
    /* To close with bytes unread would reset the connection, and could lose the alert. */
    curl_socket_t fd;
    if (curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &fd) != CURLE_OK)
        return CURL_PREREQFUNC_ABORT;
    shutdown(fd, SHUT_WR);
    struct pollfd input = {.fd = fd, .events = POLLIN};
    for (int i = 0; i < 16 && poll(&input, 1, 1000) > 0; i++)
        if (recv(fd, unread, sizeof(unread), 0) <= 0)
            break;
    return CURL_PREREQFUNC_ABORT;
}

static int before_request(void *argument, char *address, char *local, int port, int local_port)
{
    const struct wanted *wanted = argument;
    const struct curl_tlssessioninfo *info = NULL;
    struct certcheck_report *report = NULL;
    (void)address, (void)local, (void)port, (void)local_port;
    if (curl_easy_getinfo(wanted->curl, CURLINFO_TLS_SSL_PTR, &info) != CURLE_OK || info == NULL ||
        info->backend != CURLSSLBACKEND_GNUTLS || info->internals == NULL)
        return refuse(wanted->curl, NULL, NULL);
    gnutls_session_t session = info->internals;
    if (certcheck_gnutls_check_server(session, &wanted->with, wanted->host, &report) !=
        CERTCHECK_OK)
        return refuse(wanted->curl, session, NULL);
    int result = CURL_PREREQFUNC_OK;
    if (certcheck_report_verdict(report) != CERTCHECK_VALID)
        result = refuse(wanted->curl, session, certcheck_report_main_finding(report));
    certcheck_report_free(report);
    return result;
}

int main(int count, char **arguments)
{
    struct certcheck_store *store;
    struct certcheck_policy *policy;
    if (count != 4 || certcheck_store_new(&store) != CERTCHECK_OK ||
        certcheck_store_load_file(store, arguments[3], NULL) != CERTCHECK_OK ||
        certcheck_policy_new(&policy) != CERTCHECK_OK)
        return 3;
    certcheck_store_seal(store);
    certcheck_policy_set_time(policy, time(NULL));

    CURL *curl = curl_easy_init();
    struct wanted wanted = {curl, arguments[2], {.store = store, .policy = policy}};
    curl_easy_setopt(curl, CURLOPT_URL, arguments[1]);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(curl, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(curl, CURLOPT_PREREQDATA, &wanted);
    /* An old libcurl has no such callback: then nothing must be asked for. */
    int done = curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, before_request) == CURLE_OK &&
               curl_easy_perform(curl) == CURLE_OK;
    curl_easy_cleanup(curl);
    certcheck_policy_free(policy);
    certcheck_store_free(store);
    return done ? 0 : 1;
}
