/* SPDX-License-Identifier: MIT */
/* The names of TLS's code points, as IANA's registries have them; numbers for all others. */
#include "tls_name.h"

#include <stddef.h>
#include <string.h>

#include <gnutls/gnutls.h>

#include "memory.h"

struct code {
    uint16_t code;
    const char *name;
};

static const struct code versions[] = {
    {0x0300, "SSL 3.0"}, {0x0301, "TLS 1.0"}, {0x0302, "TLS 1.1"},
    {0x0303, "TLS 1.2"}, {0x0304, "TLS 1.3"},
};

static const struct code groups[] = {
    {0x0013, "secp192r1"}, {0x0015, "secp224r1"}, {0x0017, "secp256r1"},      {0x0018, "secp384r1"},
    {0x0019, "secp521r1"}, {0x001D, "x25519"},    {0x001E, "x448"},           {0x0100, "ffdhe2048"},
    {0x0101, "ffdhe3072"}, {0x0102, "ffdhe4096"}, {0x0103, "ffdhe6144"},      {0x0104, "ffdhe8192"},
    {0x0022, "GC256B"},    {0x0023, "GC256C"},    {0x11EC, "X25519MLKEM768"},
};

static const struct code signatures[] = {
    {0x0201, "rsa_pkcs1_sha1"},
    {0x0202, "dsa_sha1"},
    {0x0203, "ecdsa_sha1"},
    {0x0401, "rsa_pkcs1_sha256"},
    {0x0402, "dsa_sha256"},
    {0x0403, "ecdsa_secp256r1_sha256"},
    {0x0501, "rsa_pkcs1_sha384"},
    {0x0503, "ecdsa_secp384r1_sha384"},
    {0x0601, "rsa_pkcs1_sha512"},
    {0x0603, "ecdsa_secp521r1_sha512"},
    {0x0804, "rsa_pss_rsae_sha256"},
    {0x0805, "rsa_pss_rsae_sha384"},
    {0x0806, "rsa_pss_rsae_sha512"},
    {0x0807, "ed25519"},
    {0x0808, "ed448"},
    {0x0809, "rsa_pss_pss_sha256"},
    {0x080A, "rsa_pss_pss_sha384"},
    {0x080B, "rsa_pss_pss_sha512"},
};

static char *find(const struct code *table, size_t count, uint16_t code)
{
    for (size_t i = 0; i < count; i++)
        if (table[i].code == code)
            return must_copy(table[i].name);
    return must_print("0x%04X", code);
}

char *tls_version_name(uint16_t code)
{
    return find(versions, sizeof versions / sizeof versions[0], code);
}

char *tls_group_name(uint16_t code)
{
    return find(groups, sizeof groups / sizeof groups[0], code);
}

char *tls_signature_name(uint16_t code)
{
    return find(signatures, sizeof signatures / sizeof signatures[0], code);
}

/* GnuTLS's own list is long enough, but it names those of TLS 1.3 after itself. */
char *tls_suite_name(uint16_t code)
{
    static const char prefix[] = "GNUTLS_";
    unsigned char id[2];
    if (code == 0x00FF)
        return must_copy("TLS_EMPTY_RENEGOTIATION_INFO_SCSV");
    if (code == 0x5600)
        return must_copy("TLS_FALLBACK_SCSV");
    const char *name;
    for (size_t i = 0; (name = gnutls_cipher_suite_info(i, id, NULL, NULL, NULL, NULL)) != NULL;
         i++) {
        if (id[0] != code >> 8 || id[1] != (code & 0xFF))
            continue;
        return strncmp(name, prefix, sizeof prefix - 1) == 0
                   ? must_print("TLS_%s", name + sizeof prefix - 1)
                   : must_copy(name);
    }
    return must_print("0x%04X", code);
}

/* GnuTLS knows the registry's names, in capitals. */
char *tls_alert_name(unsigned alert)
{
    static const char prefix[] = "GNUTLS_A_";
    const char *name = gnutls_alert_get_strname((gnutls_alert_description_t)alert);
    if (name == NULL || strncmp(name, prefix, sizeof prefix - 1) != 0)
        return must_print("%u", alert);
    char *text = must_copy(name + sizeof prefix - 1);
    for (char *at = text; *at != '\0'; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
    return text;
}
