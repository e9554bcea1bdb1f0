/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target on files, where there is no libFuzzer: "fuzz_der FILE..." means the same with
 * and without it. Each file's name is printed before it is run, so that the last one tells which
 * ended the program, and then how long it took of the processor. */
#include "fuzz.h"

#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* For one file, which takes milliseconds: so long that no slow machine gets there. */
#define SECONDS_MAX 60

/* In memory of just this size, so that a sanitizer sees each byte too far. */
static uint8_t *read_file(const char *path, size_t *size)
{
    struct stat status;
    FILE *file = fopen(path, "rb");
    if (file == NULL || fstat(fileno(file), &status) != 0)
        return NULL;
    *size = (size_t)status.st_size;
    uint8_t *data = malloc(*size > 0 ? *size : 1);
    bool read = data != NULL && fread(data, 1, *size, file) == *size;
    (void)fclose(file);
    if (read)
        return data;
    free(data);
    return NULL;
}

static double milliseconds(void)
{
    struct timespec now = {0, 0};
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

int main(int count, char **paths)
{
    for (int i = 1; i < count; i++) {
        size_t size;
        uint8_t *data = read_file(paths[i], &size);
        printf("%s", paths[i]);
        (void)fflush(stdout);
        if (data == NULL) {
            perror(paths[i]);
            return 1;
        }
        (void)alarm(SECONDS_MAX);
        double begin = milliseconds();
        (void)LLVMFuzzerTestOneInput(data, size);
        printf(" %.1f ms\n", milliseconds() - begin);
        free(data);
    }
    return 0;
}
