/* SPDX-License-Identifier: MIT */
/* What the tests of lib/check and lib/profile stand on. */
#include "support/check_fixture.h"
#include "support/failing_alloc.h"

#include <arpa/inet.h>
#include <check.h>
#include <stdarg.h>
#include <stdlib.h>

#define DER_SIZE 4096 /* bytes that stand for a certificate's encoding */

struct fixture fixture;

void fixture_begin(void)
{
    failing_alloc_at(0);
    memset(&fixture, 0, sizeof(fixture));
    cc_arena_init(&fixture.arena, 0);
    if (certcheck_policy_new(&fixture.policy) != CERTCHECK_OK)
        abort();
    certcheck_policy_set_time(fixture.policy, FIXTURE_NOW);
    for (int i = 0; i < CERTCHECK_BUDGETS; i++)
        fixture.budget.limit[i] = fixture.policy->budget[i];
    fixture_again();
}

void fixture_again(void)
{
    cc_policy_severities(fixture.policy, fixture.severity);
    cc_findings_init(&fixture.findings, &fixture.arena, fixture.severity);
    fixture.check = (struct cc_check){
        .policy = fixture.policy, .budget = &fixture.budget, .findings = &fixture.findings};
    fixture.profile = (struct cc_profile){.policy = fixture.policy, .findings = &fixture.findings};
}

void fixture_release(void)
{
    certcheck_policy_free(fixture.policy);
    cc_arena_release(&fixture.arena);
}

void fixture_end(void)
{
    fixture_release();
    ck_assert_uint_eq(failing_alloc_live(), 0);
}

static void *take(size_t size)
{
    void *memory = cc_arena_alloc(&fixture.arena, size);
    if (memory == NULL)
        abort();
    return memory;
}

/* ---- DER ---- */

cc_span bytes(const void *data, size_t length)
{
    uint8_t *copy = take(length + 1);
    if (length > 0)
        memcpy(copy, data, length);
    return cc_span_of(copy, length);
}

static size_t put_length(uint8_t *out, size_t length)
{
    if (length < 0x80) {
        out[0] = (uint8_t)length;
        return 1;
    }
    size_t count = 0;
    for (size_t left = length; left > 0; left >>= 8)
        count++;
    out[0] = (uint8_t)(0x80 | count);
    for (size_t i = 0; i < count; i++)
        out[1 + i] = (uint8_t)(length >> (8 * (count - 1 - i)));
    return 1 + count;
}

cc_span der(uint8_t tag, cc_span contents)
{
    uint8_t *out = take(contents.length + 16);
    out[0] = tag;
    size_t head = 1 + put_length(out + 1, contents.length);
    if (contents.length > 0)
        memcpy(out + head, contents.data, contents.length);
    return cc_span_of(out, head + contents.length);
}

cc_span join(cc_span first, ...)
{
    va_list list;
    size_t length = 0;
    va_start(list, first);
    for (cc_span part = first; part.data != NULL; part = va_arg(list, cc_span))
        length += part.length;
    va_end(list);

    uint8_t *out = take(length + 1);
    size_t at = 0;
    va_start(list, first);
    for (cc_span part = first; part.data != NULL; part = va_arg(list, cc_span)) {
        memcpy(out + at, part.data, part.length);
        at += part.length;
    }
    va_end(list);
    return cc_span_of(out, length);
}

cc_span dns(const char *name)
{
    return der(0x82, cc_span_text(name));
}

cc_span mailbox(const char *name)
{
    return der(0x81, cc_span_text(name));
}

cc_span uri(const char *name)
{
    return der(0x86, cc_span_text(name));
}

static cc_span octets_of(const char *text)
{
    uint8_t octets[16];
    if (inet_pton(AF_INET, text, octets) == 1)
        return bytes(octets, 4);
    if (inet_pton(AF_INET6, text, octets) == 1)
        return bytes(octets, 16);
    abort();
}

cc_span address(const char *text)
{
    return der(0x87, octets_of(text));
}

cc_span network(const char *text, const char *mask)
{
    return der(0x87, join(octets_of(text), octets_of(mask), NOTHING));
}

cc_span name_of(const char *common_name)
{
    cc_span type = OCTETS(0x06, 0x03, 0x55, 0x04, 0x03);
    cc_span value = der(0x0C, cc_span_text(common_name));
    return der(0x30, der(0x31, der(0x30, join(type, value, NOTHING))));
}

cc_span directory(const char *common_name)
{
    return der(0xA4, name_of(common_name));
}

cc_span subtree(cc_span base)
{
    return der(0x30, base);
}

/* ---- certificates ---- */

struct certcheck_certificate *make_certificate(const char *common_name)
{
    struct certcheck_certificate *c = take(sizeof(*c));
    c->version = 3;
    c->der = cc_span_of(take(DER_SIZE), DER_SIZE);
    c->tbs = cc_span_of(c->der.data + 4, 100);
    c->validity = cc_span_of(c->der.data + 20, 32);
    c->signature = cc_span_of(c->der.data + 200, 64);
    c->serial = OCTETS(1);
    c->subject = name_of(common_name);
    c->issuer = name_of("issuer");
    c->not_before = 0;
    c->not_after = 2 * FIXTURE_NOW;
    c->key.kind = CERTCHECK_KEY_EC;
    c->key.curve = CERTCHECK_CURVE_P256;
    c->key.bits = 256;
    c->key.whole = cc_span_of(c->der.data + 60, 30);
    c->algorithm.kind = CERTCHECK_SIGNATURE_ECDSA;
    c->algorithm.digest = CERTCHECK_DIGEST_SHA256;
    c->algorithm.whole = cc_span_of(c->der.data + 180, 12);
    c->extensions = take(16 * sizeof(*c->extensions));
    return c;
}

struct certcheck_certificate *make_authority(const char *common_name)
{
    struct certcheck_certificate *c = make_certificate(common_name);
    make_extension(c, CERTCHECK_EXT_BASIC_CONSTRAINTS);
    c->has_basic_constraints = true;
    c->basic_constraints.ca = true;
    return c;
}

struct certcheck_extension *make_extension(struct certcheck_certificate *certificate,
                                           enum certcheck_extension_kind kind)
{
    size_t index = certificate->extension_count++;
    if (index >= 16)
        abort();
    struct certcheck_extension *extension = &certificate->extensions[index];
    extension->kind = kind;
    extension->whole = cc_span_of(certificate->der.data + 300 + 50 * index, 40);
    if (kind != CERTCHECK_EXT_UNKNOWN)
        certificate->by_kind[kind] = extension;
    return extension;
}

void make_alternative_names(struct certcheck_certificate *certificate, cc_span names)
{
    make_extension(certificate, CERTCHECK_EXT_SUBJECT_ALT_NAME);
    certificate->has_subject_alt_name = true;
    certificate->subject_alt_name = names;
}

void make_constraints(struct certcheck_certificate *certificate, cc_span permitted,
                      cc_span excluded)
{
    make_extension(certificate, CERTCHECK_EXT_NAME_CONSTRAINTS);
    certificate->name_constraints.has_permitted = permitted.data != NULL;
    certificate->name_constraints.permitted = permitted;
    certificate->name_constraints.has_excluded = excluded.data != NULL;
    certificate->name_constraints.excluded = excluded;
}

struct cc_path make_path(struct certcheck_certificate *leaf, ...)
{
    struct cc_path_step *steps = take(32 * sizeof(*steps));
    size_t length = 0;
    va_list list;
    va_start(list, leaf);
    for (struct certcheck_certificate *c = leaf; c;
         c = va_arg(list, struct certcheck_certificate *))
        steps[length++] = (struct cc_path_step){c, ""};
    va_end(list);
    return (struct cc_path){steps, length, true};
}

/* ---- what was found ---- */

static const struct certcheck_detail *find_detail(const struct cc_finding *finding,
                                                  const char *name, size_t length)
{
    for (size_t i = 0; i < finding->detail_count; i++)
        if (strlen(finding->details[i].name) == length &&
            memcmp(finding->details[i].name, name, length) == 0)
            return &finding->details[i];
    return NULL;
}

/* Each {word} of the catalogue's message is the name of a detail. */
static void expect_whole_message(const struct cc_finding *finding)
{
    const struct certcheck_finding_info *info = certcheck_finding_info(finding->code);
    for (const char *open = strchr(info->message, '{'); open; open = strchr(open + 1, '{')) {
        size_t length = strcspn(open + 1, "}");
        ck_assert_msg(find_detail(finding, open + 1, length) != NULL, "%s: no detail for %s",
                      info->id, open);
    }
}

static const char *id(enum certcheck_finding_code code)
{
    return certcheck_finding_info(code)->id;
}

void expect_nothing(void)
{
    ck_assert(!fixture.findings.no_memory);
    ck_assert_msg(fixture.findings.first == NULL, "found %s", id(fixture.findings.first->code));
}

const struct cc_finding *expect_among(enum certcheck_finding_code code, size_t index)
{
    ck_assert(!fixture.findings.no_memory);
    const struct cc_finding *finding = fixture.findings.first;
    while (finding && (finding->code != code || finding->certificate != index))
        finding = finding->next;
    ck_assert_msg(finding != NULL, "no %s about certificate %zu", id(code), index);
    expect_whole_message(finding);
    return finding;
}

const struct cc_finding *expect_only(enum certcheck_finding_code code, size_t index)
{
    const struct cc_finding *finding = expect_among(code, index);
    ck_assert_msg(fixture.findings.count == 1, "%zu findings beside %s", fixture.findings.count - 1,
                  id(code));
    return finding;
}

void expect_text(const struct cc_finding *finding, const char *name, const char *text)
{
    const struct certcheck_detail *detail = find_detail(finding, name, strlen(name));
    ck_assert_ptr_nonnull(detail);
    ck_assert_str_eq(detail->text, text);
}

void expect_number(const struct cc_finding *finding, const char *name, int64_t number)
{
    const struct certcheck_detail *detail = find_detail(finding, name, strlen(name));
    ck_assert_ptr_nonnull(detail);
    ck_assert_int_eq(detail->number, number);
}
