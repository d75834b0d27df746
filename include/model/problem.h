/*
 * What is wrong with the files an administrator wrote: every error and warning of one run, each with its place, what is
 * wrong and what to do. Filled by model/, printed by main.c and ctl; owns its strings; decides nothing.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct problem {
	enum severity severity;
	char *file; /* as the administrator wrote it; NULL: no file */
	int line;   /* 0: unknown */
	char *rule; /* warnings only: the name under which equal ones become one line; NULL: stands alone */
	char *noun;    /* what several subjects are called: "agencies" */
	char *subject; /* the agency or occurrence a merged warning lists; NULL: none */
	char *text; /* "what: what to do" */
};

struct problems {
	GPtrArray *list; /* struct problem *, owned, in order of discovery */
};

struct problems *problems_new(void);
void problems_free(struct problems *problems);

void problems_error(struct problems *problems, const char *file, int line, const char *format, ...) G_GNUC_PRINTF(4, 5);
void problems_warning(struct problems *problems, const char *file, int line, const char *format, ...) G_GNUC_PRINTF(4, 5);

/* A warning of which there may be hundreds: those of one `rule` and one text become one line. Marks in `text`: "{}" is the
 * subject, or for several "99 agencies" with `noun` = "agencies"; "{has|have}" is the word for one and for several;
 * "{list}" is where " (xa-01, xa-02, … +97)" stands (without this mark: behind the number). A merged line names no place. */
void problems_warning_about(struct problems *problems, const char *rule, const char *noun, const char *subject,
			    const char *file, int line, const char *text);

int problems_count(const struct problems *problems, enum severity severity);

/* Lines as printed ("file:line: what: what to do", warnings with "warning: " before the text), equal warnings joined,
 * sorted by file and line, errors before the warnings that name no place. Strings owned by the array. */
GPtrArray *problems_lines(const struct problems *problems);

typedef struct problems problems_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(problems_t, problems_free)
