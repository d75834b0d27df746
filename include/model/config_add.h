/*
 * One plan more beside the files: read from a text by the same tables and checks as if a file held it, its names resolved
 * against what the files define. For requests, which are kept in the store as such texts. Owns nothing; touches no file.
 */
#pragma once

#include "model/config.h"

/* `text`: `plans = ( { … } );` with exactly one plan, at most 1 MB; `name` stands for the file in messages. The plan is not
 * part of `config` yet (see plan_add), points into it, and is the caller's (plan_free). NULL with every error found, a line
 * each: syntax, unknown keys and names, an id that is taken, a body that has ended and nobody inherits. */
struct plan *config_read_plan(const struct config *config, const char *name, const char *text, GError **error);

/* Reads it and makes it part of `config`; on an error `config` is as it was. */
bool config_add(struct config *config, const char *name, const char *text, GError **error);
