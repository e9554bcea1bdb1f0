/* SPDX-License-Identifier: MIT */
/* Extensions that say what a key may do and whom it may vouch for. */
#include "x509/extension.h"

#include "der/der_value.h"
#include "x509/general_name.h"
#include "x509/list.h"

/* RFC 5280 4.2.1.9
 *
 * BasicConstraints ::= SEQUENCE {
 *     cA                 BOOLEAN DEFAULT FALSE,
 *     pathLenConstraint  INTEGER (0..MAX) OPTIONAL } */
bool cc_basic_constraints_decode(struct cc_der *der, struct certcheck_extension_value *value,
                                 struct cc_quirk *quirks)
{
    struct certcheck_basic_constraints *constraints = &value->of.basic_constraints;
    *constraints = (struct certcheck_basic_constraints){0};
    struct cc_der inside;
    if (!cc_der_enter(der, CC_DER_SEQUENCE, &inside))
        return false;
    inside.field = "basicConstraints.cA";
    if (cc_der_next_is(&inside, CC_DER_BOOLEAN)) {
        const uint8_t *begin = inside.next;
        if (!cc_der_boolean(&inside, CC_DER_BOOLEAN, &constraints->ca))
            return false;
        if (!constraints->ca)
            cc_quirk_note(quirks, CC_QUIRK_ENCODED_DEFAULT, cc_span_between(begin, inside.next),
                          inside.field);
    }
    inside.field = "basicConstraints.pathLenConstraint";
    if (cc_der_next_is(&inside, CC_DER_INTEGER)) {
        constraints->has_path_length = true;
        if (!cc_der_count(&inside, CC_DER_INTEGER, CERTCHECK_COUNT_MAX, &constraints->path_length))
            return false;
    }
    return cc_der_end(&inside);
}

/* RFC 5280 4.2.1.3
 *
 * KeyUsage ::= BIT STRING { digitalSignature (0), nonRepudiation (1), keyEncipherment (2),
 *     dataEncipherment (3), keyAgreement (4), keyCertSign (5), cRLSign (6), encipherOnly (7),
 *     decipherOnly (8) } */
bool cc_key_usage_decode(struct cc_der *der, struct certcheck_extension_value *value,
                         struct cc_quirk *quirks)
{
    return cc_named_bits_read(der, CC_DER_BIT_STRING, &value->of.key_usage, quirks);
}

const char *certcheck_key_usage_text(unsigned bit)
{
    static const char *const names[] = {"digitalSignature", "nonRepudiation", "keyEncipherment",
                                        "dataEncipherment", "keyAgreement",   "keyCertSign",
                                        "cRLSign",          "encipherOnly",   "decipherOnly"};
    return bit < sizeof names / sizeof *names ? names[bit] : NULL;
}

/* RFC 5280 4.2.1.12
 *
 * ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId
 * KeyPurposeId ::= OBJECT IDENTIFIER */
bool cc_extended_key_usage_decode(struct cc_der *der, struct certcheck_extension_value *value,
                                  struct cc_quirk *quirks)
{
    (void)quirks;
    struct cc_der purposes;
    cc_span oid;
    if (!cc_list_enter(der, CC_DER_SEQUENCE, &purposes, &value->of.purposes))
        return false;
    while (!cc_der_at_end(&purposes)) {
        if (!cc_der_oid(&purposes, CC_DER_OID, &oid))
            return false;
    }
    return true;
}

bool certcheck_next_oid(struct certcheck_span *rest, struct certcheck_span *oid)
{
    struct certcheck_parse_error error;
    struct cc_der der;
    return cc_next_begin(rest, &der, &error) && cc_der_oid(&der, CC_DER_OID, oid) &&
           cc_next_end(rest, &der);
}

/* GeneralSubtree ::= SEQUENCE {
 *     base     GeneralName,
 *     minimum  [0] BaseDistance DEFAULT 0,
 *     maximum  [1] BaseDistance OPTIONAL }
 * BaseDistance ::= INTEGER (0..MAX) */
static bool read_subtree(struct cc_der *der, struct certcheck_subtree *subtree,
                         struct cc_quirk *quirks)
{
    *subtree = (struct certcheck_subtree){0};
    cc_der_value sequence;
    struct cc_der inside;
    if (!cc_der_expect(der, CC_DER_SEQUENCE, &sequence) || !cc_der_open(der, &sequence, &inside) ||
        !cc_general_name_read(&inside, &subtree->base, quirks))
        return false;
    subtree->whole = sequence.whole;
    inside.field = "nameConstraints.minimum";
    if (cc_der_next_is(&inside, CC_DER_CONTEXT(0))) {
        const uint8_t *begin = inside.next;
        if (!cc_der_count(&inside, CC_DER_CONTEXT(0), CERTCHECK_COUNT_MAX, &subtree->minimum))
            return false;
        if (subtree->minimum == 0)
            cc_quirk_note(quirks, CC_QUIRK_ENCODED_DEFAULT, cc_span_between(begin, inside.next),
                          inside.field);
    }
    inside.field = "nameConstraints.maximum";
    if (cc_der_next_is(&inside, CC_DER_CONTEXT(1))) {
        subtree->has_maximum = true;
        if (!cc_der_count(&inside, CC_DER_CONTEXT(1), CERTCHECK_COUNT_MAX, &subtree->maximum))
            return false;
    }
    return cc_der_end(&inside);
}

/* GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree, under [number] */
static bool read_subtrees(struct cc_der *der, unsigned number, bool *present, cc_span *contents,
                          struct cc_quirk *quirks)
{
    struct cc_der subtrees;
    *present = cc_der_next_is(der, CC_DER_CONTEXT_CONSTRUCTED(number));
    if (!*present)
        return true;
    if (!cc_list_enter(der, CC_DER_CONTEXT_CONSTRUCTED(number), &subtrees, contents))
        return false;
    while (!cc_der_at_end(&subtrees)) {
        struct certcheck_subtree subtree;
        if (!read_subtree(&subtrees, &subtree, quirks))
            return false;
    }
    return true;
}

/* RFC 5280 4.2.1.10, which forbids the empty sequence
 *
 * NameConstraints ::= SEQUENCE {
 *     permittedSubtrees  [0] GeneralSubtrees OPTIONAL,
 *     excludedSubtrees   [1] GeneralSubtrees OPTIONAL } */
bool cc_name_constraints_decode(struct cc_der *der, struct certcheck_extension_value *value,
                                struct cc_quirk *quirks)
{
    struct certcheck_name_constraints *constraints = &value->of.name_constraints;
    *constraints = (struct certcheck_name_constraints){0};
    struct cc_der inside;
    cc_span contents;
    if (!cc_list_enter(der, CC_DER_SEQUENCE, &inside, &contents))
        return false;
    inside.field = "nameConstraints.permittedSubtrees";
    if (!read_subtrees(&inside, 0, &constraints->has_permitted, &constraints->permitted, quirks))
        return false;
    inside.field = "nameConstraints.excludedSubtrees";
    return read_subtrees(&inside, 1, &constraints->has_excluded, &constraints->excluded, quirks) &&
           cc_der_end(&inside);
}

bool certcheck_next_subtree(struct certcheck_span *rest, struct certcheck_subtree *subtree)
{
    struct certcheck_parse_error error;
    struct cc_der der;
    return cc_next_begin(rest, &der, &error) && read_subtree(&der, subtree, NULL) &&
           cc_next_end(rest, &der);
}
