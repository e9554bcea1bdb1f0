/* SPDX-License-Identifier: MIT */
/* gnutls_client HOST PORT ANCHORS.pem: a page, if its server is valid. Exit frees the rest. */
#include <certcheck/gnutls.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static int connect_to(const char *host, const char *port)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *address;
    if (getaddrinfo(host, port, &hints, &address) != 0)
        return -1;
    for (; address != NULL; address = address->ai_next) {
        int fd = socket(address->ai_family, SOCK_STREAM, 0);
        if (connect(fd, address->ai_addr, address->ai_addrlen) == 0)
            return fd;
    }
    return -1;
}

int main(int count, char **arguments)
{
    struct certcheck_store *store;
    struct certcheck_policy *policy;
    gnutls_session_t session;
    gnutls_certificate_credentials_t credentials;
    int fd = count == 4 ? connect_to(arguments[1], arguments[2]) : -1, code = -1;
    if (fd < 0 || certcheck_store_new(&store) != CERTCHECK_OK ||
        certcheck_store_load_file(store, arguments[3], NULL) != CERTCHECK_OK ||
        certcheck_policy_new(&policy) != CERTCHECK_OK)
        return 3;
    certcheck_store_seal(store);
    certcheck_policy_set_time(policy, time(NULL));
    gnutls_certificate_allocate_credentials(&credentials);
    gnutls_init(&session, GNUTLS_CLIENT);
    gnutls_set_default_priority(session);
    gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
    gnutls_server_name_set(session, GNUTLS_NAME_DNS, arguments[1], strlen(arguments[1]));
    gnutls_transport_set_int(session, fd);
    struct certcheck_gnutls with = {.store = store, .policy = policy};
    char page[4096];
    if (certcheck_gnutls_verify_server(session, &with, arguments[1]) == CERTCHECK_OK)
        while ((code = gnutls_handshake(session)) < 0 && !gnutls_error_is_fatal(code))
            continue;
    const struct certcheck_report *report = certcheck_gnutls_report(session);
    if (code == 0 && gnutls_record_send(session, "GET / HTTP/1.0\r\n\r\n", 18) == 18) {
        for (ssize_t n;
             (n = gnutls_record_recv(session, page, sizeof(page))) > 0 || n == GNUTLS_E_AGAIN;)
            fwrite(page, 1, n > 0 ? (size_t)n : 0, stdout);
    } else if (report != NULL && certcheck_report_main_finding(report) != NULL)
        puts(certcheck_finding_message(certcheck_report_main_finding(report)));
    /* To close with bytes unread would reset the connection, and could lose the alert. */
    shutdown(fd, SHUT_WR);
    while (recv(fd, page, sizeof(page), 0) > 0)
        continue;
    gnutls_deinit(session);
    return code == 0 ? 0 : 1;
}
