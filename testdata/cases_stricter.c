/* SPDX-License-Identifier: MIT */
/* Chains that are valid by default, and would not be under a stricter profile. */
#include "cases.h"

#define GENERALIZED \
    "3022180f32303236303130313030303030305a180f32303237303130313030303030305a"
#define BROKEN \
    "field=unique-ids:82020001 field=validity:" GENERALIZED \
    " subject=dn:C=printable:DEU/CN=ia5:leaf.example aki=none"

const struct test_case cases_stricter[] = {
    {"stricter", "many-rules", "five rules that the default profile does not ask for",
     {"ca field=unique-ids:82020001", "leaf " BROKEN},
     .expect = "verdict valid; finding time-form 0; absent unique-identifier;"
               "absent country-name-form; absent name-string-type;"
               "absent authority-key-identifier-missing"},
    {"stricter", "many-rules-asked-for", "the same where they are asked for",
     {"ca field=unique-ids:82020001", "leaf " BROKEN},
     .expect = "profile rfc5280; verdict not-valid; finding time-form 0;"
               "finding unique-identifier 0; finding unique-identifier 1;"
               "finding country-name-form 0; finding name-string-type 0;"
               "finding authority-key-identifier-missing 0"},
    {0},
};
