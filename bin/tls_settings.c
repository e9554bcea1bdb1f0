/* SPDX-License-Identifier: MIT */
/* What the user wants of TLS: read and checked once, before anything is connected. */
#include "tls_settings.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input.h"
#include "tool.h"

/* RFC 9155 2, of signature_algorithms: "Clients MUST NOT include MD5 and SHA-1 in this extension."
 */
#define USUAL "NORMAL:-SIGN-RSA-SHA1:-SIGN-ECDSA-SHA1"

static bool load_priority(struct tls_settings *settings, const struct tls_choice *choice,
                          struct failure *failure)
{
    const char *versions = choice->version_min == 13   ? ":-VERS-ALL:+VERS-TLS1.3"
                           : choice->version_max == 12 ? ":-VERS-ALL:+VERS-TLS1.2"
                                                       : ":-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";
    char *text =
        choice->priority != NULL && strstr(choice->priority, "VERS-") != NULL
            ? must_copy(choice->priority)
            : must_print("%s%s", choice->priority == NULL ? USUAL : choice->priority, versions);
    const char *at = NULL;
    int code = gnutls_priority_init(&settings->priority, text, &at);
    if (code != 0)
        (void)fail(failure, EXIT_USAGE, "--priority: GnuTLS does not know '%s'",
                   at == NULL ? text : at);
    free(text);
    return code == 0;
}

static bool load_protocols(struct tls_settings *settings, const struct tls_choice *choice,
                           struct failure *failure)
{
    for (const char *at = choice->alpn; at != NULL;) {
        size_t length = strcspn(at, ",");
        if (length == 0 || length > 255 || settings->protocol_count == TLS_PROTOCOLS_MAX)
            return fail(failure, EXIT_USAGE, "--alpn: '%s' is no list of up to %u protocols",
                        choice->alpn, TLS_PROTOCOLS_MAX);
        settings->protocols[settings->protocol_count++] =
            (gnutls_datum_t){(unsigned char *)at, (unsigned)length};
        at = at[length] == ',' ? at + length + 1 : NULL;
    }
    return true;
}

static int use_client(struct tls_settings *settings, const struct input *certificate,
                      const struct input *key)
{
    gnutls_datum_t certificates = {certificate->data, (unsigned)certificate->length};
    gnutls_datum_t private_key = {key->data, (unsigned)key->length};
    return gnutls_certificate_set_x509_key_mem2(settings->client, &certificates, &private_key,
                                                GNUTLS_X509_FMT_PEM, NULL, 0);
}

/* What a token keeps has a URL (RFC 7512), and is no file. GnuTLS takes it together with the name
 * of a file, but not with what was read from one. */
static bool is_in_token(const char *certificate, const char *key)
{
    return gnutls_url_is_supported(certificate) != 0 || gnutls_url_is_supported(key) != 0;
}

static void forget(struct input *secret)
{
    if (secret->data != NULL)
        gnutls_memset(secret->data, 0, secret->length);
    input_release(secret);
}

/* A pipe can be read once: certificate and key in one file are read at once. */
static int load_client_files(struct tls_settings *settings, const char *certificate_path,
                             const char *key_path)
{
    bool apart = strcmp(key_path, certificate_path) != 0;
    struct input certificate = {0}, key = {0};
    bool read =
        input_read(certificate_path, &certificate) && (!apart || input_read(key_path, &key));
    int code = read ? use_client(settings, &certificate, apart ? &key : &certificate)
                    : GNUTLS_E_FILE_ERROR;
    forget(&certificate);
    forget(&key);
    return code;
}

/* GnuTLS's own words for these say nothing about files. */
static const char *why_unusable(int code)
{
    switch (code) {
    case GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE:
    case GNUTLS_E_BASE64_DECODING_ERROR:
    case GNUTLS_E_BASE64_UNEXPECTED_HEADER_ERROR:
        return "there must be a certificate in the one and a private key in the other, both PEM";
    case GNUTLS_E_DECRYPTION_FAILED:
        return "the key is under a password, and certcheck asks for none: give it without";
    default:
        return gnutls_strerror(code);
    }
}

static bool load_client(struct tls_settings *settings, const struct tls_choice *choice,
                        struct failure *failure)
{
    if (choice->certificate == NULL)
        return true;
    if (gnutls_certificate_allocate_credentials(&settings->client) != 0)
        must_have(NULL);
    const char *key = choice->key == NULL ? choice->certificate : choice->key;
    bool token = is_in_token(choice->certificate, key);
    if (token && (strcmp(choice->certificate, "-") == 0 || strcmp(key, "-") == 0))
        return fail(failure, EXIT_USAGE,
                    "--cert, --key: what a token keeps goes with a file, not with '-'");
    int code = token ? gnutls_certificate_set_x509_key_file2(settings->client, choice->certificate,
                                                             key, GNUTLS_X509_FMT_PEM, NULL, 0)
                     : load_client_files(settings, choice->certificate, key);
    return code >= 0 || fail(failure, EXIT_UNCHECKED,
                             "the client's certificate (%s) and key (%s) cannot be used: %s",
                             choice->certificate, key, why_unusable(code));
}

static FILE *append_privately(const char *path)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "a");
    if (file == NULL && descriptor >= 0)
        (void)close(descriptor);
    return file;
}

static bool open_keylog(struct tls_settings *settings, const struct tls_choice *choice,
                        struct failure *failure)
{
    if (choice->keylog == NULL)
        return true;
    settings->keylog = append_privately(choice->keylog);
    if (settings->keylog == NULL)
        return fail(failure, EXIT_UNCHECKED, "--keylog: %s: %s", choice->keylog, strerror(errno));
    complain("WARNING: the keys of this connection are written to %s: whoever has that file and "
             "what went over the network can read everything",
             choice->keylog);
    struct stat status;
    if (fstat(fileno(settings->keylog), &status) == 0 && S_ISREG(status.st_mode) &&
        (status.st_mode & 077) != 0)
        complain("WARNING: %s was there before, and is open to others than its owner",
                 choice->keylog);
    return true;
}

bool tls_settings_load(struct tls_settings *settings, const struct tls_choice *choice,
                       struct failure *failure)
{
    *settings = (struct tls_settings){.dh_bits = choice->priority == NULL ? TLS_DH_BITS : 0};
    return load_priority(settings, choice, failure) && load_protocols(settings, choice, failure) &&
           load_client(settings, choice, failure) && open_keylog(settings, choice, failure);
}

void tls_settings_release(struct tls_settings *settings)
{
    if (settings->priority != NULL)
        gnutls_priority_deinit(settings->priority);
    if (settings->client != NULL)
        gnutls_certificate_free_credentials(settings->client);
    if (settings->keylog != NULL)
        (void)fclose(settings->keylog);
    *settings = (struct tls_settings){0};
}
