/* SPDX-License-Identifier: MIT */
/* Numbers drawn from a seed: the same ones for the same seed everywhere. */
#ifndef DIFFERENTIAL_DRAW_H
#define DIFFERENTIAL_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct draw {
    uint64_t state;
};

/* The numbers for chain `number` of a run, whatever was drawn for the others. */
struct draw draw_for(uint64_t seed, uint64_t number);
/* One of 0 to count - 1. */
size_t draw_below(struct draw *draw, size_t count);
/* True once in `times`. */
bool draw_once_in(struct draw *draw, size_t times);

#endif
