/* SPDX-License-Identifier: MIT */
/* SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). */
#include "differential/draw.h"

static uint64_t next(struct draw *draw)
{
    uint64_t mixed = draw->state += 0x9e3779b97f4a7c15U;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebU;
    return mixed ^ mixed >> 31;
}

struct draw draw_for(uint64_t seed, uint64_t number)
{
    struct draw outer = {seed};
    struct draw inner = {next(&outer) ^ number};
    return (struct draw){next(&inner)};
}

size_t draw_below(struct draw *draw, size_t count)
{
    return (size_t)(next(draw) % count);
}

bool draw_once_in(struct draw *draw, size_t times)
{
    return draw_below(draw, times) == 0;
}
