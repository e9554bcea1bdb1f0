/* SPDX-License-Identifier: MIT */
/* Hostile names, and constraints on them. */
#include "hostile/hostile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUBJECT_ALT_NAME "2.5.29.17"
#define NAME_CONSTRAINTS "2.5.29.30"
#define DNS CC_DER_CONTEXT(2)
#define MAIL CC_DER_CONTEXT(1)
#define URI CC_DER_CONTEXT(6)
#define IP CC_DER_CONTEXT(7)
#define DIRECTORY CC_DER_CONTEXT_CONSTRUCTED(4)
#define PERMITTED CC_DER_CONTEXT_CONSTRUCTED(0)
#define EXCLUDED CC_DER_CONTEXT_CONSTRUCTED(1)

static const cc_span none;

static void ask_for_host(struct hostile_input *input)
{
    if (certcheck_policy_add_identity(input->policy, CERTCHECK_IDENTITY_DNS, "www.example.org") !=
            CERTCHECK_OK ||
        certcheck_policy_set_purpose(input->policy, "serverAuth") != CERTCHECK_OK)
        abort();
}

/* GeneralNames until so many bytes are full; `format` takes a number in letters. */
static void write_names(struct der_writer *to, uint32_t tag, const char *format, size_t letters,
                        size_t room)
{
    char number[16], text[512];
    for (size_t i = 0; to->length < room; i++) {
        hostile_letters(number, letters, i);
        snprintf(text, sizeof(text), format, number);
        writer_text(to, tag, text);
    }
}

static void write_subtrees(struct der_writer *to, uint32_t tag, const char *format, size_t letters,
                           size_t room)
{
    char number[16], text[512];
    for (size_t i = 0; to->length < room; i++) {
        hostile_letters(number, letters, i);
        snprintf(text, sizeof(text), format, number);
        writer_begin(to, CC_DER_SEQUENCE);
        writer_text(to, tag, text);
        writer_end(to);
    }
}

/* A leaf with these names below an authority that permits or excludes these subtrees. */
static void add_names(struct hostile_input *input, const struct der_writer *names,
                      const struct der_writer *subtrees, uint32_t side)
{
    struct der_writer san = {0}, both = {0}, constraints = {0};
    hostile_extension(&san, SUBJECT_ALT_NAME, writer_span(names));
    if (subtrees != NULL) {
        writer_value(&both, side, writer_span(subtrees));
        hostile_extension(&constraints, NAME_CONSTRAINTS, writer_span(&both));
    }
    hostile_add_chain(input, subtrees != NULL ? writer_span(&constraints) : none,
                      writer_span(&san));
    writer_release(&san);
    writer_release(&both);
    writer_release(&constraints);
}

static void only_names(struct hostile_input *input, uint32_t tag, const char *format,
                       size_t letters)
{
    struct der_writer names = {0};
    write_names(&names, tag, format, letters, HOSTILE_ROOM);
    add_names(input, &names, NULL, 0);
    writer_release(&names);
}

static void dns_names(struct hostile_input *input)
{
    ask_for_host(input);
    only_names(input, DNS, "%s", 4);
}

static void dns_names_long(struct hostile_input *input)
{
    ask_for_host(input);
    only_names(
        input, DNS,
        "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p."
        "q.r.s.t.u.v.w.x.y.z.a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.%s.org",
        5);
}

static void dns_names_webpki(struct hostile_input *input)
{
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_WEBPKI);
    dns_names(input);
}

static void suffixes_webpki(struct hostile_input *input)
{
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_WEBPKI);
    ask_for_host(input);
    only_names(input, DNS, "%s.jp", 3);
}

static void wildcards_webpki(struct hostile_input *input)
{
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_WEBPKI);
    ask_for_host(input);
    only_names(input, DNS, "*.%s.co.uk", 4);
}

static void a_labels_webpki(struct hostile_input *input)
{
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_WEBPKI);
    ask_for_host(input);
    only_names(input, DNS, "xn--%s-kva.xn--bcher-kva.xn--bcher-kva.org", 4);
}

static void a_labels_long_webpki(struct hostile_input *input)
{
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_WEBPKI);
    ask_for_host(input);
    only_names(input, DNS, "xn--%saaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-99999.org", 5);
}

static void uris_rfc5280(struct hostile_input *input)
{
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_RFC5280);
    only_names(input, URI, "http://%s.org/", 4);
}

static void mailboxes_rfc5280(struct hostile_input *input)
{
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_RFC5280);
    only_names(input, MAIL, "%s@example.org", 4);
}

/* As many constraints as names, none of which matches. */
static void against(struct hostile_input *input, uint32_t side, uint32_t tag, const char *names_are,
                    const char *constraints_are)
{
    struct der_writer names = {0}, subtrees = {0};
    write_names(&names, tag, names_are, 5, HOSTILE_ROOM / 2);
    write_subtrees(&subtrees, tag, constraints_are, 5, HOSTILE_ROOM / 2);
    add_names(input, &names, &subtrees, side);
    writer_release(&names);
    writer_release(&subtrees);
}

static void constraints_dns(struct hostile_input *input)
{
    against(input, EXCLUDED, DNS, "%s.org", "%s.com");
}

static void constraints_dns_unmet(struct hostile_input *input)
{
    against(input, PERMITTED, DNS, "%s.org", "%s.com");
}

static void constraints_dns_deep(struct hostile_input *input)
{
    against(
        input, EXCLUDED, DNS,
        "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a."
        "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a."
        "%s.a.a.org",
        "%s.com");
}

static void constraints_mail(struct hostile_input *input)
{
    against(input, EXCLUDED, MAIL, "%s@a.org", "%s@b.org");
}

static void constraints_uri(struct hostile_input *input)
{
    against(input, EXCLUDED, URI, "http://%s.org/", ".%s.com");
}

/* U-labels are turned into A-labels. */
static void constraints_smtp_utf8(struct hostile_input *input)
{
    struct der_writer names = {0}, subtrees = {0};
    char letters[8], text[64];
    for (size_t i = 0; names.length < HOSTILE_ROOM - 10000; i++) {
        hostile_letters(letters, 4, i);
        snprintf(text, sizeof(text), "a@%s\xc3\xbc.org", letters);
        writer_begin(&names, CC_DER_CONTEXT_CONSTRUCTED(0));
        writer_oid(&names, "1.3.6.1.5.5.7.8.9");
        writer_begin(&names, CC_DER_CONTEXT_CONSTRUCTED(0));
        writer_text(&names, CC_DER_UTF8_STRING, text);
        writer_end(&names);
        writer_end(&names);
    }
    write_subtrees(&subtrees, MAIL, "%s.com", 4, 5000);
    add_names(input, &names, &subtrees, EXCLUDED);
    writer_release(&names);
    writer_release(&subtrees);
}

/* Each address is looked for under every length of prefix. */
static void constraints_ip(struct hostile_input *input)
{
    struct der_writer names = {0}, subtrees = {0};
    uint8_t address[32] = {0};
    for (uint32_t i = 0; names.length < HOSTILE_ROOM / 2; i++) {
        memcpy(address + 12, &i, 4);
        address[0] = 0x20;
        writer_value(&names, IP, cc_span_of(address, 16));
    }
    for (uint32_t i = 0; subtrees.length < HOSTILE_ROOM / 2; i++) {
        unsigned prefix = i % 128 + 1;
        memset(address, 0, sizeof(address));
        address[0] = 0x40;
        memcpy(address + 8, &i, 4);
        for (unsigned bit = 0; bit < 128; bit++)
            if (bit < prefix)
                address[16 + bit / 8] |= (uint8_t)(0x80U >> bit % 8);
            else
                address[bit / 8] &= (uint8_t) ~(0x80U >> bit % 8);
        writer_begin(&subtrees, CC_DER_SEQUENCE);
        writer_value(&subtrees, IP, cc_span_of(address, 32));
        writer_end(&subtrees);
    }
    add_names(input, &names, &subtrees, EXCLUDED);
    writer_release(&names);
    writer_release(&subtrees);
}

static void write_attribute(struct der_writer *to, const char *type, const char *value)
{
    writer_begin(to, CC_DER_SEQUENCE);
    writer_oid(to, type);
    writer_text(to, CC_DER_UTF8_STRING, value);
    writer_end(to);
}

static void write_rdn(struct der_writer *to, const char *type, const char *value)
{
    writer_begin(to, CC_DER_SET);
    write_attribute(to, type, value);
    writer_end(to);
}

/* A Name of RDNs 2.5.4.3=a, in capitals or not; the last one is `last`. */
static void write_long_name(struct der_writer *to, size_t rdns, const char *value, const char *last)
{
    writer_begin(to, CC_DER_SEQUENCE);
    for (size_t i = 0; i + 1 < rdns; i++)
        write_rdn(to, "2.5.4.3", value);
    write_rdn(to, "2.5.4.3", last);
    writer_end(to);
}

/* Names in names: each prefix of the leaf's names is a constraint in its own right, and none of
 * them is equal but for case. */
static void constraints_directory(struct hostile_input *input)
{
    struct der_writer names = {0}, subtrees = {0};
    char number[8];
    for (size_t i = 0; names.length < HOSTILE_ROOM / 2; i++) {
        hostile_letters(number, 5, i);
        writer_begin(&names, DIRECTORY);
        write_long_name(&names, 50, "a", number);
        writer_end(&names);
    }
    for (size_t i = 1; subtrees.length < HOSTILE_ROOM / 2; i = i % 49 + 1) {
        hostile_letters(number, 5, subtrees.length);
        writer_begin(&subtrees, CC_DER_SEQUENCE);
        writer_begin(&subtrees, DIRECTORY);
        write_long_name(&subtrees, i, "A", i % 2 == 0 ? "A" : number);
        writer_end(&subtrees);
        writer_end(&subtrees);
    }
    add_names(input, &names, &subtrees, PERMITTED);
    writer_release(&names);
    writer_release(&subtrees);
}

/* One name of thousands of RDNs, of which each prefix is compared with a constraint. */
static void constraints_directory_deep(struct hostile_input *input)
{
    struct der_writer names = {0}, subtrees = {0};
    writer_begin(&names, DIRECTORY);
    write_long_name(&names, 1200, "a", "b");
    writer_end(&names);
    for (size_t i = 1; subtrees.length < HOSTILE_ROOM - 30000; i += 13) {
        writer_begin(&subtrees, CC_DER_SEQUENCE);
        writer_begin(&subtrees, DIRECTORY);
        write_long_name(&subtrees, i % 1200 + 1, "A", "A");
        writer_end(&subtrees);
        writer_end(&subtrees);
    }
    add_names(input, &names, &subtrees, PERMITTED);
    writer_release(&names);
    writer_release(&subtrees);
}

/* A directoryName of one RDN with two attributes. */
static void write_pair(struct der_writer *to, const char *common_name, const char *organization)
{
    writer_begin(to, DIRECTORY);
    writer_begin(to, CC_DER_SEQUENCE);
    writer_begin(to, CC_DER_SET);
    write_attribute(to, "2.5.4.3", common_name);
    write_attribute(to, "2.5.4.10", organization);
    writer_end(to);
    writer_end(to);
    writer_end(to);
}

/* One name with a long text, read anew for each of the constraints that are in no index. */
static void constraints_directory_long(struct hostile_input *input)
{
    static char text[HOSTILE_ROOM / 4 + 1];
    struct der_writer names = {0}, subtrees = {0};
    char number[8];
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(&text[i], "a\t", 2); /* space, and no ASCII that could be compared fast */
    write_pair(&names, "a", text);
    for (size_t i = 0; subtrees.length < HOSTILE_ROOM / 2; i++) {
        hostile_letters(number, 5, i);
        writer_begin(&subtrees, CC_DER_SEQUENCE);
        write_pair(&subtrees, "a", number);
        writer_end(&subtrees);
    }
    add_names(input, &names, &subtrees, EXCLUDED);
    writer_release(&names);
    writer_release(&subtrees);
}

static void add_subject(struct hostile_input *input, const struct der_writer *name)
{
    hostile_add_root(input);
    hostile_add(input, HOSTILE_LEAF,
                &(struct hostile_certificate){.subject_name = writer_span(name),
                                              .issuer = "Root",
                                              .key = "ed25519-leaf",
                                              .signer = "ed25519-root"});
}

static void subject_long(struct hostile_input *input)
{
    struct der_writer name = {0};
    char *value = malloc(HOSTILE_ROOM + 1);
    if (value == NULL)
        abort();
    memset(value, 'A', HOSTILE_ROOM);
    value[HOSTILE_ROOM] = '\0';
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_RFC5280);
    writer_name(&name, value);
    add_subject(input, &name);
    writer_release(&name);
    free(value);
}

/* What is shown of it is three times as long. */
static void subject_of_controls_webpki(struct hostile_input *input)
{
    struct der_writer name = {0};
    char *value = malloc(HOSTILE_ROOM + 1);
    if (value == NULL)
        abort();
    memset(value, '\x01', HOSTILE_ROOM);
    value[HOSTILE_ROOM] = '\0';
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_WEBPKI);
    writer_name(&name, value);
    add_subject(input, &name);
    writer_release(&name);
    free(value);
}

static void subject_rdns(struct hostile_input *input)
{
    struct der_writer name = {0};
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_RFC5280);
    writer_begin(&name, CC_DER_SEQUENCE);
    while (name.length < HOSTILE_ROOM)
        write_rdn(&name, "2.5.4.3", "a");
    writer_end(&name);
    add_subject(input, &name);
    writer_release(&name);
}

/* All in one RDN; each is compared with those before it by the profile. */
static void subject_attributes(struct hostile_input *input)
{
    struct der_writer name = {0};
    certcheck_policy_set_profile(input->policy, CERTCHECK_PROFILE_RFC5280);
    writer_begin(&name, CC_DER_SEQUENCE);
    writer_begin(&name, CC_DER_SET);
    for (unsigned i = 0; name.length < HOSTILE_ROOM; i++) {
        char type[32];
        snprintf(type, sizeof(type), "1.2.3.%u", i + 20000);
        writer_begin(&name, CC_DER_SEQUENCE);
        writer_oid(&name, type);
        writer_text(&name, CC_DER_UTF8_STRING, "a");
        writer_end(&name);
    }
    writer_end(&name);
    writer_end(&name);
    add_subject(input, &name);
    writer_release(&name);
}

static void subject_mail(struct hostile_input *input)
{
    struct der_writer name = {0}, subtrees = {0}, both = {0}, constraints = {0};
    writer_begin(&name, CC_DER_SEQUENCE);
    while (name.length < HOSTILE_ROOM)
        write_rdn(&name, "1.2.840.113549.1.9.1", "a@b.org");
    writer_end(&name);
    write_subtrees(&subtrees, MAIL, "%s.com", 4, 100);
    writer_value(&both, EXCLUDED, writer_span(&subtrees));
    hostile_extension(&constraints, NAME_CONSTRAINTS, writer_span(&both));
    hostile_add_root(input);
    hostile_add(input, HOSTILE_POOL,
                &(struct hostile_certificate){.extensions = writer_span(&constraints)});
    hostile_add(input, HOSTILE_LEAF,
                &(struct hostile_certificate){.subject_name = writer_span(&name),
                                              .issuer = "CA",
                                              .key = "ed25519-leaf",
                                              .signer = "ed25519-ca"});
    writer_release(&name);
    writer_release(&subtrees);
    writer_release(&both);
    writer_release(&constraints);
}

const struct hostile hostile_names[] = {
    {"dns-names", dns_names},
    {"dns-names-long", dns_names_long},
    {"dns-names-webpki", dns_names_webpki},
    {"suffixes-webpki", suffixes_webpki},
    {"wildcards-webpki", wildcards_webpki},
    {"a-labels-webpki", a_labels_webpki},
    {"a-labels-long-webpki", a_labels_long_webpki},
    {"uris-rfc5280", uris_rfc5280},
    {"mailboxes-rfc5280", mailboxes_rfc5280},
    {"constraints-dns", constraints_dns},
    {"constraints-dns-unmet", constraints_dns_unmet},
    {"constraints-dns-deep", constraints_dns_deep},
    {"constraints-mail", constraints_mail},
    {"constraints-uri", constraints_uri},
    {"constraints-smtp-utf8", constraints_smtp_utf8},
    {"constraints-ip", constraints_ip},
    {"constraints-directory", constraints_directory},
    {"constraints-directory-deep", constraints_directory_deep},
    {"constraints-directory-long", constraints_directory_long},
    {"subject-long", subject_long},
    {"subject-of-controls-webpki", subject_of_controls_webpki},
    {"subject-rdns", subject_rdns},
    {"subject-attributes", subject_attributes},
    {"subject-mail", subject_mail},
    {NULL, NULL},
};
