/* SPDX-License-Identifier: MIT */
/* Hostile CRLs and OCSP responses about a leaf of a sound path. */
#include "hostile/hostile.h"
#include "support/revocation_writer.h"

#include <stdio.h>
#include <string.h>

static const cc_span none;

/* A CRL of the authority; signed by it, or by nobody. */
static void add_crl(struct hostile_input *input, cc_span entries, cc_span extensions,
                    bool is_signed)
{
    hostile_add_crl(input, &(struct hostile_crl){.entries = entries,
                                                 .extensions = extensions,
                                                 .signer = is_signed ? "ed25519-ca" : "none"});
}

static void crl_entries(struct hostile_input *input)
{
    struct der_writer entries = {0};
    hostile_ask_revocation(input, none);
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
    hostile_ask_revocation(input, none);
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
    hostile_ask_revocation(input, none);
    for (unsigned i = 0; input->length < HOSTILE_ROOM; i++) {
        struct der_writer extensions = {0};
        hostile_crl_number(&extensions, i);
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
    hostile_ask_revocation(input, writer_span(&of_leaf));
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
    hostile_ask_revocation(input, writer_span(&extension));
    for (unsigned i = 0; input->length < HOSTILE_ROOM; i++) {
        struct der_writer name = {0}, extensions = {0};
        writer_text(&name, CC_DER_CONTEXT(6), "x");
        hostile_crl_number(&extensions, i);
        write_point_extension(&extensions, writer_span(&name));
        add_crl(input, none, writer_span(&extensions), false);
        writer_release(&name);
        writer_release(&extensions);
    }
    writer_release(&list);
    writer_release(&extension);
}

/* ---- OCSP ---- */

static void add_response(struct hostile_input *input, cc_span singles, cc_span certificates,
                         const char *responder, const char *produced_at)
{
    hostile_add_response(input, &(struct hostile_response){.singles = singles,
                                                           .certificates = certificates,
                                                           .responder = responder,
                                                           .produced_at = produced_at});
}

static void singles(struct hostile_input *input, bool all_about_the_leaf)
{
    struct der_writer list = {0}, one = {0};
    hostile_ask_revocation(input, none);
    hostile_single(&one, 1);
    for (unsigned i = 2; list.length < HOSTILE_ROOM - 1000; i++)
        if (all_about_the_leaf)
            writer_raw(&list, writer_span(&one));
        else
            hostile_single(&list, i);
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
    hostile_ask_revocation(input, none);
    hostile_single(&one, 1);
    for (unsigned i = 0; input->length < HOSTILE_ROOM; i++) {
        char time[32];
        snprintf(time, sizeof(time), "202605%02u%02u%02u%02uZ", 1 + i / 86400, i / 3600 % 24,
                 i / 60 % 60, i % 60);
        add_response(input, writer_span(&one), none, "CA", time);
    }
    writer_release(&one);
}

static void ocsp_responders(struct hostile_input *input)
{
    struct der_writer one = {0};
    hostile_ask_revocation(input, none);
    hostile_single(&one, 1);
    for (unsigned i = 0; i < 20; i++) {
        char time[32];
        snprintf(time, sizeof(time), "202605010000%02uZ", i);
        add_response(input, writer_span(&one), none, "Responder", time);
    }
    for (unsigned i = 0; input->length < HOSTILE_ROOM; i++)
        hostile_add_responder(input, i);
    writer_release(&one);
}

static void ocsp_certificates(struct hostile_input *input)
{
    struct hostile_input scratch;
    struct der_writer one = {0}, list = {0}, sequence = {0};
    hostile_input_begin(&scratch);
    for (unsigned i = 0; scratch.length < HOSTILE_ROOM - 3000; i++)
        hostile_add_responder(&scratch, i);
    for (size_t i = 0; i < scratch.count; i++)
        writer_raw(&list, cc_span_of(scratch.parts[i].bytes, scratch.parts[i].length));
    hostile_input_release(&scratch);
    hostile_ask_revocation(input, none);
    hostile_single(&one, 1);
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
