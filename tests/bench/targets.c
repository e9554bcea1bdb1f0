/* SPDX-License-Identifier: MIT */
#include "bench/results.h"

enum kind { RATIO, ABOVE, AT_MOST };

static const struct target {
    const char *row;
    enum kind kind;
    const char *against;
    double required;
} targets[] = {
#define TARGET(row, kind, against, required) {row, kind, against, required},
#include "bench/targets.def"
#undef TARGET
};

size_t targets_count(void)
{
    return sizeof(targets) / sizeof(targets[0]);
}

struct target_result target_result(size_t index)
{
    const struct target *target = &targets[index];
    const struct cell *own = results_cell(target->row, "certcheck");
    const struct cell *other = results_cell(target->row, target->against);
    struct target_result result = {target->row, target->against, target->required, 0,
                                   TARGET_NOT_MEASURED};
    if (own == NULL || (other == NULL && target->kind != AT_MOST))
        return result;
    switch (target->kind) {
    case RATIO:
        result.measured = other->timing.ratio;
        break;
    case ABOVE:
        result.measured = own->timing.median - other->timing.median;
        break;
    case AT_MOST:
        result.measured = own->timing.median;
        break;
    }
    result.state = result.measured <= result.required ? TARGET_MET : TARGET_MISSED;
    return result;
}
