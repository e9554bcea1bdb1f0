/* SPDX-License-Identifier: MIT */
/* Hostile fields and extensions of one certificate. */
#include "hostile/hostile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const cc_span none;

static void add_leaf_key(struct hostile_input *input, size_t modulus, size_t exponent)
{
    struct der_writer key = {0};
    uint8_t *octets = malloc(modulus > exponent ? modulus : exponent);
    if (octets == NULL)
        abort();
    memset(octets, 0x7f, modulus > exponent ? modulus : exponent);
    hostile_rsa_key(&key, cc_span_of(octets, modulus), cc_span_of(octets, exponent));
    hostile_add_root(input);
    hostile_add(input, HOSTILE_POOL,
                &(struct hostile_certificate){.public_key = writer_span(&key)});
    hostile_add(input, HOSTILE_LEAF,
                &(struct hostile_certificate){.subject = "Leaf",
                                              .issuer = "CA",
                                              .key = "ed25519-leaf",
                                              .sign = "rsa-sha256",
                                              .signer = "rsa2048"});
    writer_release(&key);
    free(octets);
}

static void modulus(struct hostile_input *input)
{
    add_leaf_key(input, HOSTILE_ROOM, 3);
}

static void exponent(struct hostile_input *input)
{
    add_leaf_key(input, 256, HOSTILE_ROOM);
}

/* As many as there may be, with identifiers that differ at the end only. */
static void extensions(struct hostile_input *input)
{
    struct der_writer list = {0};
    uint8_t oid[128], value[3700] = {0};
    memset(oid, 1, sizeof(oid));
    for (unsigned i = 0; i < 253; i++) {
        oid[126] = (uint8_t)(1 + i / 100);
        oid[127] = (uint8_t)(1 + i % 100);
        writer_begin(&list, CC_DER_SEQUENCE);
        writer_value(&list, CC_DER_OID, cc_span_of(oid, sizeof(oid)));
        writer_value(&list, CC_DER_OCTET_STRING, cc_span_of(value, sizeof(value)));
        writer_end(&list);
    }
    hostile_add_chain(input, none, writer_span(&list));
    writer_release(&list);
}

static void add_leaf_extension(struct hostile_input *input, const char *oid,
                               struct der_writer *contents)
{
    struct der_writer extension = {0};
    hostile_extension(&extension, oid, writer_span(contents));
    hostile_add_chain(input, none, writer_span(&extension));
    writer_release(&extension);
    writer_release(contents);
}

static void purposes(struct hostile_input *input)
{
    struct der_writer list = {0};
    if (certcheck_policy_set_purpose(input->policy, "serverAuth") != CERTCHECK_OK)
        abort();
    while (list.length < HOSTILE_ROOM)
        writer_hex(&list, "06012a");
    add_leaf_extension(input, "2.5.29.37", &list);
}

static void access_descriptions(struct hostile_input *input)
{
    struct der_writer list = {0};
    certcheck_policy_set_revocation(input->policy, CERTCHECK_REVOCATION_REQUIRE);
    for (size_t i = 0; list.length < HOSTILE_ROOM; i++) {
        writer_begin(&list, CC_DER_SEQUENCE);
        writer_oid(&list, "1.3.6.1.5.5.7.48.1");
        writer_text(&list, CC_DER_CONTEXT(6), i % 2 == 0 ? "http://a/" : "http://b/");
        writer_end(&list);
    }
    add_leaf_extension(input, "1.3.6.1.5.5.7.1.1", &list);
}

static void distribution_points(struct hostile_input *input)
{
    struct der_writer list = {0};
    certcheck_policy_set_revocation(input->policy, CERTCHECK_REVOCATION_REQUIRE);
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_RFC5280);
    while (list.length < HOSTILE_ROOM)
        writer_hex(&list, "300da00ba0098607687474703a2f2f");
    add_leaf_extension(input, "2.5.29.31", &list);
}

/* Values of otherNames, as deep as is read. */
static void nesting(struct hostile_input *input)
{
    struct der_writer deep = {0}, list = {0};
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_RFC5280);
    for (unsigned i = 0; i < 20; i++)
        writer_begin(&deep, CC_DER_SEQUENCE);
    for (unsigned i = 0; i < 20; i++)
        writer_end(&deep);
    while (list.length < HOSTILE_ROOM - 100) {
        writer_begin(&list, CC_DER_CONTEXT_CONSTRUCTED(0));
        writer_oid(&list, "1.2.3.4");
        writer_value(&list, CC_DER_CONTEXT_CONSTRUCTED(0), writer_span(&deep));
        writer_end(&list);
    }
    writer_release(&deep);
    add_leaf_extension(input, "2.5.29.17", &list);
}

static void write_policy_oid(struct der_writer *to, unsigned number)
{
    char text[32];
    snprintf(text, sizeof(text), "2.5.%u", number);
    writer_oid(to, text);
}

static void write_policies(struct der_writer *to, size_t room)
{
    for (unsigned i = 0; to->length < room; i++) {
        writer_begin(to, CC_DER_SEQUENCE);
        write_policy_oid(to, i);
        writer_end(to);
    }
}

static void policies(struct hostile_input *input)
{
    struct der_writer list = {0};
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_RFC5280);
    write_policies(&list, HOSTILE_ROOM);
    add_leaf_extension(input, "2.5.29.32", &list);
}

/* So many that they are just within the budget. */
static void policies_of_all(struct hostile_input *input)
{
    struct der_writer list = {0}, extension = {0};
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_RFC5280);
    certcheck_policy_set_initial_explicit_policy(input->policy, true);
    write_policies(&list, 190000);
    hostile_extension(&extension, "2.5.29.32", writer_span(&list));
    hostile_add_chain(input, writer_span(&extension), writer_span(&extension));
    writer_release(&list);
    writer_release(&extension);
}

/* Each policy is mapped to all the others. */
static void mappings(struct hostile_input *input)
{
    struct der_writer list = {0}, pairs = {0}, extensions_of_authority = {0}, of_leaf = {0};
    certcheck_policy_set_initial_explicit_policy(input->policy, true);
    for (unsigned i = 0; i < 200; i++) {
        writer_begin(&list, CC_DER_SEQUENCE);
        write_policy_oid(&list, i + 100);
        writer_end(&list);
        for (unsigned j = 0; j < 200; j++) {
            writer_begin(&pairs, CC_DER_SEQUENCE);
            write_policy_oid(&pairs, i + 100);
            write_policy_oid(&pairs, j + 100);
            writer_end(&pairs);
        }
    }
    hostile_extension(&of_leaf, "2.5.29.32", writer_span(&list));
    hostile_extension(&extensions_of_authority, "2.5.29.32", writer_span(&list));
    hostile_extension(&extensions_of_authority, "2.5.29.33", writer_span(&pairs));
    hostile_add_chain(input, writer_span(&extensions_of_authority), writer_span(&of_leaf));
    writer_release(&list);
    writer_release(&pairs);
    writer_release(&extensions_of_authority);
    writer_release(&of_leaf);
}

static void qualifiers(struct hostile_input *input)
{
    struct der_writer list = {0};
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_RFC5280);
    writer_begin(&list, CC_DER_SEQUENCE);
    write_policy_oid(&list, 1);
    writer_begin(&list, CC_DER_SEQUENCE);
    while (list.length < HOSTILE_ROOM)
        writer_hex(&list, "3011 06082b06010505070202 3005 0c0361620a");
    writer_end(&list);
    writer_end(&list);
    add_leaf_extension(input, "2.5.29.32", &list);
}

static void directory_attributes(struct hostile_input *input)
{
    struct der_writer list = {0};
    while (list.length < HOSTILE_ROOM)
        writer_hex(&list, "3007 06032a0304 3100");
    add_leaf_extension(input, "2.5.29.9", &list);
}

/* ---- PEM ---- */

static void add_text(struct hostile_input *input, const char *line, const char *first)
{
    struct der_writer text = {0};
    hostile_add_chain(input, none, none);
    writer_raw(&text, cc_span_text(first));
    while (text.length < HOSTILE_ROOM - 1000)
        writer_raw(&text, cc_span_text(line));
    hostile_add_bytes(input, HOSTILE_POOL, writer_span(&text));
    writer_release(&text);
}

static void pem_begins(struct hostile_input *input)
{
    add_text(input, "-----BEGIN CERTIFICATE-----\n", "");
}

static void pem_short_blocks(struct hostile_input *input)
{
    add_text(input, "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n", "");
}

static void pem_headers(struct hostile_input *input)
{
    add_text(input, "Proc-Type: 4,ENCRYPTE", "-----BEGIN CERTIFICATE-----\n");
}

static void pem_header_lines(struct hostile_input *input)
{
    add_text(input, "a:\n", "-----BEGIN CERTIFICATE-----\n");
}

static void pem_empty_lines(struct hostile_input *input)
{
    add_text(input, "\r", "-----BEGIN CERTIFICATE-----\n");
}

static void pem_mentions(struct hostile_input *input)
{
    add_text(input, "-.-BEGIN", "");
}

/* A degenerate SignedData (RFC 5652 5.1) whose certificates take two bytes each. */
static void pkcs7_of_nothing(struct hostile_input *input)
{
    struct der_writer to = {0}, certificates = {0};
    hostile_add_chain(input, none, none);
    while (certificates.length < HOSTILE_ROOM - 1000)
        writer_hex(&certificates, "3000");
    writer_begin(&to, CC_DER_SEQUENCE);
    writer_oid(&to, "1.2.840.113549.1.7.2");
    writer_begin(&to, CC_DER_CONTEXT_CONSTRUCTED(0));
    writer_begin(&to, CC_DER_SEQUENCE);
    writer_hex(&to, "020101 3100 300b 06092a864886f70d010701");
    writer_value(&to, CC_DER_CONTEXT_CONSTRUCTED(0), writer_span(&certificates));
    writer_hex(&to, "3100");
    writer_end(&to);
    writer_end(&to);
    writer_end(&to);
    hostile_add_bytes(input, HOSTILE_POOL, writer_span(&to));
    writer_release(&to);
    writer_release(&certificates);
}

const struct hostile hostile_certificates[] = {
    {"modulus", modulus},
    {"exponent", exponent},
    {"extensions", extensions},
    {"purposes", purposes},
    {"access-descriptions", access_descriptions},
    {"distribution-points", distribution_points},
    {"nesting", nesting},
    {"policies", policies},
    {"policies-of-all", policies_of_all},
    {"mappings", mappings},
    {"qualifiers", qualifiers},
    {"directory-attributes", directory_attributes},
    {"pem-begins", pem_begins},
    {"pem-short-blocks", pem_short_blocks},
    {"pem-headers", pem_headers},
    {"pem-header-lines", pem_header_lines},
    {"pem-empty-lines", pem_empty_lines},
    {"pem-mentions", pem_mentions},
    {"pkcs7-of-nothing", pkcs7_of_nothing},
    {NULL, NULL},
};
