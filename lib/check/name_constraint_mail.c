/* SPDX-License-Identifier: MIT */
/* Mail addresses against rfc822Name constraints. RFC 5280 4.2.1.10: a particular mailbox, all
 * mailboxes on a particular host, or all mailboxes in a domain. Nothing in a mailbox is a wildcard.
 */
#include "check/name_constraint.h"
#include "check/dns_name.h"
#include "check/mailbox.h"

const char *cc_mail_constraint_flaw(cc_span constraint)
{
    cc_span local, host;
    if (!cc_mailbox_split(constraint, &local, &host))
        return cc_host_constraint_flaw(constraint);
    if (cc_mailbox_is_local_part(local) && cc_host_constraint_can_read(host))
        return NULL;
    return "it is not a mailbox";
}

/* RFC 5280 7.5: the local part octet by octet, the host without regard to ASCII case. */
bool cc_mail_constraint_contains(cc_span constraint, cc_span local, cc_span host)
{
    cc_span wanted_local, wanted_host;
    if (!cc_mailbox_split(constraint, &wanted_local, &wanted_host))
        return cc_host_constraint_contains(constraint, host);
    return cc_span_equal(wanted_local, local) && cc_dns_name_equal(wanted_host, host);
}
