#include "store/ledger.h"

#include <string.h>

#include "base/error.h"
#include "store/query.h"

static const char *const outcomes[] = {
	[OUTCOME_SAID] = "said",	 [OUTCOME_COVERED] = "covered",		[OUTCOME_PAST] = "past",
	[OUTCOME_LEFT_OUT] = "left out", [OUTCOME_UNADDRESSED] = "unaddressed", [OUTCOME_DROPPED] = "dropped",
};

const char *outcome_name(enum outcome outcome)
{
	return outcomes[outcome];
}

void ledger_row_free(struct ledger_row *row)
{
	if (!row)
		return;
	g_free(row->subject);
	g_free(row->step);
	g_free(row->role);
	g_free(row->reason);
	g_free(row->address);
	g_free(row);
}

static void free_row(void *row)
{
	ledger_row_free(row);
}

static void *read_row(struct query *query)
{
	struct ledger_row *row = g_new0(struct ledger_row, 1);

	row->subject = query_take_text(query);
	row->version = (int)query_take_int(query);
	row->step = query_take_text(query);
	row->role = query_take_text(query);
	row->outcome = (enum outcome)query_take_word(query, outcomes, G_N_ELEMENTS(outcomes));
	row->reason = query_take_text(query);
	row->address = query_take_text(query);
	row->at = query_take_instant(query);
	row->mail = query_take_int(query);
	return row;
}

bool ledger_put(struct store *store, const struct ledger_row *row, GError **error)
{
	struct query *query = query_open(store, STMT_LEDGER_PUT, error);
	int changed;

	query_text(query, ":subject", row->subject);
	query_int(query, ":version", row->version);
	query_text(query, ":step", row->step);
	query_text(query, ":role", row->role);
	query_text(query, ":outcome", outcomes[row->outcome]);
	query_text(query, ":reason", row->reason);
	query_text(query, ":address", row->address);
	query_int(query, ":at", row->at.seconds);
	query_key(query, ":mail", row->mail);
	if (!query_run(query, &changed, error))
		return false;
	if (changed == 1)
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE, "store %s: step %s of %s (version %d) was settled for %s before",
		    store->path, row->step, row->subject, row->version, row->role);
	return false;
}

bool ledger_get(struct store *store, const char *subject, int version, const char *step, const char *role,
		struct ledger_row **ret, GError **error)
{
	struct query *query = query_open(store, STMT_LEDGER_GET, error);

	query_text(query, ":subject", subject);
	query_int(query, ":version", version);
	query_text(query, ":step", step);
	query_text(query, ":role", role);
	return query_one(query, read_row, free_row, (void **)ret, error);
}

GPtrArray *ledger_of(struct store *store, const char *subject, int version, GError **error)
{
	struct query *query = query_open(store, STMT_LEDGER_OF, error);

	query_text(query, ":subject", subject);
	query_int(query, ":version", version);
	return query_collect(query, read_row, free_row, error);
}

GPtrArray *ledger_of_mail(struct store *store, int64_t mail, GError **error)
{
	struct query *query = query_open(store, STMT_LEDGER_OF_MAIL, error);

	query_int(query, ":mail", mail);
	return query_collect(query, read_row, free_row, error);
}

/* The first text that no longer begins with the prefix: its last byte, one higher. */
static char *behind(const char *prefix)
{
	char *text = g_strdup(prefix);
	size_t length = strlen(text);

	g_assert(length > 0 && (unsigned char)text[length - 1] < 0x7f);
	text[length - 1]++;
	return text;
}

GPtrArray *ledger_under(struct store *store, const char *prefix, GError **error)
{
	struct query *query = query_open(store, STMT_LEDGER_UNDER, error);
	g_autofree char *last = behind(prefix);

	query_text(query, ":first", prefix);
	query_text(query, ":last", last);
	return query_collect(query, read_row, free_row, error);
}

bool ledger_give_back(struct store *store, int64_t mail, const char *subject, GError **error)
{
	struct query *query = query_open(store, STMT_LEDGER_GIVE_BACK, error);

	query_int(query, ":mail", mail);
	query_text(query, ":subject", subject);
	return query_run(query, NULL, error);
}

GPtrArray *ledger_unaddressed(struct store *store, struct instant since, GError **error)
{
	struct query *query = query_open(store, STMT_LEDGER_UNADDRESSED, error);

	query_int(query, ":since", since.seconds);
	return query_collect(query, read_row, free_row, error);
}

bool ledger_reminders(struct store *store, const char *subject, int version, int *count, struct instant *last,
		      GError **error)
{
	struct query *query = query_open(store, STMT_LEDGER_REMINDERS, error);

	query_text(query, ":subject", subject);
	query_int(query, ":version", version);
	if (!query || query_step(query, error) != QUERY_ROW)
		return false;
	*count = (int)query_take_int(query);
	*last = query_take_instant(query);
	query_close(query);
	return true;
}
