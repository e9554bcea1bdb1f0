/* SPDX-License-Identifier: MIT */
/* Hostile CRLs and OCSP responses about a leaf of a sound path. */
#include "hostile/hostile.h"
#include "support/revocation_writer.h"

#include "issue.h"

#include <stdio.h>
#include <string.h>

#define UPDATES "170d3236303530313030303030305a 170d3237303530313030303030305a"

static const cc_span none;

static void begin(struct hostile_input *input, cc_span leaf_extensions)
{
    certcheck_policy_set_revocation(input->policy, CERTCHECK_REVOCATION_REQUIRE);
    hostile_add_chain(input, none, leaf_extensions);
}

static cc_span tbs_of(cc_span whole)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der, inside;
    cc_der_value tbs;
    cc_der_init(&der, whole, NULL, &error);
    return cc_der_enter(&der, CC_DER_SEQUENCE, &inside) && cc_der_read(&inside, &tbs) ? tbs.whole
                                                                                      : none;
}

/* A CRL of the authority; signed by it, or by nobody. */
static void add_crl(struct hostile_input *input, cc_span entries, cc_span extensions,
                    bool is_signed)
{
    struct der_writer issuer = {0}, updates = {0}, signature = {0}, whole = {0};
    writer_name(&issuer, "CA");
    writer_hex(&updates, UPDATES);
    struct crl_parts parts = {.issuer = writer_span(&issuer),
                              .updates = writer_span(&updates),
                              .entries = entries,
                              .extensions = extensions};
    writer_crl(&whole, &parts);
    if (is_signed) {
        hostile_signature(&signature, tbs_of(writer_span(&whole)), NULL, "ed25519-ca");
        parts.signature = writer_span(&signature);
        writer_release(&whole);
        whole = (struct der_writer){0};
        writer_crl(&whole, &parts);
    }
    hostile_add_bytes(input, HOSTILE_POOL, writer_span(&whole));
    writer_release(&issuer);
    writer_release(&updates);
    writer_release(&signature);
    writer_release(&whole);
}

static void write_number_extension(struct der_writer *to, unsigned number)
{
    struct der_writer value = {0};
    writer_integer(&value, number);
    writer_extension(to, "2.5.29.20", false, writer_span(&value));
    writer_release(&value);
}

static void crl_entries(struct hostile_input *input)
{
    struct der_writer entries = {0};
    begin(input, none);
    for (uint32_t i = 1000; entries.length < HOSTILE_ROOM; i++) {
        uint8_t serial[4] = {(uint8_t)(1 + (i >> 24) % 100), (uint8_t)(i >> 16), (uint8_t)(i >> 8),
                             (uint8_t)i};
        writer_crl_entry(&entries, cc_span_of(serial, 4), "260101000000Z", none);
    }
    add_crl(input, writer_span(&entries), none, true);
    writer_release(&entries);
}

/* All about the leaf, and each for another issuer. */
static void crl_entries_of_one_serial(struct hostile_input *input)
{
    struct der_writer entries = {0};
    uint8_t serial = 1;
    begin(input, none);
    for (size_t i = 0; entries.length < HOSTILE_ROOM; i++) {
        struct der_writer extensions = {0};
        char name[8];
        hostile_letters(name, 4, i);
        writer_certificate_issuer(&extensions, name);
        writer_crl_entry(&entries, cc_span_of(&serial, 1), "260101000000Z",
                         writer_span(&extensions));
        writer_release(&extensions);
    }
    add_crl(input, writer_span(&entries), none, true);
    writer_release(&entries);
}

static void crls(struct hostile_input *input)
{
    begin(input, none);
    for (unsigned i = 0; input->length < HOSTILE_ROOM; i++) {
        struct der_writer extensions = {0};
        write_number_extension(&extensions, i);
        add_crl(input, none, writer_span(&extensions), false);
        writer_release(&extensions);
    }
}

/* distributionPoint [0] { fullName [0] { ... } } */
static void write_point(struct der_writer *to, cc_span names)
{
    writer_begin(to, CC_DER_CONTEXT_CONSTRUCTED(0));
    writer_value(to, CC_DER_CONTEXT_CONSTRUCTED(0), names);
    writer_end(to);
}

static void write_point_extension(struct der_writer *to, cc_span names)
{
    struct der_writer point = {0};
    write_point(&point, names);
    hostile_extension(to, "2.5.29.28", writer_span(&point));
    writer_release(&point);
}

static void write_general_names(struct der_writer *to, bool directory, size_t length, char fill,
                                size_t first, size_t room)
{
    char text[4096];
    memset(text, fill, length);
    text[length] = '\0';
    for (size_t i = 0; to->length < room; i++) {
        char letters[8];
        hostile_letters(letters, 5, first + i);
        memcpy(text + length - 5, letters, 5);
        if (!directory) {
            writer_text(to, CC_DER_CONTEXT(6), text);
            continue;
        }
        writer_begin(to, CC_DER_CONTEXT_CONSTRUCTED(4));
        writer_name(to, text);
        writer_end(to);
    }
}

/* Each name of the leaf's point is compared with each name of the CRL's. */
static void points(struct hostile_input *input, bool directory, size_t length)
{
    struct der_writer wanted = {0}, offered = {0}, point = {0}, one = {0}, of_leaf = {0},
                      of_crl = {0};
    write_general_names(&wanted, directory, length, 'a', 0, HOSTILE_ROOM / 2);
    write_general_names(&offered, directory, length, 'A', 1000000, HOSTILE_ROOM / 2);
    write_point(&point, writer_span(&wanted));
    writer_value(&one, CC_DER_SEQUENCE, writer_span(&point));
    hostile_extension(&of_leaf, "2.5.29.31", writer_span(&one));
    write_point_extension(&of_crl, writer_span(&offered));
    begin(input, writer_span(&of_leaf));
    add_crl(input, none, writer_span(&of_crl), true);
    writer_release(&wanted);
    writer_release(&offered);
    writer_release(&point);
    writer_release(&one);
    writer_release(&of_leaf);
    writer_release(&of_crl);
}

static void points_uri(struct hostile_input *input)
{
    points(input, false, 20);
}

static void points_directory(struct hostile_input *input)
{
    points(input, true, 20);
}

static void points_directory_long(struct hostile_input *input)
{
    points(input, true, 1000);
}

/* Each of a thousand points is looked for on each CRL. */
static void points_and_crls(struct hostile_input *input)
{
    struct der_writer list = {0}, extension = {0};
    for (unsigned i = 0; list.length < HOSTILE_ROOM / 2; i++)
        writer_hex(&list, "300da00ba0098607687474703a2f2f");
    hostile_extension(&extension, "2.5.29.31", writer_span(&list));
    begin(input, writer_span(&extension));
    for (unsigned i = 0; input->length < HOSTILE_ROOM; i++) {
        struct der_writer name = {0}, extensions = {0};
        writer_text(&name, CC_DER_CONTEXT(6), "x");
        write_number_extension(&extensions, i);
        write_point_extension(&extensions, writer_span(&name));
        add_crl(input, none, writer_span(&extensions), false);
        writer_release(&name);
        writer_release(&extensions);
    }
    writer_release(&list);
    writer_release(&extension);
}

/* ---- OCSP ---- */

/* CertID with the real hashes of the authority; `serial` 1 is the leaf. */
static void write_single(struct der_writer *to, unsigned serial)
{
    struct der_writer name = {0};
    struct der key = public_key_bits(key_info("ed25519-ca"));
    writer_name(&name, "CA");
    cc_span bytes = writer_span(&name);
    struct der name_hash = digest_by("sha1", (struct der){bytes.data, bytes.length});
    struct der key_hash = digest_by("sha1", key);
    writer_begin(to, CC_DER_SEQUENCE);
    writer_begin(to, CC_DER_SEQUENCE);
    writer_hex(to, "3009 06052B0E03021A 0500");
    writer_value(to, CC_DER_OCTET_STRING, cc_span_of(name_hash.data, name_hash.length));
    writer_value(to, CC_DER_OCTET_STRING, cc_span_of(key_hash.data, key_hash.length));
    writer_integer(to, serial);
    writer_end(to);
    writer_hex(to, "8000");
    writer_time(to, "20260501000000Z");
    writer_begin(to, CC_DER_CONTEXT_CONSTRUCTED(0));
    writer_time(to, "20270501000000Z");
    writer_end(to);
    writer_end(to);
    writer_release(&name);
}

static void add_response(struct hostile_input *input, cc_span singles, cc_span certificates,
                         const char *responder, const char *produced_at)
{
    struct der_writer name = {0}, whole = {0}, time = {0};
    writer_begin(&name, CC_DER_CONTEXT_CONSTRUCTED(1));
    writer_name(&name, responder);
    writer_end(&name);
    writer_time(&time, produced_at);
    writer_ocsp(&whole, &(struct ocsp_parts){.responder = writer_span(&name),
                                             .produced_at = writer_span(&time),
                                             .singles = singles,
                                             .certificates = certificates});
    hostile_add_bytes(input, HOSTILE_POOL, writer_span(&whole));
    writer_release(&name);
    writer_release(&whole);
    writer_release(&time);
}

static void singles(struct hostile_input *input, bool all_about_the_leaf)
{
    struct der_writer list = {0}, one = {0};
    begin(input, none);
    write_single(&one, 1);
    for (unsigned i = 2; list.length < HOSTILE_ROOM - 1000; i++)
        if (all_about_the_leaf)
            writer_raw(&list, writer_span(&one));
        else
            write_single(&list, i);
    writer_raw(&list, writer_span(&one));
    add_response(input, writer_span(&list), none, "CA", "20260501000000Z");
    writer_release(&list);
    writer_release(&one);
}

static void ocsp_singles(struct hostile_input *input)
{
    singles(input, false);
}

static void ocsp_singles_of_one_serial(struct hostile_input *input)
{
    singles(input, true);
}

static void ocsp_responses(struct hostile_input *input)
{
    struct der_writer one = {0};
    begin(input, none);
    write_single(&one, 1);
    for (unsigned i = 0; input->length < HOSTILE_ROOM; i++) {
        char time[32];
        snprintf(time, sizeof(time), "202605%02u%02u%02u%02uZ", 1 + i / 86400, i / 3600 % 24,
                 i / 60 % 60, i % 60);
        add_response(input, writer_span(&one), none, "CA", time);
    }
    writer_release(&one);
}

/* Deputies by name and purpose, none of whom made the signature. */
static void write_responder(struct hostile_input *input, unsigned number)
{
    struct der_writer purpose = {0}, extension = {0};
    writer_oid(&purpose, "1.3.6.1.5.5.7.3.9");
    hostile_extension(&extension, "2.5.29.37", writer_span(&purpose));
    hostile_add(input, HOSTILE_POOL,
                &(struct hostile_certificate){.subject = "Responder",
                                              .issuer = "CA",
                                              .key = "ed25519-other",
                                              .signer = "none",
                                              .extensions = writer_span(&extension),
                                              .number = number});
    writer_release(&purpose);
    writer_release(&extension);
}

static void ocsp_responders(struct hostile_input *input)
{
    struct der_writer one = {0};
    begin(input, none);
    write_single(&one, 1);
    for (unsigned i = 0; i < 20; i++) {
        char time[32];
        snprintf(time, sizeof(time), "202605010000%02uZ", i);
        add_response(input, writer_span(&one), none, "Responder", time);
    }
    for (unsigned i = 0; input->length < HOSTILE_ROOM; i++)
        write_responder(input, i);
    writer_release(&one);
}

static void ocsp_certificates(struct hostile_input *input)
{
    struct hostile_input scratch;
    struct der_writer one = {0}, list = {0}, sequence = {0};
    hostile_input_begin(&scratch);
    for (unsigned i = 0; scratch.length < HOSTILE_ROOM - 3000; i++)
        write_responder(&scratch, i);
    for (size_t i = 0; i < scratch.count; i++)
        writer_raw(&list, cc_span_of(scratch.parts[i].bytes, scratch.parts[i].length));
    hostile_input_release(&scratch);
    begin(input, none);
    write_single(&one, 1);
    add_response(input, writer_span(&one), writer_span(&list), "Responder", "20260501000000Z");
    writer_release(&one);
    writer_release(&list);
    writer_release(&sequence);
}

const struct hostile hostile_evidence[] = {
    {"crl-entries", crl_entries},
    {"crl-entries-of-one-serial", crl_entries_of_one_serial},
    {"crls", crls},
    {"points-uri", points_uri},
    {"points-directory", points_directory},
    {"points-directory-long", points_directory_long},
    {"points-and-crls", points_and_crls},
    {"ocsp-singles", ocsp_singles},
    {"ocsp-singles-of-one-serial", ocsp_singles_of_one_serial},
    {"ocsp-responses", ocsp_responses},
    {"ocsp-responders", ocsp_responders},
    {"ocsp-certificates", ocsp_certificates},
    {NULL, NULL},
};
