/* SPDX-License-Identifier: MIT */
/* What several checks say in the details of their findings. */
#include "check/describe.h"

#include "base/alloc.h"
#include "base/text.h"
#include "der/der_value.h"
#include "x509/name_text.h"

void cc_describe_oid(struct cc_findings *findings, struct cc_finding *finding, const char *detail,
                     cc_span oid)
{
    const char *name = certcheck_oid_name(oid);
    if (name)
        cc_finding_text(findings, finding, detail, name);
    else
        cc_finding_oid(findings, finding, detail, oid);
}

void cc_describe_extension(struct cc_findings *findings, struct cc_finding *finding,
                           const char *detail, const struct certcheck_extension *extension)
{
    if (extension->kind == CERTCHECK_EXT_UNKNOWN)
        cc_describe_oid(findings, finding, detail, extension->oid);
    else
        cc_finding_text(findings, finding, detail, certcheck_extension_kind_text(extension->kind));
}

void cc_describe_name(struct cc_findings *findings, struct cc_finding *finding, const char *detail,
                      cc_span name)
{
    if (finding)
        cc_finding_take(findings, finding, detail, cc_name_text_short(name));
}

void cc_describe_general_name(struct cc_findings *findings, struct cc_finding *finding,
                              const char *detail, const struct certcheck_general_name *name)
{
    if (finding)
        cc_finding_take(findings, finding, detail, cc_general_name_text_short(name));
}

/* A list being written: "a, b and 3 more". */
struct list {
    struct cc_text text;
    size_t count;
};

static bool list_has_room(const struct list *list)
{
    return list->count < CC_DESCRIBE_LISTED_MAX;
}

/* Takes over `item`; NULL: it could not be made for want of memory. */
static void list_add(struct list *list, char *item)
{
    if (list->count++ > 0)
        cc_text_add(&list->text, ", ");
    if (item)
        cc_text_add(&list->text, item);
    else
        list->text.failed = true;
    cc_free(item);
}

static void list_finish(struct list *list, struct cc_findings *findings, struct cc_finding *finding,
                        const char *detail)
{
    if (list->count > CC_DESCRIBE_LISTED_MAX) {
        cc_text_add(&list->text, " and ");
        cc_text_unsigned(&list->text, list->count - CC_DESCRIBE_LISTED_MAX);
        cc_text_add(&list->text, " more");
    }
    if (list->count == 0)
        cc_text_add(&list->text, "none");
    cc_finding_take(findings, finding, detail, cc_text_take(&list->text));
}

/* A name that would read as several, or as the end of the list: none of these kinds has spaces,
 * unless somebody wishes to deceive. RFC 4514 keeps commas in directory names apart. */
static bool needs_quotes(const struct certcheck_general_name *name, const char *text)
{
    bool is_plain = name->kind == CERTCHECK_NAME_DNS || name->kind == CERTCHECK_NAME_RFC822 ||
                    name->kind == CERTCHECK_NAME_URI || name->is_smtp_utf8;
    return is_plain && text[0] != '(' && strpbrk(text, " \"") != NULL;
}

/* A name in a list: DNS:a.example, or "DNS:a.example, b" where that is one. */
static char *listed_name(const struct certcheck_general_name *name)
{
    char *plain = cc_general_name_text_short(name);
    if (plain == NULL || !needs_quotes(name, plain))
        return plain;
    struct cc_text text;
    cc_text_init(&text, CC_TEXT_LIMIT);
    cc_text_char(&text, '"');
    for (const char *c = plain; *c != '\0'; c++) {
        if (*c == '"')
            cc_text_char(&text, '\\');
        cc_text_char(&text, *c);
    }
    cc_text_char(&text, '"');
    cc_free(plain);
    return cc_text_take(&text);
}

void cc_describe_general_names(struct cc_findings *findings, struct cc_finding *finding,
                               const char *detail, cc_span names)
{
    if (!finding)
        return;
    struct list list = {.count = 0};
    cc_text_init(&list.text, CC_TEXT_LIMIT);
    struct certcheck_general_name name;
    while (certcheck_next_general_name(&names, &name)) {
        if (list_has_room(&list))
            list_add(&list, listed_name(&name));
        else
            list.count++;
    }
    list_finish(&list, findings, finding, detail);
}

/* RFC 5280 4.2.1.12's arc, which people leave out when they speak of a purpose. */
#define PURPOSE_PREFIX "id-kp-"

/* The caller's own copy of a purpose's name or dotted form. */
static char *purpose_text(cc_span oid)
{
    const char *name = certcheck_oid_name(oid);
    if (!name)
        return certcheck_oid_text(oid);
    if (strncmp(name, PURPOSE_PREFIX, strlen(PURPOSE_PREFIX)) == 0)
        name += strlen(PURPOSE_PREFIX);
    size_t size = strlen(name) + 1;
    char *copy = cc_malloc(size);
    if (copy)
        memcpy(copy, name, size);
    return copy;
}

void cc_describe_purposes(struct cc_findings *findings, struct cc_finding *finding,
                          const char *detail, cc_span purposes)
{
    if (!finding)
        return;
    struct list list = {.count = 0};
    cc_text_init(&list.text, CC_TEXT_LIMIT);
    cc_span oid;
    while (certcheck_next_oid(&purposes, &oid)) {
        if (list_has_room(&list))
            list_add(&list, purpose_text(oid));
        else
            list.count++;
    }
    list_finish(&list, findings, finding, detail);
}

/* Policies are known to people by number; anyPolicy alone is a word. */
static char *policy_text(cc_span policy)
{
    if (!cc_oid_is(policy, CC_OID_ANY_POLICY))
        return certcheck_oid_text(policy);
    char *copy = cc_malloc(sizeof("anyPolicy"));
    if (copy)
        memcpy(copy, "anyPolicy", sizeof("anyPolicy"));
    return copy;
}

void cc_describe_policy(struct cc_findings *findings, struct cc_finding *finding,
                        const char *detail, cc_span policy)
{
    if (finding)
        cc_finding_take(findings, finding, detail, policy_text(policy));
}

static void list_policy(struct list *list, cc_span policy)
{
    if (list_has_room(list))
        list_add(list, policy_text(policy));
    else
        list->count++;
}

void cc_describe_policies(struct cc_findings *findings, struct cc_finding *finding,
                          const char *detail, cc_span policies)
{
    if (!finding)
        return;
    struct list list = {.count = 0};
    cc_text_init(&list.text, CC_TEXT_LIMIT);
    struct certcheck_policy_information policy;
    while (certcheck_next_policy(&policies, &policy))
        list_policy(&list, policy.policy);
    list_finish(&list, findings, finding, detail);
}

void cc_describe_policy_set(struct cc_findings *findings, struct cc_finding *finding,
                            const char *detail, const struct certcheck_policy_information *policies,
                            size_t count)
{
    if (!finding)
        return;
    struct list list = {.count = 0};
    cc_text_init(&list.text, CC_TEXT_LIMIT);
    for (size_t i = 0; i < count; i++)
        list_policy(&list, policies[i].policy);
    list_finish(&list, findings, finding, detail);
}

void cc_describe_key_usage(struct cc_findings *findings, struct cc_finding *finding,
                           const char *detail, uint16_t key_usage)
{
    if (!finding)
        return;
    struct cc_text text;
    cc_text_init(&text, CC_TEXT_LIMIT);
    for (unsigned bit = 0; certcheck_key_usage_text(bit); bit++) {
        if (!(key_usage & (1U << bit)))
            continue;
        if (text.length > 0)
            cc_text_add(&text, ", ");
        cc_text_add(&text, certcheck_key_usage_text(bit));
    }
    if (text.length == 0)
        cc_text_add(&text, "none");
    cc_finding_take(findings, finding, detail, cc_text_take(&text));
}
