/* SPDX-License-Identifier: MIT */
/* The demo's certificate authorities, and the certificates that they issue. */
#include "demo_authority.h"

#include <gnutls/crypto.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

#define DAY (24L * 60 * 60)

void demo_must(int code, const char *what)
{
    if (code >= 0)
        return;
    complain("demo: %s: %s", what, gnutls_strerror(code));
    exit(EXIT_UNCHECKED);
}

static void make_key(struct demo_identity *identity)
{
    demo_must(gnutls_x509_privkey_init(&identity->key), "a key");
    demo_must(gnutls_x509_privkey_generate(identity->key, GNUTLS_PK_ECDSA,
                                           GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0),
              "a key");
}

/* RFC 5280 4.1.2.2: "The serial number MUST be a positive integer" */
static void set_serial(gnutls_x509_crt_t certificate)
{
    unsigned char serial[16];
    demo_must(gnutls_rnd(GNUTLS_RND_NONCE, serial, sizeof serial), "a serial number");
    serial[0] = (unsigned char)((serial[0] & 0x7F) | 0x40);
    demo_must(gnutls_x509_crt_set_serial(certificate, serial, sizeof serial), "a serial number");
}

/* RFC 5280 4.2.1.2: the key identifier "generated from the public key" */
static void key_identifier(gnutls_x509_crt_t certificate, unsigned char identifier[20])
{
    size_t size = 20;
    demo_must(gnutls_x509_crt_get_key_id(certificate, GNUTLS_KEYID_USE_SHA1, identifier, &size),
              "a key identifier");
}

/* What every certificate has: version, serial number, subject, key, validity. */
static void begin(struct demo_identity *identity, const char *name, time_t not_before,
                  time_t not_after)
{
    *identity = (struct demo_identity){0};
    make_key(identity);
    demo_must(gnutls_x509_crt_init(&identity->certificate), "a certificate");
    gnutls_x509_crt_t certificate = identity->certificate;
    demo_must(gnutls_x509_crt_set_version(certificate, 3), "a version");
    set_serial(certificate);
    demo_must(gnutls_x509_crt_set_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                            (unsigned)strlen(name)),
              "a subject");
    demo_must(gnutls_x509_crt_set_key(certificate, identity->key), "a public key");
    demo_must(gnutls_x509_crt_set_activation_time(certificate, not_before), "a validity");
    demo_must(gnutls_x509_crt_set_expiration_time(certificate, not_after), "a validity");
    unsigned char identifier[20];
    key_identifier(certificate, identifier);
    demo_must(gnutls_x509_crt_set_subject_key_id(certificate, identifier, sizeof identifier),
              "a key identifier");
}

static void sign(gnutls_x509_crt_t certificate, const struct demo_identity *authority)
{
    demo_must(gnutls_x509_crt_sign2(certificate, authority->certificate, authority->key,
                                    GNUTLS_DIG_SHA256, 0),
              "a signature");
}

void demo_authority_make(const char *name, time_t now, struct demo_identity *authority)
{
    begin(authority, name, now - 3650L * DAY, now + 3650L * DAY);
    gnutls_x509_crt_t certificate = authority->certificate;
    demo_must(gnutls_x509_crt_set_basic_constraints(certificate, 1, -1), "basic constraints");
    demo_must(
        gnutls_x509_crt_set_key_usage(certificate, GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN),
        "a key usage");
    sign(certificate, authority);
}

void demo_authority_issue(const struct demo_identity *authority, const struct demo_order *order,
                          struct demo_identity *site)
{
    begin(site, order->host, order->not_before, order->not_after);
    gnutls_x509_crt_t certificate = site->certificate;
    demo_must(gnutls_x509_crt_set_basic_constraints(certificate, 0, -1), "basic constraints");
    demo_must(gnutls_x509_crt_set_key_usage(certificate, GNUTLS_KEY_DIGITAL_SIGNATURE),
              "a key usage");
    demo_must(gnutls_x509_crt_set_key_purpose_oid(certificate, GNUTLS_KP_TLS_WWW_SERVER, 0),
              "a key purpose");
    demo_must(gnutls_x509_crt_set_subject_alt_name(certificate, GNUTLS_SAN_DNSNAME, order->host,
                                                   (unsigned)strlen(order->host), GNUTLS_FSAN_SET),
              "an alternative name");
    unsigned char identifier[20];
    key_identifier(order->pretended != NULL ? order->pretended : authority->certificate,
                   identifier);
    demo_must(gnutls_x509_crt_set_authority_key_id(certificate, identifier, sizeof identifier),
              "a key identifier");
    sign(certificate, authority);
}

void demo_identity_release(struct demo_identity *identity)
{
    if (identity->certificate != NULL)
        gnutls_x509_crt_deinit(identity->certificate);
    if (identity->key != NULL)
        gnutls_x509_privkey_deinit(identity->key);
    *identity = (struct demo_identity){0};
}
