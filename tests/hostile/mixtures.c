/* SPDX-License-Identifier: MIT */
/* Evidence of one kind multiplied by that of another: signers, distribution points, deltas, paths.
 */
#include "hostile/hostile.h"
#include "support/revocation_writer.h"

#include <stdio.h>
#include <string.h>

static const cc_span none;

/* The serial number of the leaf. */
static const uint8_t leaf_serial = 1;

/* ---- signers ---- */

/* Each may have signed the authority's CRLs, but for want of a path. */
static void add_signers(struct hostile_input *input, const char *key, size_t room)
{
    for (unsigned i = 0; input->length < room; i++)
        hostile_add(input, HOSTILE_POOL,
                    &(struct hostile_certificate){
                        .issuer = "Nobody", .key = key, .signer = "none", .number = i});
}

static void add_signed_crls(struct hostile_input *input, unsigned count, const char *signer)
{
    for (unsigned i = 0; i < count; i++) {
        struct der_writer extensions = {0};
        hostile_crl_number(&extensions, i);
        hostile_add_crl(
            input, &(struct hostile_crl){.signer = signer, .extensions = writer_span(&extensions)});
        writer_release(&extensions);
    }
}

static void crls_and_signers(struct hostile_input *input)
{
    hostile_ask_revocation(input, none);
    add_signed_crls(input, 50, "ed25519-other");
    add_signers(input, "ed25519-other", HOSTILE_ROOM);
}

/* ---- distribution points ---- */

/* cRLDistributionPoints, all alike. */
static void write_points(struct der_writer *to, size_t room)
{
    struct der_writer list = {0};
    while (list.length < room)
        writer_hex(&list, "3009 a007 a005 8603 613a62");
    hostile_extension(to, "2.5.29.31", writer_span(&list));
    writer_release(&list);
}

/* As many entries as fit, of two serial numbers, so that there are few buckets. */
static void points_and_entries(struct hostile_input *input)
{
    struct der_writer points = {0}, entries = {0};
    write_points(&points, HOSTILE_ROOM / 2);
    hostile_ask_revocation(input, writer_span(&points));
    for (unsigned i = 0; entries.length < HOSTILE_ROOM / 2; i++) {
        uint8_t serial = (uint8_t)(2 + i % 126);
        writer_crl_entry(&entries, cc_span_of(&serial, 1), "260101000000Z", none);
    }
    hostile_add_crl(input, &(struct hostile_crl){.entries = writer_span(&entries)});
    writer_release(&points);
    writer_release(&entries);
}

/* Nothing but their last octets tells them apart. */
static void add_long_crls(struct hostile_input *input, unsigned count, size_t length)
{
    static const uint8_t filler[400000] = {0};
    for (unsigned i = 0; i < count; i++) {
        struct der_writer extensions = {0}, signature = {0};
        uint8_t octets[64] = {0};
        octets[63] = (uint8_t)i;
        hostile_crl_number(&extensions, 1);
        writer_extension(&extensions, "1.2.3.4", false, cc_span_of(filler, length));
        writer_bits(&signature, cc_span_of(octets, sizeof(octets)));
        hostile_add_crl(input, &(struct hostile_crl){.extensions = writer_span(&extensions),
                                                     .signature = writer_span(&signature)});
        writer_release(&extensions);
        writer_release(&signature);
    }
}

static void points_and_long_crls(struct hostile_input *input)
{
    struct der_writer points = {0};
    write_points(&points, 180000);
    hostile_ask_revocation(input, writer_span(&points));
    add_long_crls(input, 2, 400000);
    writer_release(&points);
}

static void points_crls_and_signers(struct hostile_input *input)
{
    struct der_writer points = {0};
    write_points(&points, 20);
    hostile_ask_revocation(input, writer_span(&points));
    add_signed_crls(input, 1000, "none");
    add_signers(input, "ed25519-ca", HOSTILE_ROOM);
    writer_release(&points);
}

/* ---- deltas ---- */

static void add_delta(struct hostile_input *input, unsigned base, unsigned number, cc_span entries,
                      const char *signer)
{
    struct der_writer extensions = {0}, value = {0};
    writer_integer(&value, base);
    writer_extension(&extensions, "2.5.29.27", true, writer_span(&value));
    hostile_crl_number(&extensions, number);
    hostile_add_crl(input, &(struct hostile_crl){.extensions = writer_span(&extensions),
                                                 .entries = entries,
                                                 .signer = signer});
    writer_release(&extensions);
    writer_release(&value);
}

static void write_entry(struct der_writer *to, unsigned reason)
{
    struct der_writer extensions = {0};
    writer_reason(&extensions, reason);
    writer_crl_entry(to, cc_span_of(&leaf_serial, 1), "260101000000Z", writer_span(&extensions));
    writer_release(&extensions);
}

/* On hold in each of the complete ones, and taken back by the newest delta. */
static void deltas_and_bases(struct hostile_input *input)
{
    struct der_writer extensions = {0}, held = {0}, removed = {0};
    hostile_ask_revocation(input, none);
    write_entry(&held, 6);
    write_entry(&removed, 8);
    hostile_crl_number(&extensions, 5);
    for (unsigned i = 0; i < 90; i++) {
        uint8_t serial = (uint8_t)(2 + i);
        struct der_writer entries = {0};
        writer_raw(&entries, writer_span(&held));
        writer_crl_entry(&entries, cc_span_of(&serial, 1), "260101000000Z", none);
        hostile_add_crl(input, &(struct hostile_crl){.signer = "ed25519-ca",
                                                     .entries = writer_span(&entries),
                                                     .extensions = writer_span(&extensions)});
        writer_release(&entries);
    }
    add_delta(input, 1, 30000, writer_span(&removed), "ed25519-ca");
    for (unsigned i = 0; i < 1000; i++)
        add_delta(input, 10 + i, 200 + i, none, "none");
    writer_release(&extensions);
    writer_release(&held);
    writer_release(&removed);
}

/* On hold in the complete CRL, and taken back by the newest delta, at each of the points again. */
static void points_and_deltas(struct hostile_input *input)
{
    struct der_writer points = {0}, extensions = {0}, held = {0}, removed = {0};
    write_points(&points, HOSTILE_ROOM / 2);
    hostile_ask_revocation(input, writer_span(&points));
    write_entry(&held, 6);
    write_entry(&removed, 8);
    hostile_crl_number(&extensions, 5);
    hostile_add_crl(input, &(struct hostile_crl){.signer = "ed25519-ca",
                                                 .entries = writer_span(&held),
                                                 .extensions = writer_span(&extensions)});
    add_delta(input, 1, 6, writer_span(&removed), "ed25519-ca");
    for (unsigned i = 0; i < 20; i++)
        add_delta(input, 10 + i, 20 + i, none, "none");
    writer_release(&points);
    writer_release(&extensions);
    writer_release(&held);
    writer_release(&removed);
}

/* ---- OCSP ---- */

static void response_at(struct hostile_input *input, unsigned second, cc_span singles,
                        const char *responder)
{
    char time[32];
    snprintf(time, sizeof(time), "20260501%02u%02u%02uZ", second / 3600, second / 60 % 60,
             second % 60);
    hostile_add_response(input, &(struct hostile_response){.responder = responder,
                                                           .produced_at = time,
                                                           .singles = singles});
}

static void responses_and_responders(struct hostile_input *input)
{
    struct der_writer one = {0};
    hostile_ask_revocation(input, none);
    hostile_single(&one, leaf_serial);
    for (unsigned i = 0; input->length < HOSTILE_ROOM / 2; i++)
        response_at(input, i, writer_span(&one), "Responder");
    for (unsigned i = 0; input->length < HOSTILE_ROOM; i++)
        hostile_add_responder(input, i);
    writer_release(&one);
}

/* The same serial number, of other issuers, by every digest in turn. */
static void responses_about_others(struct hostile_input *input)
{
    struct der_writer list = {0};
    hostile_ask_revocation(input, none);
    for (unsigned i = 0; list.length < 9000; i++)
        writer_ocsp_single(&list, &(struct ocsp_single_parts){
                                      .serial = cc_span_of((const uint8_t[]){2, 1, 1}, 3)});
    for (unsigned i = 0; input->length + 10000 < HOSTILE_ROOM; i++)
        response_at(input, i, writer_span(&list), "CA");
    writer_release(&list);
}

/* Two responses with hundreds of answers, and nothing but the last octets to order them by. */
static void add_twins(struct hostile_input *input)
{
    static const uint8_t filler[420000] = {0};
    struct der_writer list = {0}, extensions = {0};
    for (unsigned i = 0; i < 500; i++)
        hostile_single(&list, leaf_serial);
    writer_extension(&extensions, "1.2.3.4", false, cc_span_of(filler, sizeof(filler)));
    for (uint8_t i = 0; i < 2; i++) {
        struct der_writer signature = {0};
        uint8_t octets[64] = {0};
        octets[63] = i;
        writer_bits(&signature, cc_span_of(octets, sizeof(octets)));
        hostile_add_response(input,
                             &(struct hostile_response){.responder = "CA",
                                                        .produced_at = "20260501000000Z",
                                                        .singles = writer_span(&list),
                                                        .extensions = writer_span(&extensions),
                                                        .signature = writer_span(&signature)});
        writer_release(&signature);
    }
    writer_release(&list);
    writer_release(&extensions);
}

static void responses_that_are_twins(struct hostile_input *input)
{
    hostile_ask_revocation(input, none);
    add_twins(input);
}

/* ---- paths ---- */

/* Eight certificates of each of five authorities, of one key: 8^5 paths, all of them valid but for
 * what is unknown of their revocation, at the price of some forty signatures. */
static void add_many_paths(struct hostile_input *input)
{
    certcheck_policy_set_revocation(input->policy, CERTCHECK_REVOCATION_REQUIRE);
    hostile_add_root(input);
    hostile_add_leaf(input, "CA", "ed25519-ca", none);
    static const char *const names[] = {"CA", "b", "c", "d", "e", "Root"};
    static const char *const keys[] = {"ed25519-ca",    "ed25519-other", "ed25519-cross",
                                       "ed25519-other", "ed25519-cross", "ed25519-root"};
    for (unsigned level = 0; level < 5; level++)
        for (unsigned i = 0; i < 8; i++)
            hostile_add(input, HOSTILE_POOL,
                        &(struct hostile_certificate){.subject = names[level],
                                                      .issuer = names[level + 1],
                                                      .key = keys[level],
                                                      .signer = keys[level + 1],
                                                      .number = i});
}

static void paths_and_crls(struct hostile_input *input)
{
    add_many_paths(input);
    add_signed_crls(input, 4300, "none");
}

static void paths_and_long_crls(struct hostile_input *input)
{
    add_many_paths(input);
    add_long_crls(input, 4, 230000);
}

static void paths_and_responses(struct hostile_input *input)
{
    struct der_writer one = {0};
    add_many_paths(input);
    hostile_single(&one, leaf_serial);
    for (unsigned i = 0; input->length < HOSTILE_ROOM; i++)
        response_at(input, i, writer_span(&one), "CA");
    writer_release(&one);
}

static void paths_and_twins(struct hostile_input *input)
{
    add_many_paths(input);
    add_twins(input);
}

const struct hostile hostile_mixtures[] = {
    {"crls-and-signers", crls_and_signers},
    {"points-and-entries", points_and_entries},
    {"points-and-long-crls", points_and_long_crls},
    {"points-crls-and-signers", points_crls_and_signers},
    {"points-and-deltas", points_and_deltas},
    {"deltas-and-bases", deltas_and_bases},
    {"responses-and-responders", responses_and_responders},
    {"responses-about-others", responses_about_others},
    {"responses-that-are-twins", responses_that_are_twins},
    {"paths-and-crls", paths_and_crls},
    {"paths-and-long-crls", paths_and_long_crls},
    {"paths-and-responses", paths_and_responses},
    {"paths-and-twins", paths_and_twins},
    {NULL, NULL},
};
