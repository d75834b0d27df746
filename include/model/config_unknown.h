/*
 * Names that lead nowhere, kept until all references are resolved: where the id of a definition was refused, the name
 * spelt most like it is what it was meant to be, and is not reported as a second error.
 */
#pragma once

#include "model/config_read.h"

struct unknown;

/* `name`: what was looked for; `what`: "agency", "policy" …; `nearest`: a proposal or NULL. The node counts as faulty. */
void unknown_add(struct reader *reader, struct node *node, enum space space, const char *what, const char *name, const char *nearest);
void unknown_free(struct unknown *unknown);

/* One error for each that no refused id explains. */
void unknown_report(struct reader *reader);
