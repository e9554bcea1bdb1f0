/* SPDX-License-Identifier: MIT */
/* Compares two Names: equality must be symmetric, and equal names must have equal hashes and be
 * subtrees of each other. The first byte says where the input is cut in two. Reaches
 * cc_name_read_hashed, certcheck_name_equal, cc_name_hash, cc_name_is_within, certcheck_name_text
 * and certcheck_name_attribute. */
#include "fuzz.h"
#include "x509/name.h"

#include <certcheck/certificate.h>

static bool is_name(cc_span span)
{
    struct certcheck_parse_error error = {0};
    struct cc_der der;
    cc_span name;
    bool empty;
    uint64_t hash;
    cc_der_init(&der, span, NULL, &error);
    if (!cc_name_read_hashed(&der, &name, &empty, &hash, NULL) || !cc_der_end(&der))
        return false;
    require(hash == cc_name_hash(name));
    return true;
}

static void look_at(cc_span name)
{
    static const uint8_t common_name[] = {0x55, 0x04, 0x03};
    require(certcheck_name_equal(name, name));
    certcheck_free(certcheck_name_text(name));
    certcheck_free(certcheck_name_attribute(name, cc_span_of(common_name, sizeof common_name)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    size_t cut = data[0] < size ? data[0] : size - 1;
    cc_span a = cc_span_of(data + 1, cut), b = cc_span_of(data + 1 + cut, size - 1 - cut);
    look_at(a);
    look_at(b);
    bool equal = certcheck_name_equal(a, b);
    require(equal == certcheck_name_equal(b, a));
    require(!equal || cc_name_hash(a) == cc_name_hash(b));
    bool a_is_name = is_name(a), b_is_name = is_name(b);
    if (equal && a_is_name && b_is_name)
        require(cc_name_is_within(a, b) && cc_name_is_within(b, a));
    return 0;
}
