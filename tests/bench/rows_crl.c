/* SPDX-License-Identifier: MIT */
/* What a long CRL costs: it is parsed once, then every serial number on it is looked up, and as
 * many that are not. */
#include "bench/rows.h"

#include "bench/results.h"

#include "support/revocation_writer.h"

#include "der.h"
#include "x509/crl.h"

#include <malloc.h>

#define SERIAL_LENGTH 16
#define MEMORY_MAX 1.2 /* times the file */

/* Bytes that are allocated now. */
static size_t live(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/* Positive, and without order; `number` and the kind give it back. */
static void make_serial(uint8_t serial[SERIAL_LENGTH], uint64_t number, uint64_t kind)
{
    uint64_t mixed = (number + 1) * UINT64_C(0x9E3779B97F4A7C15) ^ kind;
    for (size_t i = 0; i < SERIAL_LENGTH; i++) {
        mixed ^= mixed >> 29;
        mixed *= UINT64_C(0xBF58476D1CE4E5B9);
        serial[i] = (uint8_t)(mixed >> 56);
    }
    serial[0] = (uint8_t)(1 + serial[0] % 127);
}

static void write_crl(struct der_writer *whole, size_t count)
{
    struct der_writer entries = {0}, reason = {0};
    uint8_t serial[SERIAL_LENGTH];
    writer_reason(&reason, 4);
    for (size_t i = 0; i < count; i++) {
        make_serial(serial, i, 0);
        writer_crl_entry(&entries, cc_span_of(serial, SERIAL_LENGTH), "260101000000Z",
                         i % 2 == 0 ? writer_span(&reason) : (cc_span){NULL, 0});
    }
    writer_crl(whole, &(struct crl_parts){.entries = writer_span(&entries)});
    writer_release(&entries);
    writer_release(&reason);
}

static size_t look_up(const struct certcheck_crl *crl, size_t count, uint64_t kind)
{
    struct certcheck_crl_entry entry;
    uint8_t serial[SERIAL_LENGTH];
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        make_serial(serial, i, kind);
        found += certcheck_crl_find(crl, crl->issuer, cc_span_of(serial, SERIAL_LENGTH), &entry);
    }
    return found;
}

static void look_all_up(const struct certcheck_crl *crl, size_t count)
{
    static const char *const ids[] = {"crl-find", "crl-miss"};
    for (uint64_t kind = 0; kind < 2; kind++) {
        double begin = now();
        size_t found = look_up(crl, count, kind);
        results_add_amount(ids[kind], "ns", "certcheck", (now() - begin) / (double)count);
        if (found != (kind == 0 ? count : 0))
            refuse("a look-up is wrong", ids[kind]);
    }
}

void rows_crl(size_t count)
{
    struct der_writer whole = {0};
    struct certcheck_crl *crl;
    write_crl(&whole, count);
    size_t before = live();
    double begin = now();
    if (certcheck_crl_parse(whole.data, whole.length, &crl, NULL) != CERTCHECK_OK)
        refuse("cannot be read", "CRL");
    results_add_amount("crl-parse", "ns", "certcheck", now() - begin);
    look_all_up(crl, count);
    double times = (double)(live() - before) / (double)whole.length;
    results_add_amount("crl-memory", "times the file", "certcheck", times);
    if (times > MEMORY_MAX)
        refuse("the CRL takes too much memory", "");
    certcheck_crl_free(crl);
    writer_release(&whole);
}
