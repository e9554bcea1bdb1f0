/* SPDX-License-Identifier: MIT */
/* Makes the test certificates: generate KEYS OUT writes OUT/AREA/CASE/, OUT/suites/ and
 * OUT/unrelated/. */
#include "cases.h"
#include "revocation.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void make_folder(const char *path)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        refuse("cannot make the folder", path);
}

static void write_file(const char *folder, const char *name, struct der contents)
{
    char path[1024];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(contents.data, 1, contents.length, file) != contents.length ||
        fclose(file) != 0)
        refuse("cannot write", path);
}

const char *case_at(const struct test_case *test)
{
    return test->at != NULL ? test->at : "2026-06-01T00:00:00Z";
}

const char *case_leaf(const struct test_case *test)
{
    return test->leaf != NULL ? test->leaf : "leaf";
}

const char *case_untrusted(const struct test_case *test)
{
    return test->untrusted != NULL ? test->untrusted : "ca";
}

const char *case_trusted(const struct test_case *test)
{
    return test->trusted != NULL ? test->trusted : "root";
}

static struct der bundle(const struct test_case *test, const char *names)
{
    struct der all = {NULL, 0};
    for (char *name; (name = next_part(&names, ',')) != NULL;)
        all = DER_JOIN(all, pem_of("CERTIFICATE", issue(test, name)));
    return all;
}

/* OpenSSL's CertAux, reject alone, behind the certificate. */
static struct der rejected(const struct test_case *test)
{
    struct der all = {NULL, 0};
    const char *rest = test->rejected;
    for (char *name; rest != NULL && (name = next_part(&rest, ',')) != NULL;) {
        char *slash = strchr(name, '/');
        if (slash == NULL)
            refuse("rejected for no use", name);
        *slash = '\0';
        struct der settings = DER_SEQUENCE(der_tlv(0xA0, purpose(slash + 1)));
        all = DER_JOIN(all, pem_of("TRUSTED CERTIFICATE", DER_JOIN(issue(test, name), settings)));
    }
    return all;
}

static struct der crls(const struct test_case *test)
{
    struct der all = {NULL, 0};
    for (size_t i = 0; i < CASE_EVIDENCE && test->crls[i] != NULL; i++)
        all = DER_JOIN(all, pem_of("X509 CRL", issue_crl(test, test->crls[i])));
    return all;
}

static struct der ocsp_responses(const struct test_case *test)
{
    struct der all = {NULL, 0};
    for (size_t i = 0; i < CASE_EVIDENCE && test->ocsp[i] != NULL; i++)
        all = DER_JOIN(all, pem_of("OCSP RESPONSE", issue_ocsp(test, test->ocsp[i])));
    return all;
}

static struct der expectation(const struct test_case *test)
{
    struct der lines = DER_JOIN(der_text("why "), der_text(test->why), der_text("\nat "),
                                der_text(case_at(test)), der_text("\n"));
    const char *rest = test->expect;
    for (char *line; (line = next_part(&rest, ';')) != NULL;)
        lines = DER_JOIN(lines, der_text(line + strspn(line, " ")), der_text("\n"));
    return lines;
}

static void write_case(const char *out, const struct test_case *test)
{
    char folder[512];
    snprintf(folder, sizeof(folder), "%s/%s", out, test->area);
    make_folder(folder);
    snprintf(folder, sizeof(folder), "%s/%s/%s", out, test->area, test->id);
    make_folder(folder);
    write_file(folder, "leaf.pem", bundle(test, case_leaf(test)));
    if (*case_untrusted(test) != '\0')
        write_file(folder, "untrusted.pem", bundle(test, case_untrusted(test)));
    write_file(folder, "trusted.pem", DER_JOIN(bundle(test, case_trusted(test)), rejected(test)));
    if (test->crls[0] != NULL)
        write_file(folder, "crl.pem", crls(test));
    if (test->ocsp[0] != NULL)
        write_file(folder, "ocsp.pem", ocsp_responses(test));
    if (test->ocsp_signers != NULL)
        write_file(folder, "ocsp-signers.pem", bundle(test, test->ocsp_signers));
    write_file(folder, "expect", expectation(test));
}

static const struct test_case *const tables[] = {
    cases_path,
    cases_time,
    cases_keys,
    cases_authority,
    cases_purpose,
    cases_name_kinds,
    cases_names,
    cases_identity,
    cases_encoding,
    cases_classics,
    cases_crl,
    cases_evidence,
    cases_ocsp,
    cases_policy,
    cases_profile,
    cases_profile_extensions,
    cases_revoked,
    cases_stricter,
    cases_webpki,
    cases_webpki_names,
};

#define TABLES (sizeof(tables) / sizeof(tables[0]))

const struct test_case *find_case(const char *area, const char *id)
{
    for (size_t i = 0; i < TABLES; i++)
        for (const struct test_case *test = tables[i]; test->id != NULL; test++)
            if (strcmp(test->area, area) == 0 && strcmp(test->id, id) == 0)
                return test;
    refuse("no such case", id);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        refuse("usage", "generate KEYS OUT");
    keys_open(argv[1]);
    make_folder(argv[2]);
    for (size_t i = 0; i < TABLES; i++)
        for (const struct test_case *test = tables[i]; test->id != NULL; test++)
            write_case(argv[2], test);
    char folder[512];
    snprintf(folder, sizeof(folder), "%s/suites", argv[2]);
    make_folder(folder);
    for (const struct suite *suite = suites; suite->name != NULL; suite++)
        write_file(folder, suite->name, suite_text(suite));
    snprintf(folder, sizeof(folder), "%s/unrelated", argv[2]);
    make_folder(folder);
    write_file(folder, "hundred.pem", unrelated_text());
    keys_close();
    der_release();
    return 0;
}
