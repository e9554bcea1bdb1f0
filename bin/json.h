/* SPDX-License-Identifier: MIT */
/* What the commands that write JSON share. */
#ifndef JSON_H
#define JSON_H

#include <jansson.h>

#include <certcheck/certcheck.h>

/* json_end_without_memory makes jansson end the tool when memory runs out: not all of its reader
 * can do without. */
void json_end_without_memory(void);

/* json_text makes a string of any bytes: what is not UTF-8 is escaped. */
json_t *json_text(const char *text);
json_t *json_time(certcheck_time time);

/* json_taken makes one of a text that it takes over. */
json_t *json_taken(char *text);

/* json_put sets a member and takes the value over; json_put_taken takes a text over. */
void json_put(json_t *object, const char *key, json_t *value);
void json_put_taken(json_t *object, const char *key, char *text);
void json_append(json_t *array, json_t *value);

/* json_certificate makes the object by which a report names a certificate. */
json_t *json_certificate(const struct certcheck_certificate *certificate);

/* json_severities says how grave each profile takes a finding, whatever a caller overrides. */
json_t *json_severities(const struct certcheck_finding_info *info);

/* json_put_finding sets the members of a finding but for the certificate that it is about. */
void json_put_finding(json_t *object, const struct certcheck_finding *finding);

/* json_print writes an object as indented text in the order of its keys' insertion, json_print_line
 * as one line. */
void json_print(const json_t *object, FILE *out);
void json_print_line(const json_t *object, FILE *out);

#endif
