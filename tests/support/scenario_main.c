/* SPDX-License-Identifier: MIT */
/* Every case of the test data, a batch in each test. */
#include "support/scenario_main.h"

#include "support/run_suite.h"
#include "support/scenario.h"

#define BATCH ((size_t)10)

static char **names;
static size_t name_count;

void scenario_batch(int batch, void (*judge)(const char *name))
{
    size_t first = (size_t)batch * BATCH;
    for (size_t i = first; i < first + BATCH && i < name_count; i++)
        judge(names[i]);
}

int scenario_main(const char *name, const TTest *test)
{
    names = scenario_names(&name_count);
    Suite *suite = suite_create(name);
    TCase *cases = tcase_create(name);
    suite_add_tcase(suite, cases);
    tcase_add_loop_test(cases, test, 0, (int)((name_count + BATCH - 1) / BATCH));
    int status = run_suite(suite);
    scenario_names_free(names, name_count);
    return status;
}
