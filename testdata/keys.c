/* SPDX-License-Identifier: MIT */
/* The committed keys, and signatures that come out the same every time. */
#include "issue.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *key_folder;

/* Keys that were read once; they live until keys_close. */
struct kept_key {
    struct kept_key *next;
    char name[64];
    gnutls_privkey_t private; /* NULL: not asked for yet */
    gnutls_datum_t info;      /* SubjectPublicKeyInfo; empty: not asked for yet */
};

static struct kept_key *kept_keys;

static const struct {
    const char *name;
    gnutls_sign_algorithm_t sign;
    const char *identifier; /* the whole AlgorithmIdentifier in hex */
} algorithms[] = {
    {"ed25519", GNUTLS_SIGN_EDDSA_ED25519, "300506032b6570"},
    {"ed448", GNUTLS_SIGN_EDDSA_ED448, "300506032b6571"},
    {"ecdsa-sha256", GNUTLS_SIGN_ECDSA_SHA256, "300a06082a8648ce3d040302"},
    {"ecdsa-sha384", GNUTLS_SIGN_ECDSA_SHA384, "300a06082a8648ce3d040303"},
    {"ecdsa-sha512", GNUTLS_SIGN_ECDSA_SHA512, "300a06082a8648ce3d040304"},
    {"ecdsa-sha1", GNUTLS_SIGN_ECDSA_SHA1, "300906072a8648ce3d0401"},
    {"rsa-sha256", GNUTLS_SIGN_RSA_SHA256, "300d06092a864886f70d01010b0500"},
    {"rsa-sha384", GNUTLS_SIGN_RSA_SHA384, "300d06092a864886f70d01010c0500"},
    {"rsa-sha512", GNUTLS_SIGN_RSA_SHA512, "300d06092a864886f70d01010d0500"},
    {"rsa-sha1", GNUTLS_SIGN_RSA_SHA1, "300d06092a864886f70d0101050500"},
    {"dsa-sha1", GNUTLS_SIGN_DSA_SHA1, "300906072a8648ce380403"},
    {"dsa-sha256", GNUTLS_SIGN_DSA_SHA256, "300b0609608648016503040302"},
    {"rsa-md5", GNUTLS_SIGN_RSA_MD5, "300d06092a864886f70d0101040500"},
};

void keys_open(const char *folder)
{
    key_folder = folder;
    if (gnutls_global_init() != GNUTLS_E_SUCCESS)
        refuse("GnuTLS does not start", folder);
}

void keys_close(void)
{
    while (kept_keys != NULL) {
        struct kept_key *next = kept_keys->next;
        gnutls_privkey_deinit(kept_keys->private);
        gnutls_free(kept_keys->info.data);
        free(kept_keys);
        kept_keys = next;
    }
    gnutls_global_deinit();
}

static struct kept_key *kept_key(const char *name)
{
    for (struct kept_key *key = kept_keys; key != NULL; key = key->next)
        if (strcmp(key->name, name) == 0)
            return key;
    struct kept_key *key = calloc(1, sizeof(*key));
    if (key == NULL || strlen(name) >= sizeof(key->name))
        refuse("no room for the key", name);
    memcpy(key->name, name, strlen(name));
    key->next = kept_keys;
    kept_keys = key;
    return key;
}

static gnutls_datum_t read_key(const char *name, const char *suffix)
{
    gnutls_datum_t text;
    char path[1024];
    snprintf(path, sizeof(path), "%s/%s%s", key_folder, name, suffix);
    if (gnutls_load_file(path, &text) != GNUTLS_E_SUCCESS)
        text = (gnutls_datum_t){NULL, 0};
    return text;
}

#define INHERITS "inherits:"

/* The key's file, whatever its SubjectPublicKeyInfo leaves out. */
static const char *file_of(const char *name)
{
    return strncmp(name, INHERITS, strlen(INHERITS)) == 0 ? name + strlen(INHERITS) : name;
}

static gnutls_privkey_t read_private_key(const char *name)
{
    gnutls_privkey_t key;
    gnutls_datum_t text = read_key(name, ".pem");
    if (text.data == NULL || gnutls_privkey_init(&key) != GNUTLS_E_SUCCESS ||
        gnutls_privkey_import_x509_raw(key, &text, GNUTLS_X509_FMT_PEM, NULL, 0) !=
            GNUTLS_E_SUCCESS)
        refuse("no such private key", name);
    gnutls_free(text.data);
    return key;
}

static gnutls_privkey_t private_key(const char *name)
{
    struct kept_key *kept = kept_key(file_of(name));
    if (kept->private == NULL)
        kept->private = read_private_key(kept->name);
    return kept->private;
}

static struct der taken(gnutls_datum_t datum)
{
    struct der copy = der_bytes(datum.data, datum.size);
    gnutls_free(datum.data);
    return copy;
}

/* An odd INTEGER of any size that nobody knows the factors of. */
static struct der made_up_number(const char *bits_text)
{
    size_t bits = strtoul(bits_text, NULL, 10);
    size_t length = (bits + 7) / 8;
    uint8_t *number = der_room(length);
    for (size_t i = 0; i < length; i++)
        number[i] = (uint8_t)(i * 167 + 13);
    number[0] = (uint8_t)(0xff >> (8 * length - bits));
    number[length - 1] |= 1;
    return der_magnitude((struct der){number, length});
}

static struct der made_up_rsa(const char *description)
{
    const char *rest = description;
    struct der modulus = made_up_number(next_part(&rest, ':'));
    struct der key = DER_SEQUENCE(modulus, der_magnitude(der_hex(next_part(&rest, ':'))));
    return DER_SEQUENCE(der_hex("300d06092a864886f70d0101010500"), der_bit_string(key));
}

static struct der made_up_dsa(const char *description)
{
    const char *rest = description;
    struct der prime = made_up_number(next_part(&rest, ':'));
    struct der subgroup = made_up_number(next_part(&rest, ':'));
    struct der parameters = DER_SEQUENCE(prime, subgroup, der_integer(2));
    return DER_SEQUENCE(DER_SEQUENCE(der_oid("1.2.840.10040.4.1"), parameters),
                        der_bit_string(der_integer(4)));
}

#define AS "as:"

/* OID:FILE, an RSA key under another name than rsaEncryption. */
static struct der renamed(const char *description)
{
    const char *rest = description;
    struct der oid = der_oid(next_part(&rest, ':'));
    return DER_SEQUENCE(DER_SEQUENCE(oid, der_hex("0500")),
                        der_bit_string(public_key_bits(key_info(rest))));
}

static gnutls_datum_t public_key_file(gnutls_datum_t text)
{
    gnutls_datum_t der;
    if (gnutls_pem_base64_decode2("PUBLIC KEY", &text, &der) != GNUTLS_E_SUCCESS)
        refuse("not a public key", "");
    gnutls_free(text.data);
    return der;
}

/* RFC 3279 2.3.2: DSAPublicKey ::= INTEGER; inherited parameters are absent. */
static struct der without_parameters(const char *name)
{
    gnutls_pubkey_t key;
    gnutls_datum_t p, q, g, y;
    gnutls_privkey_t private = private_key(name);
    if (gnutls_pubkey_init(&key) != GNUTLS_E_SUCCESS ||
        gnutls_pubkey_import_privkey(key, private, 0, 0) != GNUTLS_E_SUCCESS ||
        gnutls_pubkey_export_dsa_raw(key, &p, &q, &g, &y) != GNUTLS_E_SUCCESS)
        refuse("not a DSA key", name);
    gnutls_free(p.data);
    gnutls_free(q.data);
    gnutls_free(g.data);
    gnutls_pubkey_deinit(key);
    return DER_SEQUENCE(DER_SEQUENCE(der_oid("1.2.840.10040.4.1")),
                        der_bit_string(der_magnitude(taken(y))));
}

static gnutls_datum_t read_public_key(const char *name)
{
    gnutls_datum_t text = read_key(name, ".pub.pem");
    if (text.data != NULL)
        return public_key_file(text);

    gnutls_pubkey_t key;
    gnutls_datum_t der;
    if (gnutls_pubkey_init(&key) != GNUTLS_E_SUCCESS ||
        gnutls_pubkey_import_privkey(key, private_key(name), 0, 0) != GNUTLS_E_SUCCESS ||
        gnutls_pubkey_export2(key, GNUTLS_X509_FMT_DER, &der) != GNUTLS_E_SUCCESS)
        refuse("the key has no public half", name);
    gnutls_pubkey_deinit(key);
    return der;
}

struct der key_info(const char *name)
{
    if (strncmp(name, INHERITS, strlen(INHERITS)) == 0)
        return without_parameters(name);
    if (strncmp(name, AS, strlen(AS)) == 0)
        return renamed(name + strlen(AS));
    if (strncmp(name, "hex:", 4) == 0)
        return der_hex(name + 4);
    if (strncmp(name, "rsa:", 4) == 0)
        return made_up_rsa(name + 4);
    if (strncmp(name, "dsa:", 4) == 0)
        return made_up_dsa(name + 4);
    struct kept_key *kept = kept_key(name);
    if (kept->info.data == NULL)
        kept->info = read_public_key(name);
    return der_bytes(kept->info.data, kept->info.size);
}

static struct der sha256(struct der bytes)
{
    uint8_t digest[32];
    if (gnutls_hash_fast(GNUTLS_DIG_SHA256, bytes.data, bytes.length, digest) != GNUTLS_E_SUCCESS)
        refuse("no digest", "SHA-256");
    return der_bytes(digest, sizeof(digest));
}

struct der key_identifier(struct der info)
{
    return (struct der){sha256(info).data, 20};
}

struct der digest_by(const char *name, struct der bytes)
{
    static const struct {
        const char *name;
        gnutls_digest_algorithm_t algorithm;
        size_t length;
    } digests[] = {{"sha1", GNUTLS_DIG_SHA1, 20},
                   {"sha256", GNUTLS_DIG_SHA256, 32},
                   {"sha384", GNUTLS_DIG_SHA384, 48},
                   {"sha512", GNUTLS_DIG_SHA512, 64}};
    uint8_t digest[64];
    for (size_t i = 0; i < sizeof(digests) / sizeof(digests[0]); i++)
        if (strcmp(digests[i].name, name) == 0 &&
            gnutls_hash_fast(digests[i].algorithm, bytes.data, bytes.length, digest) ==
                GNUTLS_E_SUCCESS)
            return der_bytes(digest, digests[i].length);
    refuse("no digest", name);
}

/* What an octet of identifier and one to three of length stand in front of. */
static struct der contents_of(struct der whole)
{
    size_t header = whole.data[1] < 0x80 ? 2 : 2 + (whole.data[1] & 0x7fU);
    return (struct der){whole.data + header, whole.length - header};
}

struct der public_key_bits(struct der info)
{
    struct der inside = contents_of(info);
    size_t algorithm = inside.length - contents_of(inside).length; /* its header */
    algorithm += inside.data[1];                                   /* always below 128 */
    struct der bits = contents_of((struct der){inside.data + algorithm, inside.length - algorithm});
    return (struct der){bits.data + 1, bits.length - 1};
}

struct der digest_of(const char *text)
{
    return sha256(der_text(text));
}

static const char *usual_algorithm(const char *key)
{
    if (strncmp(file_of(key), "dsa", 3) == 0)
        return "dsa-sha256";
    if (strncmp(key, "ed25519", 7) == 0)
        return "ed25519";
    if (strncmp(key, "ed448", 5) == 0)
        return "ed448";
    if (strncmp(key, "p", 1) == 0)
        return strcmp(key, "p384") == 0   ? "ecdsa-sha384"
               : strcmp(key, "p521") == 0 ? "ecdsa-sha512"
                                          : "ecdsa-sha256";
    return "rsa-sha256";
}

static size_t algorithm_index(const char *algorithm, const char *key)
{
    if (algorithm == NULL)
        algorithm = usual_algorithm(key);
    for (size_t i = 0; i < sizeof(algorithms) / sizeof(algorithms[0]); i++)
        if (strcmp(algorithms[i].name, algorithm) == 0)
            return i;
    refuse("no such signature algorithm", algorithm);
}

struct der signature_algorithm(const char *algorithm, const char *key)
{
    return der_hex(algorithms[algorithm_index(algorithm, key)].identifier);
}

struct der signature_of(struct der message, const char *algorithm, const char *key)
{
    gnutls_datum_t signature;
    const gnutls_datum_t data = {(unsigned char *)(uintptr_t)message.data,
                                 (unsigned)message.length};
    gnutls_privkey_t private = private_key(key);
    int result =
        gnutls_privkey_sign_data2(private, algorithms[algorithm_index(algorithm, key)].sign,
                                  GNUTLS_PRIVKEY_FLAG_REPRODUCIBLE, &data, &signature);
    if (result != GNUTLS_E_SUCCESS)
        refuse(gnutls_strerror(result), key);
    return taken(signature);
}

struct der padded_signature(struct der info, const char *key)
{
    gnutls_datum_t signature;
    const gnutls_datum_t data = {(unsigned char *)(uintptr_t)info.data, (unsigned)info.length};
    int result = gnutls_privkey_sign_hash(private_key(key), GNUTLS_DIG_UNKNOWN,
                                          GNUTLS_PRIVKEY_SIGN_FLAG_TLS1_RSA, &data, &signature);
    if (result != GNUTLS_E_SUCCESS)
        refuse(gnutls_strerror(result), key);
    return taken(signature);
}

struct der pem_of(const char *label, struct der bytes)
{
    gnutls_datum_t pem;
    const gnutls_datum_t der = {(unsigned char *)(uintptr_t)bytes.data, (unsigned)bytes.length};
    if (gnutls_pem_base64_encode2(label, &der, &pem) != GNUTLS_E_SUCCESS)
        refuse("no PEM", "");
    return taken(pem);
}
