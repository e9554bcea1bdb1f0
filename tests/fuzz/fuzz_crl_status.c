/* SPDX-License-Identifier: MIT */
/* Judges a leaf by CRLs that the input chooses: entries, times, numbers, deltas, scopes, signers,
 * and damage to the bytes. Whatever they are, their order does not matter, and what nobody signed
 * tells nothing. Reaches cc_verify_with, and of it cc_revocation_judge with all that is about CRLs:
 * scopes, deltas, signers and their paths. */
#include "fuzz.h"
#include "support/evidence.h"

static void write_updates(struct choices *choices, struct der_writer *writer)
{
    static const char *const times[] = {"260101000000Z", "260201000000Z", "260301000000Z",
                                        "250101000000Z"};
    writer_time(writer, times[choose(choices, 4)]);
    if (choose(choices, 4) != 0)
        writer_time(writer, times[choose(choices, 4)]);
}

static void write_entry(struct choices *choices, struct der_writer *writer)
{
    static const unsigned reasons[] = {1, 6, 8, 4};
    struct der_writer extensions = {0};
    uint8_t serial = (uint8_t)(LEAF_SERIAL + choose(choices, 3) / 2);
    if (choose(choices, 2) == 1)
        writer_reason(&extensions, reasons[choose(choices, 4)]);
    if (choose(choices, 8) == 7)
        writer_certificate_issuer(&extensions, choose(choices, 2) == 0 ? "issuer" : "other");
    writer_crl_entry(writer, cc_span_of(&serial, 1), "251201000000Z",
                     extensions.length > 0 ? writer_span(&extensions) : (cc_span){0});
    writer_release(&extensions);
}

static void write_extensions(struct choices *choices, struct der_writer *writer)
{
    static const char *const numbers[] = {"020101", "020102", "020103"};
    /* onlyContainsUserCerts, onlyContainsCACerts, some reasons, the others, indirectCRL */
    static const char *const points[] = {"3003 8101FF", "3003 8201FF", "3004 83020670",
                                         "3005 8303070F80", "3003 8401FF"};
    struct der_writer value = {0};
    writer_hex(&value, numbers[choose(choices, 3)]);
    writer_extension(writer, "2.5.29.20", false, writer_span(&value));
    writer_release(&value);
    if (choose(choices, 4) == 3) {
        writer_hex(&value, numbers[choose(choices, 3)]);
        writer_extension(writer, "2.5.29.27", true, writer_span(&value));
        writer_release(&value);
    }
    if (choose(choices, 4) == 3) {
        writer_hex(&value, points[choose(choices, 5)]);
        writer_extension(writer, "2.5.29.28", true, writer_span(&value));
        writer_release(&value);
    }
}

static void write_crl(struct choices *choices, struct der_writer *writer)
{
    static const uint8_t keys[] = {ISSUER_KEY, ISSUER_KEY, RESPONDER_KEY};
    uint8_t signature[64] = {keys[choose(choices, 3)]};
    struct der_writer parts[5] = {0};
    writer_name(&parts[0], choose(choices, 8) == 7 ? "other" : "issuer");
    write_updates(choices, &parts[1]);
    for (unsigned left = choose(choices, 4); left > 0; left--)
        write_entry(choices, &parts[2]);
    write_extensions(choices, &parts[3]);
    writer_bits(&parts[4], cc_span_of(signature, sizeof signature));
    struct crl_parts crl = {
        .issuer = writer_span(&parts[0]),
        .updates = writer_span(&parts[1]),
        .extensions = writer_span(&parts[3]),
        .signature = writer_span(&parts[4]),
    };
    if (parts[2].length > 0)
        crl.entries = writer_span(&parts[2]);
    writer_crl(writer, &crl);
    for (size_t i = 0; i < 5; i++)
        writer_release(&parts[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    evidence_fuzz(data, size, write_crl, evidence_add_crl);
    return 0;
}
