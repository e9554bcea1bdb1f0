/* SPDX-License-Identifier: MIT */
/* Names that are asked for against names that a certificate presents: host names, addresses and
 * mailboxes. Reaches certcheck_policy_add_identity, cc_check_identity, all of dns_name.h, and
 * cc_mailbox_split.
 *
 * The first byte chooses the kind; the name that is asked for goes up to the end of the line; each
 * further line is a presented name: '@' begins an rfc822Name, '8' an SmtpUTF8Mailbox, '#' an
 * iPAddress, anything else is a dNSName.
 *
 * What is asked for reads the same when it is read again, and is matched by itself; what matches
 * is what a comparison by labels, written here, says. */
#include "fuzz.h"

#include "check/check.h"
#include "check/dns_name.h"
#include "check/mailbox.h"
#include "support/der_writer.h"
#include "support/fake_certificate.h"

#include <arpa/inet.h>

#define LABELS_MAX 128

struct labels {
    cc_span labels[LABELS_MAX];
    size_t count;
};

static bool is_host_byte(uint8_t c)
{
    static const char bytes[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    return memchr(bytes, c, sizeof bytes - 1) != NULL;
}

static bool is_label(cc_span label)
{
    for (size_t i = 0; i < label.length; i++)
        if (!is_host_byte(label.data[i]))
            return false;
    return label.length > 0 && label.length <= 63;
}

static bool split(cc_span name, struct labels *labels)
{
    size_t begin = 0;
    labels->count = 0;
    for (size_t i = 0; i <= name.length; i++) {
        if (i < name.length && name.data[i] != '.')
            continue;
        if (labels->count == LABELS_MAX)
            return false;
        labels->labels[labels->count++] = cc_span_of(name.data + begin, i - begin);
        begin = i + 1;
    }
    return true;
}

static bool same_label(cc_span a, cc_span b)
{
    for (size_t i = 0; a.length == b.length && i < a.length; i++) {
        bool letters = (a.data[i] ^ b.data[i]) == 0x20 && (a.data[i] | 0x20) >= 'a' &&
                       (a.data[i] | 0x20) <= 'z';
        if (a.data[i] != b.data[i] && !letters)
            return false;
    }
    return a.length == b.length;
}

/* RFC 9525 6.3 */
static bool host_matches(cc_span presented, cc_span wanted)
{
    static struct labels left, right;
    if (presented.length == 0 || !split(presented, &left) || !split(wanted, &right))
        return false;
    bool wildcard = left.labels[0].length == 1 && left.labels[0].data[0] == '*';
    size_t length = presented.length - (wildcard ? 2 : 0);
    if (left.count != right.count || (wildcard && left.count < 3) || length > 253)
        return false;
    for (size_t i = wildcard ? 1 : 0; i < left.count; i++)
        if (!is_label(left.labels[i]) || !same_label(left.labels[i], right.labels[i]))
            return false;
    return true;
}

static bool mailbox_matches(cc_span presented, const char *wanted)
{
    const char *at = strrchr(wanted, '@');
    size_t local = (size_t)(at - wanted) + 1, domain = strlen(at + 1);
    if (presented.length != local + domain || memcmp(presented.data, wanted, local) != 0)
        return false;
    return memchr(presented.data + local, '@', domain) == NULL &&
           same_label(cc_span_of(presented.data + local, domain), cc_span_text(at + 1));
}

static bool name_matches(const struct certcheck_general_name *name, const struct cc_identity *asked)
{
    switch (asked->kind) {
    case CERTCHECK_IDENTITY_DNS:
        return name->kind == CERTCHECK_NAME_DNS &&
               host_matches(name->value, cc_span_text(asked->ascii));
    case CERTCHECK_IDENTITY_IP:
        return name->kind == CERTCHECK_NAME_IP && name->value.length == asked->address_length &&
               memcmp(name->value.data, asked->address, asked->address_length) == 0;
    case CERTCHECK_IDENTITY_EMAIL:
        if (name->kind == CERTCHECK_NAME_RFC822)
            return mailbox_matches(name->value, asked->ascii);
        return name->is_smtp_utf8 && (mailbox_matches(name->value, asked->ascii) ||
                                      mailbox_matches(name->value, asked->unicode));
    }
    return false;
}

static bool expected(cc_span names, const struct cc_identity *asked)
{
    struct certcheck_general_name name;
    bool matches = false;
    while (certcheck_next_general_name(&names, &name))
        matches |= name_matches(&name, asked);
    return matches;
}

static bool is_matched(const struct certcheck_policy *policy, cc_span names)
{
    static const enum certcheck_severity severity[CERTCHECK_FINDING_CODES] = {
        [CERTCHECK_FINDING_HOSTNAME_MISMATCH] = CERTCHECK_ERROR,
        [CERTCHECK_FINDING_IP_MISMATCH] = CERTCHECK_ERROR,
        [CERTCHECK_FINDING_EMAIL_MISMATCH] = CERTCHECK_ERROR,
    };
    static struct certcheck_extension extension;
    struct certcheck_certificate *leaf = fake_leaf("leaf", "issuer", 1, 2);
    struct cc_arena arena = {0};
    struct cc_findings findings;
    struct cc_check check = {.policy = policy, .findings = &findings};
    leaf->subject_alt_name = names;
    leaf->by_kind[CERTCHECK_EXT_SUBJECT_ALT_NAME] = &extension;
    cc_findings_init(&findings, &arena, severity);
    cc_check_identity(&check, leaf, 0);
    require(!findings.no_memory && findings.errors <= 1);
    cc_arena_release(&arena);
    fake_release();
    return findings.errors == 0;
}

static void write_name(struct der_writer *writer, cc_span line)
{
    char form = line.length > 0 ? (char)line.data[0] : 0;
    cc_span text = form == 0 ? line : cc_span_of(line.data + 1, line.length - 1);
    if (form == '@')
        writer_value(writer, CC_DER_CONTEXT(1), text);
    else if (form == '8')
        writer_smtp_utf8(writer, text);
    else if (form == '#')
        writer_value(writer, CC_DER_CONTEXT(7), text);
    else
        writer_value(writer, CC_DER_CONTEXT(2), line);
}

/* A certificate that presents just what is asked for. */
static bool matches_itself(const struct certcheck_policy *policy)
{
    const struct cc_identity *asked = &policy->identities[0];
    struct der_writer writer = {0};
    switch (asked->kind) {
    case CERTCHECK_IDENTITY_DNS:
        writer_text(&writer, CC_DER_CONTEXT(2), asked->ascii);
        break;
    case CERTCHECK_IDENTITY_IP:
        writer_value(&writer, CC_DER_CONTEXT(7), cc_span_of(asked->address, asked->address_length));
        break;
    case CERTCHECK_IDENTITY_EMAIL:
        writer_smtp_utf8(&writer, cc_span_text(asked->unicode));
        break;
    }
    bool matched = is_matched(policy, writer_span(&writer));
    writer_release(&writer);
    return matched;
}

static void require_same_again(const struct cc_identity *asked)
{
    char address[INET6_ADDRSTRLEN];
    struct cc_identity again;
    const char *text = asked->ascii;
    if (asked->kind == CERTCHECK_IDENTITY_IP)
        text = inet_ntop(asked->address_length == 4 ? AF_INET : AF_INET6, asked->address, address,
                         sizeof address);
    require(cc_identity_read(&again, asked->kind, text) == CERTCHECK_OK);
    if (asked->kind == CERTCHECK_IDENTITY_IP)
        require(again.address_length == asked->address_length &&
                memcmp(again.address, asked->address, again.address_length) == 0);
    else
        require(strcmp(again.ascii, asked->ascii) == 0);
    cc_identity_release(&again);
}

static void compare(cc_span a, cc_span b)
{
    bool equal = cc_dns_name_equal(a, b);
    require(equal == cc_dns_name_equal(b, a));
    require(cc_dns_name_equal(a, a) && cc_dns_name_is_within(a, a));
    require(cc_dns_name_is_within(a, cc_dns_name_parent(a)));
    if (a.length > 0 && b.length > 0)
        require(equal == (cc_dns_name_is_within(a, b) && cc_dns_name_is_within(b, a)));
    require(!equal || cc_dns_name_is_valid(a) == cc_dns_name_is_valid(b));
}

/* Up to the end of the line, which is passed over. */
static cc_span take_line(cc_span *rest)
{
    const uint8_t *end = rest->length > 0 ? memchr(rest->data, '\n', rest->length) : NULL;
    cc_span line = end ? cc_span_between(rest->data, end) : *rest;
    *rest = end ? cc_span_between(end + 1, rest->data + rest->length) : (cc_span){NULL, 0};
    return line;
}

static void ask(struct certcheck_policy *policy, enum certcheck_identity_kind kind, cc_span line)
{
    char *text = calloc(1, line.length + 1);
    require(text != NULL);
    if (line.length > 0)
        memcpy(text, line.data, line.length);
    enum certcheck_status status = certcheck_policy_add_identity(policy, kind, text);
    require(status == CERTCHECK_OK || status == CERTCHECK_BAD_ARGUMENT);
    require((status == CERTCHECK_OK) == (policy->identity_count == 1));
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct certcheck_policy *policy;
    struct der_writer writer = {0};
    if (size == 0)
        return 0;
    cc_span rest = cc_span_of(data + 1, size - 1);
    cc_span wanted = take_line(&rest);
    require(certcheck_policy_new(&policy) == CERTCHECK_OK);
    ask(policy, (enum certcheck_identity_kind)(data[0] % 3), wanted);
    while (rest.length > 0) {
        cc_span line = take_line(&rest);
        compare(wanted, line);
        write_name(&writer, line);
    }
    if (policy->identity_count == 1) {
        const struct cc_identity *asked = &policy->identities[0];
        require(asked->kind != CERTCHECK_IDENTITY_DNS ||
                cc_dns_name_is_valid(cc_span_text(asked->ascii)));
        require_same_again(asked);
        require(matches_itself(policy));
        cc_span names = writer_span(&writer);
        require(is_matched(policy, names) == expected(names, asked));
    }
    writer_release(&writer);
    certcheck_policy_free(policy);
    return 0;
}
