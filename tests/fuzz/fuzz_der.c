/* SPDX-License-Identifier: MIT */
/* Walks any input as DER, and reads each primitive value as every type it could be. Reaches all of
 * der.h and der_value.h, cc_oid_find, cc_oid_from_text, certcheck_time_format and
 * certcheck_time_parse. */
#include "fuzz.h"
#include "der/der_value.h"

#include <stdlib.h>

/* What is read must be inside the input. */
static void require_inside(cc_span outer, cc_span inner)
{
    require(inner.data >= outer.data && inner.length <= outer.length &&
            (size_t)(inner.data - outer.data) <= outer.length - inner.length);
}

static void read_oid(struct cc_der der, uint32_t tag)
{
    cc_span oid;
    uint8_t contents[128];
    if (!cc_der_oid(&der, tag, &oid))
        return;
    char *text = certcheck_oid_text(oid);
    if (text == NULL)
        abort();
    size_t length = cc_oid_from_text(text, contents, sizeof contents);
    require(cc_span_equal(oid, cc_span_of(contents, length)));
    certcheck_free(text);
    require((cc_oid_find(oid) == CC_OID_UNKNOWN) == (certcheck_oid_name(oid) == NULL));
}

static void read_time(struct cc_der der)
{
    certcheck_time time = 0;
    certcheck_time again = 0;
    bool wrong_form = false;
    char text[CERTCHECK_TIME_SIZE];
    if (!cc_der_time(&der, &time, &wrong_form))
        return;
    certcheck_time_format(time, text);
    require(certcheck_time_parse(text, &again) == CERTCHECK_OK && time == again);
}

static void read_bits(struct cc_der der, uint32_t tag)
{
    cc_span bits;
    unsigned unused = 0;
    uint16_t named = 0;
    bool unknown = false;
    struct cc_der again = der;
    if (cc_der_bit_string(&der, tag, &bits, &unused))
        require(unused < 8 && (unused == 0 || bits.length > 0));
    if (cc_der_named_bits(&again, tag, 9, &named, &unknown))
        require(named < 1U << 9);
}

/* Cursors by value: each starts at the same place, with an error of its own. */
static void read_primitive(struct cc_der der, uint32_t tag)
{
    struct certcheck_parse_error errors[7] = {{0}};
    struct cc_der each[7];
    cc_span contents;
    uint32_t count = 0;
    bool flag = false;
    for (int i = 0; i < 7; i++) {
        each[i] = der;
        each[i].error = &errors[i];
    }
    cc_der_integer(&each[0], tag, &contents);
    if (cc_der_count(&each[1], tag, 1000, &count))
        require(count <= 1000);
    cc_der_boolean(&each[2], tag, &flag);
    cc_der_null(&each[3]);
    read_bits(each[4], tag);
    read_oid(each[5], tag);
    read_time(each[6]);
}

static void walk(struct cc_der *der)
{
    while (!cc_der_at_end(der)) {
        struct cc_der before = *der;
        struct cc_der inside;
        cc_der_value value;
        uint32_t tag = cc_der_peek(der);
        if (!cc_der_read(der, &value))
            return;
        require(value.tag == tag && tag != 0);
        require_inside(cc_span_between(before.next, before.end), value.whole);
        require_inside(value.whole, value.contents);
        if (!CERTCHECK_DER_IS_CONSTRUCTED(tag)) {
            read_primitive(before, tag);
            (void)cc_der_string_fits(tag, value.contents);
        } else if (cc_der_open(der, &value, &inside)) {
            walk(&inside);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    cc_der_init(&der, cc_span_of(data, size), NULL, &error);
    walk(&der);
    if (error.rule != NULL)
        require(error.text != NULL && error.offset <= size);
    return 0;
}
