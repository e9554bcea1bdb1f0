/* SPDX-License-Identifier: MIT */
/* The labels of PEM blocks. */
#include "der/pem_label.h"

#include "der/pem_boundary.h"

static const struct {
    const char *text;
    enum cc_pem_label label;
} known[] = {
    {"CERTIFICATE", CC_PEM_LABEL_CERTIFICATE},
    {"X509 CERTIFICATE", CC_PEM_LABEL_CERTIFICATE},
    {"TRUSTED CERTIFICATE", CC_PEM_LABEL_TRUSTED_CERTIFICATE},
    {"PKCS7", CC_PEM_LABEL_PKCS7},
    {"CMS", CC_PEM_LABEL_PKCS7},
    {"X509 CRL", CC_PEM_LABEL_CRL},
    {"CRL", CC_PEM_LABEL_CRL},
    {"OCSP RESPONSE", CC_PEM_LABEL_OCSP_RESPONSE},
};

#define KNOWN (sizeof known / sizeof known[0])

enum cc_pem_label cc_pem_label_of(cc_span label)
{
    for (size_t i = 0; i < KNOWN; i++) {
        if (cc_span_equal(label, cc_span_text(known[i].text)))
            return known[i].label;
    }
    return CC_PEM_LABEL_UNKNOWN;
}

/* No-break spaces and what has no width are beyond ASCII. */
static bool is_blank(uint8_t c)
{
    return cc_pem_is_space(c) || c >= 0x80;
}

static bool is_alike(cc_span label, const char *text)
{
    for (size_t i = 0; i < label.length; i++) {
        if (is_blank(label.data[i]))
            continue;
        if (*text == ' ')
            text++;
        if (*text == '\0' || cc_pem_upper(label.data[i]) != (uint8_t)*text)
            return false;
        text++;
    }
    return *text == '\0';
}

bool cc_pem_label_is_alike(cc_span label)
{
    for (size_t i = 0; i < KNOWN; i++) {
        if (is_alike(label, known[i].text))
            return true;
    }
    return false;
}

static bool contains(cc_span label, const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 0; i + length <= label.length; i++) {
        if (cc_pem_upper(label.data[i]) == (uint8_t)word[0] &&
            cc_pem_begins_with_word(cc_span_of(label.data + i, label.length - i), word))
            return true;
    }
    return false;
}

static bool contains_any(cc_span label, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (contains(label, words[i]))
            return true;
    }
    return false;
}

bool cc_pem_label_is_near(cc_span label)
{
    static const char *const ours[] = {"CERT", "CRL", "X509", "X.509", "OCSP", "PKCS7", "CMS"};
    static const char *const others[] = {"KEY", "REQUEST", "ATTRIBUTE", "PARAMETERS", "PGP"};
    return cc_pem_label_of(label) == CC_PEM_LABEL_UNKNOWN &&
           contains_any(label, ours, sizeof ours / sizeof ours[0]) &&
           !contains_any(label, others, sizeof others / sizeof others[0]);
}
