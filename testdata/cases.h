/* SPDX-License-Identifier: MIT */
/* The tables of test cases. Each ends with an empty row. */
#ifndef TESTDATA_CASES_H
#define TESTDATA_CASES_H

#include "issue.h"

extern const struct test_case cases_path[];       /* path, signature */
extern const struct test_case cases_time[];       /* validity */
extern const struct test_case cases_keys[];       /* strength */
extern const struct test_case cases_authority[];  /* basic-constraints, key-usage */
extern const struct test_case cases_purpose[];    /* extended-key-usage, critical-extensions */
extern const struct test_case cases_name_kinds[]; /* name-constraints */
extern const struct test_case cases_names[];      /* name-constraints */
extern const struct test_case cases_identity[];   /* identity */
extern const struct test_case cases_crl[];        /* crl */
extern const struct test_case cases_evidence[];   /* evidence */
extern const struct test_case cases_ocsp[];       /* ocsp */
extern const struct test_case cases_revoked[];    /* revoked */
extern const struct test_case cases_encoding[];   /* encoding */
extern const struct test_case cases_stricter[];   /* stricter */
extern const struct test_case cases_policy[];     /* policies */
extern const struct test_case cases_classics[];   /* classics */
/* profile */
extern const struct test_case cases_profile[];            /* fields and names */
extern const struct test_case cases_profile_extensions[]; /* extensions */
extern const struct test_case cases_webpki[];    /* webpki */
extern const struct test_case cases_webpki_names[];

const struct test_case *find_case(const char *area, const char *id);
const char *case_at(const struct test_case *test);
const char *case_leaf(const struct test_case *test);
const char *case_untrusted(const struct test_case *test);
const char *case_trusted(const struct test_case *test);

/* A suite of test vectors made of such cases, in the schema of x509-limbo. */
struct suite {
    const char *name;
    struct {
        const char *area;
        const char *id;
        const char *expected; /* SUCCESS or FAILURE, right or wrong */
    } entries[8];
};

extern const struct suite suites[];
struct der suite_text(const struct suite *suite);

/* PEM of a hundred certificates whose names occur in no case. */
struct der unrelated_text(void);

#endif
