/* SPDX-License-Identifier: MIT */
/* Text in XML. */
#ifndef XML_H
#define XML_H

#include <stdio.h>

/* print_xml writes a text, visibly and escaped, as character data or within double quotes. */
void print_xml(const char *text, FILE *out);

#endif
