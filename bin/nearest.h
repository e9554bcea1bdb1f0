/* SPDX-License-Identifier: MIT */
/* What somebody may have meant who typed an id that is none. */
#ifndef NEAREST_H
#define NEAREST_H

/* nearest_finding returns the id of the catalogue that is written most like `id`, or NULL. */
const char *nearest_finding(const char *id);

#endif
