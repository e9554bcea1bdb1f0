/* SPDX-License-Identifier: MIT */
/* What each party of a scene saw, in files that other programs can look at. */
#include "demo.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "output.h"

bool demo_write(const char *path, const void *data, size_t length, struct failure *failure)
{
    struct output output;
    if (!output_open(&output, path, failure))
        return false;
    if (output_write(&output, data, length, failure))
        return output_commit(&output, failure);
    output_abandon(&output);
    return false;
}

static bool keep(const char *directory, const struct demo_play *play, const char *what,
                 const void *data, size_t length, struct failure *failure)
{
    char *path = must_print("%s/%s.%s", directory, play->scene->name, what);
    bool good = demo_write(path, data, length, failure);
    free(path);
    return good;
}

static bool keep_bytes(const char *directory, const struct demo_play *play, const char *what,
                       const struct demo_bytes *bytes, struct failure *failure)
{
    return keep(directory, play, what, bytes->data, bytes->length, failure);
}

/* The server's own words: one line for each thing that it saw. */
static char *server_log(const struct demo_server *server)
{
    char *alert = demo_alert_name(server);
    char *text = must_print("called: %s\nhandshake: %s\napplication data: %zu bytes\nalert: %s\n"
                            "close_notify: %s\ntrouble: %s\n",
                            server->called ? "yes" : "no", server->trusted ? "done" : "not done",
                            server->received.length, alert == NULL ? "none" : alert,
                            server->goodbye ? "came" : "none",
                            server->trouble == NULL ? "none" : server->trouble);
    free(alert);
    return text;
}

static bool keep_server(const char *directory, const struct demo_play *play, const char *who,
                        const struct demo_server *server, struct failure *failure)
{
    char *log = server_log(server);
    char *log_name = must_print("%s.log", who);
    char *received = must_print("%s.received", who);
    bool good = keep(directory, play, log_name, log, strlen(log), failure) &&
                keep_bytes(directory, play, received, &server->received, failure);
    free(log);
    free(log_name);
    free(received);
    return good;
}

static bool keep_certificate(const char *directory, const struct demo_play *play, const char *what,
                             gnutls_x509_crt_t certificate, struct failure *failure)
{
    gnutls_datum_t pem;
    demo_must(gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, &pem), what);
    bool good = keep(directory, play, what, pem.data, pem.size, failure);
    gnutls_free(pem.data);
    return good;
}

/* What the client was shown, and whom it trusts. */
static bool keep_certificates(const char *directory, const struct demo_play *play,
                              struct failure *failure)
{
    const struct demo_server *server = demo_shown(play);
    const gnutls_datum_t *staple = server->staple;
    return keep_certificate(directory, play, "authority.pem", play->cast->authority.certificate,
                            failure) &&
           keep_certificate(directory, play, "server.pem", server->identity->certificate,
                            failure) &&
           (staple == NULL || staple->data == NULL ||
            keep(directory, play, "ocsp", staple->data, staple->size, failure));
}

bool demo_evidence(const char *directory, const struct demo_play *play, struct failure *failure)
{
    const struct demo_middle *middle = &play->middle;
    if (mkdir(directory, 0777) != 0 && errno != EEXIST)
        return fail(failure, EXIT_UNCHECKED, "--evidence: %s: %s", directory, strerror(errno));
    return keep_certificates(directory, play, failure) &&
           keep_bytes(directory, play, "from-client", &middle->came[TO_SERVER], failure) &&
           keep_bytes(directory, play, "to-server", &middle->went[TO_SERVER], failure) &&
           keep_bytes(directory, play, "from-server", &middle->came[TO_CLIENT], failure) &&
           keep_bytes(directory, play, "to-client", &middle->went[TO_CLIENT], failure) &&
           keep(directory, play, "page", play->client.body.data,
                play->client.whole ? play->client.body.length : 0, failure) &&
           keep_server(directory, play, "bank", &play->bank, failure) &&
           (!play->scene->man || keep_server(directory, play, "man", &play->man, failure));
}
