/* SPDX-License-Identifier: MIT */
/* Dates. Both ends of a validity are inclusive. */
#include "cases.h"

#define VALID "verdict valid;"
#define REFUSED(id, index) "verdict not-valid; main " id "; finding " id " " index ";"

const struct test_case cases_time[] = {
    {"validity", "expired", "the leaf ended one second before the check",
     {"leaf until=2026-05-31T23:59:59Z"}, .expect = REFUSED("expired", "0")},
    {"validity", "not-expired", "the leaf ends with the second of the check",
     {"leaf until=2026-06-01T00:00:00Z"}, .expect = VALID "absent expired"},
    {"validity", "expired-intermediate", "the intermediate ended one second before the check",
     {"ca until=2026-05-31T23:59:59Z"}, .expect = REFUSED("expired", "1")},
    {"validity", "expired-anchor", "the anchor's own dates count",
     {"root until=2026-05-31T23:59:59Z"}, .expect = REFUSED("expired", "2")},
    {"validity", "not-yet-valid", "the leaf begins one second after the check",
     {"leaf from=2026-06-01T00:00:01Z"}, .expect = REFUSED("not-yet-valid", "0")},
    {"validity", "already-valid", "the leaf begins with the second of the check",
     {"leaf from=2026-06-01T00:00:00Z"}, .expect = VALID "absent not-yet-valid"},
    {"validity", "inverted", "the leaf ends before it begins",
     {"leaf from=2026-06-01T00:00:01Z until=2026-06-01T00:00:00Z"},
     .expect = REFUSED("validity-inverted", "0") "finding not-yet-valid 0"},
    {"validity", "one-second-long", "the leaf ends with the second in which it begins",
     {"leaf from=2026-06-01T00:00:00Z until=2026-06-01T00:00:00Z"},
     .expect = VALID "absent validity-inverted"},
    {"validity", "after-2049", "dates from 2050 on are GeneralizedTime",
     {"root until=2050-01-01T00:00:00Z"}, .expect = VALID "absent time-form"},
    {"validity", "no-end", "RFC 5280 4.1.2.5: 99991231235959Z means that there is no end",
     {"leaf until=9999-12-31T23:59:59Z"}, .at = "2049-12-31T23:59:59Z",
     .expect = REFUSED("expired", "1")},
    {"validity", "before-1970", "a root from 1950, the first year that UTCTime can say",
     {"root from=1950-01-01T00:00:00Z"}, .expect = VALID},
    {0},
};
