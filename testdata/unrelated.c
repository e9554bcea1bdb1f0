/* SPDX-License-Identifier: MIT */
/* A hundred certificates that no case has to do with: what is added to show that it changes
 * nothing. */
#include "cases.h"

#include <stdio.h>
#include <string.h>

#define GROUPS 25

static const char *line(const char *format, int group)
{
    char text[256];
    snprintf(text, sizeof(text), format, group, group);
    return (const char *)der_text(text).data;
}

/* A chain of three, and a certificate without anybody; all with the keys, and thus the key
 * identifiers, of the ordinary ones. */
static struct der group_of_four(int group)
{
    const char *number = line("%d", group);
    const struct test_case chain = {
        .area = "unrelated",
        .id = number,
        .certificates =
            {
                line("root subject=Unrelated%%20Root%%20%d", group),
                line("ca subject=Unrelated%%20Intermediate%%20%d", group),
                line("leaf subject=unrelated%d.example san=DNS:unrelated%d.example", group),
                line("alone:ca subject=Unrelated%%20Alone%%20%d issuer-name=Nobody%%20%d", group),
            },
    };
    return DER_JOIN(pem_of("CERTIFICATE", issue(&chain, "root")), pem_of("CERTIFICATE", issue(&chain, "ca")),
                    pem_of("CERTIFICATE", issue(&chain, "leaf")), pem_of("CERTIFICATE", issue(&chain, "alone")));
}

struct der unrelated_text(void)
{
    struct der all = {NULL, 0};
    for (int group = 0; group < GROUPS; group++)
        all = DER_JOIN(all, group_of_four(group));
    return all;
}
