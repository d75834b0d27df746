#include "model/config_unknown.h"

#include <string.h>

#include "base/text.h"

struct unknown {
	struct node *node;
	enum space space;
	const char *what;   /* static */
	char *name, *nearest;
	bool explained;
};

void unknown_add(struct reader *reader, struct node *node, enum space space, const char *what, const char *name, const char *nearest)
{
	struct unknown *unknown = g_new0(struct unknown, 1);

	unknown->node = node;
	unknown->space = space;
	unknown->what = what;
	unknown->name = g_strdup(name);
	unknown->nearest = g_strdup(nearest);
	unknown->explained = reader->ids_unknown[space];
	g_ptr_array_add(reader->unknowns, unknown);
}

void unknown_free(struct unknown *unknown)
{
	g_free(unknown->name);
	g_free(unknown->nearest);
	g_free(unknown);
}

/* "Sở Y tế" as somebody would write its id. */
static char *slug(const char *text)
{
	char *folded = text_fold(text);

	for (char *p = folded; *p != '\0'; p++) {
		if (!g_ascii_isalnum(*p))
			*p = '-';
	}
	return folded;
}

static void explain(const struct reader *reader, const struct unknown *like)
{
	for (guint i = 0; i < reader->unknowns->len; i++) {
		struct unknown *unknown = reader->unknowns->pdata[i];

		if (unknown->space == like->space && strcmp(unknown->name, like->name) == 0)
			unknown->explained = true;
	}
}

/* The unexplained name nearest to what stands where an id was refused. */
static const struct unknown *likeliest(const struct reader *reader, enum space space, const char *lost)
{
	g_autofree char *id = slug(lost);
	const struct unknown *best = NULL;
	int least = INT_MAX;

	for (guint i = 0; i < reader->unknowns->len; i++) {
		const struct unknown *unknown = reader->unknowns->pdata[i];
		int apart = strcmp(unknown->name, lost) == 0 ? -1 : reader_distance(unknown->name, id);

		if (unknown->space == space && !unknown->explained && apart < least) {
			best = unknown;
			least = apart;
		}
	}
	return best;
}

static void report(struct reader *reader, const struct unknown *unknown)
{
	if (unknown->explained)
		reader_fault(reader, unknown->node);
	else if (unknown->nearest != NULL)
		reader_error(reader, unknown->node, "no %s called '%s': did you mean '%s'?", unknown->what, unknown->name, unknown->nearest);
	else
		reader_error(reader, unknown->node, "no %s called '%s': define it or correct the name", unknown->what, unknown->name);
}

void unknown_report(struct reader *reader)
{
	for (int space = 0; space < SPACES; space++) {
		for (guint i = 0; i < reader->lost[space]->len; i++) {
			const struct unknown *unknown = likeliest(reader, (enum space)space, reader->lost[space]->pdata[i]);

			if (unknown != NULL)
				explain(reader, unknown);
		}
	}
	for (guint i = 0; i < reader->unknowns->len; i++)
		report(reader, reader->unknowns->pdata[i]);
}
