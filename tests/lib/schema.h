/*
 * Holds JSON values against the description of the API: the part of JSON Schema that the description uses, and an error where
 * it uses another. For tests; ends the program with what is wrong and where.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

/* The answer to a request, by its method, path and status. */
void schema_check_answer(const char *method, const char *path, int status, const json_t *answer);

/* Does the value fit a schema of `document`? Else `*ret` says where it does not, owned by the caller. */
bool schema_fits(const json_t *document, const json_t *schema, const json_t *value, char **ret);
