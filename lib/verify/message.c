/* SPDX-License-Identifier: MIT */
/* A finding's details put into the catalogue's sentence. */
#include "base/text.h"
#include <certcheck/report.h>

static const struct certcheck_detail *find_detail(const struct certcheck_finding *finding,
                                                  const char *name, size_t length)
{
    for (size_t i = 0; i < finding->detail_count; i++)
        if (strlen(finding->details[i].name) == length &&
            memcmp(finding->details[i].name, name, length) == 0)
            return &finding->details[i];
    return NULL;
}

static void add_detail(struct cc_text *text, const struct certcheck_detail *detail)
{
    char time[CERTCHECK_TIME_SIZE];
    switch (detail->kind) {
    case CERTCHECK_DETAIL_TEXT:
    case CERTCHECK_DETAIL_OID:
        cc_text_add(text, detail->text == NULL ? "" : detail->text);
        return;
    case CERTCHECK_DETAIL_NUMBER:
        cc_text_signed(text, detail->number);
        return;
    case CERTCHECK_DETAIL_TIME:
        certcheck_time_format(detail->number, time);
        cc_text_add(text, time);
        return;
    }
}

char *certcheck_finding_message(const struct certcheck_finding *finding)
{
    const struct certcheck_finding_info *info = certcheck_finding_info(finding->code);
    struct cc_text text;
    if (info == NULL)
        return NULL;
    cc_text_init(&text, CC_TEXT_LIMIT);
    for (const char *at = info->message; *at != '\0';) {
        const char *close = *at == '{' ? strchr(at, '}') : NULL;
        const struct certcheck_detail *detail =
            close == NULL ? NULL : find_detail(finding, at + 1, (size_t)(close - at) - 1);
        if (detail == NULL) {
            cc_text_char(&text, *at++);
            continue;
        }
        add_detail(&text, detail);
        at = close + 1;
    }
    return cc_text_take(&text);
}
