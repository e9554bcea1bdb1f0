/* SPDX-License-Identifier: MIT */
/* The chains of every day, and the file of anchors. */
#include "bench/material.h"

#include "issue.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct chain chains[] = {
    {.name = "ecdsa", .keys = {"p256-c", "p256-b", "p256-a"}},
    {.name = "rsa", .keys = {"rsa2048", "rsa2048-b", "rsa2048"}},
    {.name = "mixr", .keys = {"rsa2048-b", "rsa2048", "rsa4096"}},
    {.name = "mixe", .keys = {"p256-c", "p384", "p384-b"}},
    {.name = "ed25519", .keys = {"ed25519-leaf", "ed25519-ca", "ed25519-root"}},
};
const size_t chain_count = sizeof(chains) / sizeof(chains[0]);

static char roots_path[1024];

const char *line(const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *text = der_room((size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(arguments);
    return text;
}

struct der issue_lines(const char *name, const char *const *lines, size_t count)
{
    struct test_case test = {.area = "bench", .id = name};
    for (size_t i = 0; i < count && i < CASE_CERTIFICATES; i++)
        test.certificates[i] = lines[i];
    return issue(&test, name);
}

#define SAME_AS_ALL "from=2024-01-01T00:00:00Z until=2049-01-01T00:00:00Z"

static const char *root_line(const char *name, const char *key)
{
    return line("root subject=dn:C=printable:NL/O=Authority%%20of%%20%s/CN=Root%%20%s key=%s %s",
                name, name, key, SAME_AS_ALL);
}

const char *ecdsa_root_line(void)
{
    return root_line(chains[0].name, chains[0].keys[2]);
}

/* SignedCertificateTimestampList (RFC 6962 3.3) of two, as long as those of P-256 logs. */
static const char *timestamps(void)
{
    struct der zeros = der_bytes(der_room(72), 72);
    struct der one = DER_JOIN(der_hex("0077"
                                      "00"),
                              (struct der){zeros.data, 32 + 8},
                              der_hex("0000"
                                      "0403"
                                      "0048"),
                              zeros);
    struct der both = der_tlv(0x04, DER_JOIN(der_hex("00f2"), one, one));
    char *digits = der_room(2 * both.length + 1);
    for (size_t i = 0; i < both.length; i++)
        snprintf(digits + 2 * i, 3, "%02x", both.data[i]);
    return digits;
}

static void make_chain(struct chain *chain)
{
    const char *lines[] = {
        root_line(chain->name, chain->keys[2]),
        line("ca subject=dn:C=printable:NL/O=Authority%%20of%%20%s/CN=Issuing%%20%s key=%s %s "
             "bc=ca:00 eku=serverAuth,clientAuth policies=2.23.140.1.2.1 "
             "aia=ca:http://ca.example/root.cer cdp=URI:http://crl.example/root.crl",
             chain->name, chain->name, chain->keys[1], SAME_AS_ALL),
        line("leaf subject=dn:CN=%s key=%s %s policies=2.23.140.1.2.1 "
             "san=DNS:%s,DNS:www.%s,DNS:mail.%s "
             "aia=ocsp:http://ocsp.example,ca:http://ca.example/issuing.cer "
             "cdp=URI:http://crl.example/issuing.crl ext=1.3.6.1.4.1.11129.2.4.2/n/%s",
             BENCH_HOST, chain->keys[0], SAME_AS_ALL, BENCH_HOST, BENCH_HOST, BENCH_HOST,
             timestamps()),
    };
    chain->root = issue_lines("root", lines, 3);
    struct der *untrusted = der_room(sizeof(*untrusted));
    *untrusted = issue_lines("ca", lines, 3);
    chain->question = (struct question){
        .leaf = issue_lines("leaf", lines, 3),
        .untrusted = {untrusted, 1},
        .host = BENCH_HOST,
    };
}

/* As many of each kind as the web has, about: most are RSA with 4096 bits. Nobody checks the
 * signatures of anchors: those of RSA, which take long to make, are so many zeros. */
static struct der other_root(size_t number)
{
    static const struct {
        const char *key;
        int signature; /* octets; 0: a real one */
    } kinds[] = {
        {"rsa4096", 512}, {"p384", 0}, {"rsa4096", 512}, {"rsa2048", 256}, {"rsa4096", 512}};
    size_t kind = number % (sizeof(kinds) / sizeof(kinds[0]));
    const char *lines[] = {
        line("root subject=dn:C=printable:NL/O=Other%%20Authority%%20%zu/CN=Other%%20Root%%20%zu "
             "key=%s %s %s%0*d",
             number, number, kinds[kind].key, SAME_AS_ALL,
             kinds[kind].signature > 0 ? "signature=" : "ski=",
             kinds[kind].signature > 0 ? 2 * kinds[kind].signature : 40, 0),
    };
    return issue_lines("root", lines, 1);
}

static void write_pem(FILE *file, struct der certificate)
{
    fputs((const char *)pem_of("CERTIFICATE", certificate).data, file);
}

void material_make(const char *folder)
{
    snprintf(roots_path, sizeof(roots_path), "%s/roots.pem", folder);
    FILE *file = fopen(roots_path, "w");
    if (file == NULL)
        refuse("cannot be written", roots_path);
    for (size_t i = 0; i < ROOTS; i++) {
        if (i < chain_count)
            make_chain(&chains[i]);
        write_pem(file, i < chain_count ? chains[i].root : other_root(i));
    }
    if (fclose(file) != 0)
        refuse("cannot be written", roots_path);
}

const char *material_roots(void)
{
    return roots_path;
}
