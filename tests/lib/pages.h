/*
 * Pages of feeds as they may come to be, for tests: a person's, an agency's, one for everybody, one with nothing in it, one
 * whose names hold everything that HTML and addresses must be protected from.
 */
#pragma once

#include "render/page.h"

#define PAGES_URL "https://lich.laocai.example.vn/feeds/abcdefghijklmnopqrstuvwxyz.ics"
/* All that may be wrong in a name: quotes of both kinds, tags, entities, commas, what ends a style or opens a template. */
#define PAGES_HOSTILE "Sở \"Y tế\", 'A' & B; <script>alert(1)</script></style><style>* {}</style> {{name}} ?&#38;+%41 đẹp"

struct pages_sample {
	const char *name;
	enum feed_scope scope;
	GPtrArray *(*make)(void);
	struct feed_options own, asked; /* of these the language is given when it is rendered */
	const char *url;                /* NULL: PAGES_URL */
	bool no_contact, no_calendar, hostile;
};

/* `count` of them, static. */
const struct pages_sample *pages_samples(guint *count);

/* Renders it over the fixture's configuration, in this language. */
bool pages_render(const struct pages_sample *sample, enum language language, struct templates *templates, char **html,
		  char **policy, GError **error);
