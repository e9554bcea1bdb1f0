/* SPDX-License-Identifier: MIT */
/* Names: RFC 5280 4.1.2.4 and the comparison of 7.1. */
#ifndef CC_X509_NAME_H
#define CC_X509_NAME_H

#include "base/budget.h"
#include "der/der.h"
#include "x509/quirk.h"

/* AttributeTypeAndValue. */
struct cc_name_attribute {
    cc_span type;  /* contents of the OID */
    uint32_t tag;  /* of the value */
    cc_span value; /* contents of the value */
    cc_span whole; /* the value with its header */
};

/* Name ::= RDNSequence. Reads one and checks its structure; *empty when it has no RDN. Strings
 * outside their alphabets and RDNs without attributes are noted among the quirks. */
bool cc_name_read(struct cc_der *der, cc_span *name, bool *empty, struct cc_quirk *quirks);
/* The same; *hash as cc_name_hash has it. */
bool cc_name_read_hashed(struct cc_der *der, cc_span *name, bool *empty, uint64_t *hash,
                         struct cc_quirk *quirks);
/* RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue, whose contents are
 * those of `attributes`; leaves nothing behind. */
bool cc_name_read_attributes(struct cc_der *attributes, struct cc_quirk *quirks);

/* Pays for comparing two names from the candidate budget, which may be NULL; those that are not the
 * same bytes cost by their length. False: it must not be done. */
bool cc_name_pay(struct cc_budget *budget, cc_span a, cc_span b);

/* certcheck_name_equal; false, too, when nobody can pay for it. */
bool cc_name_equal_paid(struct cc_budget *budget, cc_span a, cc_span b);

/* Equal names (certcheck_name_equal) have equal hashes. */
uint64_t cc_name_hash(cc_span name);

/* The hashes of the Names that a Name begins with, from that without any RDN to the whole: `hash`
 * stands for one RDN more after each cc_name_prefixes_next, which is false at the end. */
struct cc_name_prefixes {
    cc_span rest;
    uint64_t hash;
};
bool cc_name_prefixes_begin(struct cc_name_prefixes *prefixes, cc_span name);
bool cc_name_prefixes_next(struct cc_name_prefixes *prefixes);

/* The same while a Name is read: an RDN's attributes one by one, then the RDN, whose contents are
 * `rdn`, behind the RDNs that `name` stands for. */
#define CC_NAME_HASH_EMPTY UINT64_C(0xCBF29CE484222325) /* of a Name without any RDN */
struct cc_rdn_hash {
    uint64_t sum;
    size_t attributes;
};
void cc_rdn_hash_attribute(struct cc_rdn_hash *rdn, const struct cc_name_attribute *attribute);
uint64_t cc_name_hash_rdn(uint64_t name, const struct cc_rdn_hash *hash, cc_span rdn);

/* Whether the RDNs of `base` are the first RDNs of `name` (both whole Names), each compared as in
 * 7.1: the subtree test of RFC 5280 4.2.1.10 for directory names. */
bool cc_name_is_within(cc_span name, cc_span base);

/* Whether all of a Name is compared as 7.1 says, and none of it byte for byte because its text is
 * broken, a string of no type of text, or in an RDN of too many attributes. What is no string counts
 * as comparable. False: other software may take it for a name that it is not equal to here. */
bool cc_name_is_comparable(cc_span name);

/* Whether two RelativeDistinguishedNames (their contents) are equal under RFC 5280 7.1. */
bool cc_name_rdn_equal(cc_span a, cc_span b);
/* Whether `name` is `parent` (whole Names) with one more RDN of these contents behind it. */
bool cc_name_extends(cc_span name, cc_span parent, cc_span rdn);

/* One AttributeTypeAndValue at a time, across all RDNs. `rest` starts as the contents of the
 * SEQUENCE of a Name that was read; `rdn` as the empty span. */
bool cc_name_next_attribute(cc_span *rest, cc_span *rdn, struct cc_name_attribute *attribute);

/* The string types of a DirectoryString and its like: PrintableString, UTF8String, TeletexString
 * (read as ISO 8859-1, as it is used), IA5String, BMPString, UniversalString. */
static inline bool cc_name_is_text(uint32_t tag)
{
    return tag == CC_DER_PRINTABLE_STRING || tag == CC_DER_UTF8_STRING ||
           tag == CC_DER_TELETEX_STRING || tag == CC_DER_IA5_STRING || tag == CC_DER_BMP_STRING ||
           tag == CC_DER_UNIVERSAL_STRING;
}
/* These, and the other two that hold nothing but ASCII: NumericString and VisibleString. */
static inline bool cc_name_is_string(uint32_t tag)
{
    return cc_name_is_text(tag) || tag == CC_DER_NUMERIC_STRING || tag == CC_DER_VISIBLE_STRING;
}
/* Takes one character of such a string off the front of *text, which must not be empty, and
 * returns how many bytes it took. *readable = false where they are no character. */
size_t cc_name_next_character(uint32_t tag, cc_span *text, uint32_t *character, bool *readable);

#endif
