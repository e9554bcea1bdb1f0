/* SPDX-License-Identifier: MIT */
/* Judges a leaf by OCSP responses that the input chooses: answers, times, responders, extensions,
 * and damage to the bytes. Whatever they are, their order does not matter, and what nobody signed
 * tells nothing. Reaches cc_verify_with, and of it cc_revocation_judge with all that is about OCSP:
 * responders, delegation, nonces and times. */
#include "fuzz.h"
#include "support/evidence.h"

/* Five times, some of them out of any order. */
static void write_time(struct choices *choices, struct der_writer *writer)
{
    static const char *const times[] = {"20260101000000Z", "20260102000000Z", "20260201000000Z",
                                        "20260301000000Z", "20250101000000Z"};
    writer_time(writer, times[choose(choices, 5)]);
}

static void write_single_extension(struct choices *choices, struct der_writer *writer)
{
    static const char *const extensions[] = {
        "", "3009 06032A0304 0402 0500", "300C 06032A0304 0101FF 0402 0500",
        "301E 06092B0601050507300106 0411 180F 32303235303130313030303030305A"};
    writer_hex(writer, extensions[choose(choices, 4)]);
}

static void write_single(struct choices *choices, struct der_writer *singles)
{
    static const char *const serials[] = {"020105", "020105", "020106"};
    static const char *const statuses[] = {"8000", "8200",
                                           "A111 180F 32303235313230313030303030305A",
                                           "A116 180F 32303235313230313030303030305A A003 0A0106"};
    struct der_writer parts[5] = {0};
    writer_hex(&parts[0], serials[choose(choices, 3)]);
    writer_hex(&parts[1], statuses[choose(choices, 4)]);
    write_time(choices, &parts[2]);
    if (choose(choices, 4) != 0) {
        writer_begin(&parts[3], CC_DER_CONTEXT_CONSTRUCTED(0));
        write_time(choices, &parts[3]);
        writer_end(&parts[3]);
    }
    write_single_extension(choices, &parts[4]);
    struct ocsp_single_parts single = {
        .serial = writer_span(&parts[0]),
        .status = writer_span(&parts[1]),
        .this_update = writer_span(&parts[2]),
        .next_update = cc_span_of((const uint8_t *)"", 0),
    };
    if (parts[3].length > 0)
        single.next_update = writer_span(&parts[3]);
    if (parts[4].length > 0)
        single.extensions = writer_span(&parts[4]);
    writer_ocsp_single(singles, &single);
    for (size_t i = 0; i < 5; i++)
        writer_release(&parts[i]);
}

static void write_responder(struct choices *choices, struct der_writer *writer)
{
    static const char *const names[] = {"issuer", "responder", "nobody"};
    unsigned which = choose(choices, 4);
    if (which == 3) {
        writer_hex(writer, "A216 0414 2222222222222222222222222222222222222222");
        return;
    }
    writer_begin(writer, CC_DER_CONTEXT_CONSTRUCTED(1));
    writer_name(writer, names[which]);
    writer_end(writer);
}

static void write_signature(struct choices *choices, struct der_writer *writer)
{
    static const uint8_t keys[] = {ISSUER_KEY, RESPONDER_KEY, 0};
    uint8_t signature[64] = {keys[choose(choices, 3)]};
    writer_bits(writer, cc_span_of(signature, sizeof signature));
}

/* A responder's certificate, of the issuer's or not, for OCSP or not, with ocsp-nocheck or not. */
static void write_certificate(struct choices *choices, struct der_writer *writer)
{
    static const char *const purposes[] = {"300A 06082B06010505070309", "3006 0604551D2500",
                                           "300A 06082B06010505070301"};
    struct der_writer parts[5] = {0};
    uint8_t key[32] = {0};
    key[31] = RESPONDER_KEY;
    writer_name(&parts[0], choose(choices, 4) == 3 ? "other" : "issuer");
    writer_name(&parts[1], "responder");
    writer_begin(&parts[2], CC_DER_SEQUENCE);
    writer_hex(&parts[2], "3005 06032B6570");
    writer_bits(&parts[2], cc_span_of(key, sizeof key));
    writer_end(&parts[2]);
    struct der_writer purpose = {0};
    writer_hex(&purpose, purposes[choose(choices, 3)]);
    writer_extension(&parts[3], "2.5.29.37", false, writer_span(&purpose));
    writer_release(&purpose);
    if (choose(choices, 2) == 0)
        writer_hex(&parts[3], "300F 06092B0601050507300105 0402 0500");
    write_signature(choices, &parts[4]);
    writer_certificate(writer, &(struct certificate_parts){
                                   .issuer = writer_span(&parts[0]),
                                   .subject = writer_span(&parts[1]),
                                   .public_key = writer_span(&parts[2]),
                                   .extensions = writer_span(&parts[3]),
                                   .signature = writer_span(&parts[4]),
                               });
    for (size_t i = 0; i < 5; i++)
        writer_release(&parts[i]);
}

static void write_response(struct choices *choices, struct der_writer *writer)
{
    struct der_writer parts[5] = {0};
    for (unsigned left = 1 + choose(choices, 3); left > 0; left--)
        write_single(choices, &parts[0]);
    write_responder(choices, &parts[1]);
    write_signature(choices, &parts[2]);
    write_time(choices, &parts[3]);
    for (unsigned left = choose(choices, 3); left > 0; left--)
        write_certificate(choices, &parts[4]);
    struct ocsp_parts response = {
        .singles = writer_span(&parts[0]),
        .responder = writer_span(&parts[1]),
        .signature = writer_span(&parts[2]),
        .produced_at = writer_span(&parts[3]),
    };
    if (parts[4].length > 0)
        response.certificates = writer_span(&parts[4]);
    writer_ocsp(writer, &response);
    for (size_t i = 0; i < 5; i++)
        writer_release(&parts[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    evidence_fuzz(data, size, write_response, evidence_add_ocsp);
    return 0;
}
