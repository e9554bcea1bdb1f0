/* SPDX-License-Identifier: MIT */
/*
 * Names of any kind against constraints of their kind.
 *
 * RFC 9598 6: constraints on rfc822Names hold for an SmtpUTF8Mailbox too. Its domain is compared in
 * A-labels; where it is written in U-labels (RFC 8398), they are turned into A-labels first.
 *
 * otherName, x400Address, ediPartyName and registeredID: RFC 5280 4.2.1.10 leaves open what a
 * constraint means, or nobody uses it; such a name cannot be checked.
 */
#include "check/name_constraint.h"

#include "base/alloc.h"
#include "check/dns_name.h"
#include "check/mailbox.h"
#include "path/policy.h"
#include "x509/name.h"

/* Each A-label octet stands for no more than one character of at most four bytes. */
#define U_LABELS_MAX_LENGTH ((size_t)4 * CC_HOST_MAX_LENGTH)

enum certcheck_general_name_kind cc_constrained_kind(const struct certcheck_general_name *name)
{
    return name->is_smtp_utf8 ? CERTCHECK_NAME_RFC822 : name->kind;
}

static bool is_ascii(cc_span text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] >= 0x80)
            return false;
    return true;
}

bool cc_constrained_name_needs_a_labels(const struct certcheck_general_name *name)
{
    cc_span local, host;
    return name->is_smtp_utf8 && cc_mailbox_split(name->value, &local, &host) && !is_ascii(host);
}

/* Replaces read->host by the same in A-labels. */
static enum cc_constrained_name_result use_a_labels(struct cc_constrained_name *read)
{
    char u_labels[U_LABELS_MAX_LENGTH + 1];
    cc_span host = read->host;
    if (host.length > U_LABELS_MAX_LENGTH || memchr(host.data, '\0', host.length))
        return CC_CONSTRAINED_NAME_UNREADABLE;
    memcpy(u_labels, host.data, host.length);
    u_labels[host.length] = '\0';

    char *a_labels;
    enum certcheck_status status = cc_host_a_labels(u_labels, &a_labels);
    if (status == CERTCHECK_NO_MEMORY)
        return CC_CONSTRAINED_NAME_NO_MEMORY;
    if (status != CERTCHECK_OK)
        return CC_CONSTRAINED_NAME_UNREADABLE;
    size_t length = strlen(a_labels);
    bool fits = length <= sizeof read->a_labels;
    if (fits) {
        memcpy(read->a_labels, a_labels, length);
        read->host = cc_span_of(read->a_labels, length);
    }
    cc_free(a_labels);
    return fits ? CC_CONSTRAINED_NAME_READ : CC_CONSTRAINED_NAME_UNREADABLE;
}

static enum cc_constrained_name_result read_mail(struct cc_constrained_name *read,
                                                 const struct certcheck_general_name *name)
{
    if (!cc_mailbox_split(name->value, &read->local, &read->host) ||
        !cc_mailbox_is_local_part(read->local))
        return CC_CONSTRAINED_NAME_UNREADABLE;
    if (cc_constrained_name_needs_a_labels(name)) {
        enum cc_constrained_name_result result = use_a_labels(read);
        if (result != CC_CONSTRAINED_NAME_READ)
            return result;
    }
    return cc_host_constraint_can_read(read->host) ? CC_CONSTRAINED_NAME_READ
                                                   : CC_CONSTRAINED_NAME_UNREADABLE;
}

enum cc_constrained_name_result cc_constrained_name_read(struct cc_constrained_name *read,
                                                         const struct certcheck_general_name *name)
{
    bool readable = true;
    read->kind = cc_constrained_kind(name);
    read->value = read->host = name->value;
    read->local = (cc_span){NULL, 0};
    switch (read->kind) {
    case CERTCHECK_NAME_RFC822:
        return read_mail(read, name);
    case CERTCHECK_NAME_URI:
        return cc_uri_host(name->value, &read->host) ? CC_CONSTRAINED_NAME_READ
                                                     : CC_CONSTRAINED_NAME_WITHOUT_HOST;
    case CERTCHECK_NAME_DNS:
        readable = cc_dns_constraint_can_read(name->value);
        break;
    case CERTCHECK_NAME_IP:
        readable = cc_ip_constraint_can_read(name->value);
        break;
    case CERTCHECK_NAME_DIRECTORY:
        break;
    case CERTCHECK_NAME_OTHER:
    case CERTCHECK_NAME_X400:
    case CERTCHECK_NAME_EDI_PARTY:
    case CERTCHECK_NAME_REGISTERED_ID:
        return CC_CONSTRAINED_NAME_UNSUPPORTED;
    }
    return readable ? CC_CONSTRAINED_NAME_READ : CC_CONSTRAINED_NAME_UNREADABLE;
}

const char *cc_name_constraint_flaw(const struct certcheck_general_name *base)
{
    switch (base->kind) {
    case CERTCHECK_NAME_RFC822:
        return cc_mail_constraint_flaw(base->value);
    case CERTCHECK_NAME_URI:
        return cc_host_constraint_flaw(base->value);
    case CERTCHECK_NAME_DNS:
        return cc_dns_constraint_flaw(base->value);
    case CERTCHECK_NAME_IP:
        return cc_ip_constraint_flaw(base->value);
    default:
        return NULL;
    }
}

bool cc_name_constraint_permits(const struct certcheck_general_name *base,
                                const struct cc_constrained_name *name)
{
    switch (name->kind) {
    case CERTCHECK_NAME_RFC822:
        return cc_mail_constraint_contains(base->value, name->local, name->host);
    case CERTCHECK_NAME_URI:
        return cc_host_constraint_contains(base->value, name->host);
    case CERTCHECK_NAME_DNS:
        return cc_dns_constraint_permits(base->value, name->value);
    case CERTCHECK_NAME_IP:
        return cc_ip_constraint_contains(base->value, name->value);
    case CERTCHECK_NAME_DIRECTORY:
        return cc_name_is_within(name->value, base->value);
    default:
        return false;
    }
}

bool cc_name_constraint_excludes(const struct certcheck_general_name *base,
                                 const struct cc_constrained_name *name)
{
    if (name->kind == CERTCHECK_NAME_DNS)
        return cc_dns_constraint_excludes(base->value, name->value);
    if (name->kind == CERTCHECK_NAME_IP)
        return cc_ip_constraint_excludes(base->value, name->value);
    return cc_name_constraint_permits(base, name);
}
