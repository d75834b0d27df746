#include "store/requests.h"

#include "base/error.h"
#include "store/query.h"

void request_free(struct request *request)
{
	if (!request)
		return;
	g_free(request->plan);
	g_free(request->text);
	g_free(request->user);
	g_free(request->as);
	g_free(request);
}

static void free_request(void *request)
{
	request_free(request);
}

static void *read_request(struct query *query)
{
	struct request *request = g_new0(struct request, 1);

	request->id = query_take_int(query);
	request->plan = query_take_text(query);
	request->text = query_take_text(query);
	request->user = query_take_text(query);
	request->as = query_take_text(query);
	request->at = query_take_instant(query);
	request->ended = query_take_flag(query);
	return request;
}

bool request_add(struct store *store, struct request *request, GError **error)
{
	struct query *query = query_open(store, STMT_REQUEST_ADD, error);

	query_text(query, ":plan", request->plan);
	query_text(query, ":content", request->text);
	query_text(query, ":login", request->user);
	query_text(query, ":clerk", request->as);
	query_int(query, ":at", request->at.seconds);
	query_int(query, ":ended", request->ended);
	if (!query_run(query, NULL, error))
		return false;
	request->id = sqlite3_last_insert_rowid(store->db);
	return true;
}

bool request_end(struct store *store, const char *plan, GError **error)
{
	struct query *query = query_open(store, STMT_REQUEST_END, error);
	int changed;

	query_text(query, ":plan", plan);
	if (!query_run(query, &changed, error))
		return false;
	if (changed == 1)
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "there is no request '%s', or it has ended", plan);
	return false;
}

GPtrArray *request_list(struct store *store, GError **error)
{
	return query_collect(query_open(store, STMT_REQUEST_LIST, error), read_request, free_request, error);
}

void assignment_free(struct assignment *assignment)
{
	if (!assignment)
		return;
	g_free(assignment->plan);
	g_free(assignment->obligation);
	g_free(assignment->line);
	g_free(assignment->agency);
	g_free(assignment);
}

static void free_assignment(void *assignment)
{
	assignment_free(assignment);
}

static void *read_assignment(struct query *query)
{
	struct assignment *assignment = g_new0(struct assignment, 1);

	assignment->id = query_take_int(query);
	assignment->plan = query_take_text(query);
	assignment->obligation = query_take_text(query);
	assignment->line = query_take_text(query);
	assignment->agency = query_take_text(query);
	assignment->act = query_take_int(query);
	return assignment;
}

bool assignment_add(struct store *store, struct assignment *assignment, GError **error)
{
	struct query *query = query_open(store, STMT_ASSIGNMENT_ADD, error);

	query_text(query, ":plan", assignment->plan);
	query_text(query, ":obligation", assignment->obligation);
	query_text(query, ":line", assignment->line);
	query_text(query, ":agency", assignment->agency);
	query_key(query, ":act", assignment->act);
	if (!query_run(query, NULL, error))
		return false;
	assignment->id = sqlite3_last_insert_rowid(store->db);
	return true;
}

GPtrArray *assignment_list(struct store *store, GError **error)
{
	return query_collect(query_open(store, STMT_ASSIGNMENT_LIST, error), read_assignment, free_assignment, error);
}
