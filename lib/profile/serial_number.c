/* SPDX-License-Identifier: MIT */
/*
 * RFC 5280 4.1.2.2: serial numbers.
 *
 * Findings: serial-not-positive, serial-too-long.
 * Departures: an anchor's serial number is not looked at: nothing refers to it, and roots with the
 * serial number 0 are in every browser's store. The 20 octets are contents octets, the one in front
 * that keeps a number positive included.
 */
#include "profile/profile.h"

#include "base/text.h"

#define SERIAL_MAX_LENGTH 20 /* octets */

/* "-1F": minus and the magnitude of the two's complement in hexadecimal. */
static char *negative_text(cc_span serial)
{
    uint8_t magnitude[SERIAL_MAX_LENGTH];
    struct cc_text text;
    cc_text_init(&text, CC_TEXT_LIMIT);
    if (serial.length > sizeof magnitude) {
        cc_text_add(&text, "negative");
        return cc_text_take(&text);
    }
    unsigned carry = 1;
    for (size_t i = serial.length; i-- > 0;) {
        unsigned sum = (uint8_t)~serial.data[i] + carry;
        magnitude[i] = (uint8_t)sum;
        carry = sum >> 8;
    }
    size_t first = 0;
    while (first + 1 < serial.length && magnitude[first] == 0)
        first++;
    cc_text_char(&text, '-');
    cc_text_hex(&text, cc_span_of(magnitude + first, serial.length - first), '\0');
    return cc_text_take(&text);
}

static bool is_zero(cc_span serial)
{
    for (size_t i = 0; i < serial.length; i++)
        if (serial.data[i] != 0)
            return false;
    return true;
}

void cc_profile_serial_number(struct cc_profile *profile,
                              const struct certcheck_certificate *certificate, enum cc_role role,
                              size_t index)
{
    if (role == CC_ROLE_ANCHOR)
        return;
    struct cc_findings *findings = profile->findings;
    cc_span serial = certificate->serial;
    bool zero = is_zero(serial);
    if (zero || (serial.data[0] & 0x80) != 0) {
        struct cc_finding *finding = cc_findings_add(
            findings, CERTCHECK_FINDING_SERIAL_NOT_POSITIVE, index, certificate->der, serial);
        if (zero)
            cc_finding_text(findings, finding, "serial", "0");
        else if (finding)
            cc_finding_take(findings, finding, "serial", negative_text(serial));
    }
    if (serial.length > SERIAL_MAX_LENGTH) {
        struct cc_finding *finding = cc_findings_add(findings, CERTCHECK_FINDING_SERIAL_TOO_LONG,
                                                     index, certificate->der, serial);
        cc_finding_number(findings, finding, "actual", (int64_t)serial.length);
    }
}
