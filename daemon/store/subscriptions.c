#include "store/subscriptions.h"

#include "base/error.h"
#include "store/query.h"

void subscription_free(struct subscription *subscription)
{
	if (!subscription)
		return;
	g_free(subscription->id);
	g_free(subscription->scope);
	g_free(subscription->target);
	g_free(subscription->language);
	g_free(subscription->windows);
	g_free(subscription->note);
	g_free(subscription->digest);
	g_free(subscription->created_by);
	g_free(subscription->etag);
	g_free(subscription);
}

void subscription_act_free(struct subscription_act *act)
{
	if (!act)
		return;
	g_free(act->verb);
	g_free(act->user);
	g_free(act->as);
	g_free(act->reason);
	g_free(act);
}

static void free_subscription(void *subscription)
{
	subscription_free(subscription);
}

static void free_act(void *act)
{
	subscription_act_free(act);
}

static void *read_subscription(struct query *query)
{
	struct subscription *subscription = g_new0(struct subscription, 1);

	subscription->id = query_take_text(query);
	subscription->scope = query_take_text(query);
	subscription->target = query_take_text(query);
	subscription->language = query_take_text(query);
	subscription->todos = query_take_flag(query);
	subscription->alarms = query_take_flag(query);
	subscription->open_only = query_take_flag(query);
	subscription->detail = query_take_flag(query);
	subscription->windows = query_take_text(query);
	subscription->past_days = (int)query_take_int(query);
	subscription->note = query_take_text(query);
	subscription->generation = (int)query_take_int(query);
	subscription->digest = query_take_text(query);
	subscription->created = query_take_instant(query);
	subscription->created_by = query_take_text(query);
	subscription->revoked = query_take_instant(query);
	subscription->accessed = query_take_instant(query);
	subscription->accesses = query_take_int(query);
	subscription->etag = query_take_text(query);
	subscription->changed = query_take_instant(query);
	return subscription;
}

static void *read_act(struct query *query)
{
	struct subscription_act *act = g_new0(struct subscription_act, 1);

	act->at = query_take_instant(query);
	act->verb = query_take_text(query);
	act->user = query_take_text(query);
	act->as = query_take_text(query);
	act->reason = query_take_text(query);
	act->generation = (int)query_take_int(query);
	return act;
}

static bool find(struct query *query, const char *name, const char *value, struct subscription **ret, GError **error)
{
	*ret = NULL;
	query_text(query, name, value);
	return query_one(query, read_subscription, free_subscription, (void **)ret, error);
}

bool subscription_get(struct store *store, const char *id, struct subscription **ret, GError **error)
{
	return find(query_open(store, STMT_SUBSCRIPTION_GET, error), ":id", id, ret, error);
}

bool subscription_by_digest(struct store *store, const char *digest, struct subscription **ret, GError **error)
{
	return find(query_open(store, STMT_SUBSCRIPTION_BY_DIGEST, error), ":digest", digest, ret, error);
}

bool subscription_of_person(struct store *store, const char *address, struct subscription **ret, GError **error)
{
	return find(query_open(store, STMT_SUBSCRIPTION_OF_PERSON, error), ":address", address, ret, error);
}

/* What may change. */
static void set_values(struct query *query, const struct subscription *subscription)
{
	query_text(query, ":id", subscription->id);
	query_text(query, ":note", subscription->note);
	query_int(query, ":generation", subscription->generation);
	query_text(query, ":digest", subscription->digest);
	query_instant(query, ":revoked", subscription->revoked);
	query_instant(query, ":accessed", subscription->accessed);
	query_int(query, ":accesses", subscription->accesses);
	query_text(query, ":etag", subscription->etag);
	query_instant(query, ":changed", subscription->changed);
}

bool subscription_add(struct store *store, const struct subscription *subscription, GError **error)
{
	struct query *query = query_open(store, STMT_SUBSCRIPTION_ADD, error);

	set_values(query, subscription);
	query_text(query, ":scope", subscription->scope);
	query_text(query, ":target", subscription->target);
	query_text(query, ":language", subscription->language);
	query_int(query, ":todos", subscription->todos);
	query_int(query, ":alarms", subscription->alarms);
	query_int(query, ":open_only", subscription->open_only);
	query_int(query, ":detail", subscription->detail);
	query_text(query, ":windows", subscription->windows);
	query_int(query, ":past_days", subscription->past_days);
	query_int(query, ":created", subscription->created.seconds);
	query_text(query, ":created_by", subscription->created_by);
	return query_run(query, NULL, error);
}

bool subscription_put(struct store *store, const struct subscription *subscription, GError **error)
{
	struct query *query = query_open(store, STMT_SUBSCRIPTION_PUT, error);
	int changed;

	set_values(query, subscription);
	if (!query_run(query, &changed, error))
		return false;
	if (changed == 1)
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNKNOWN_ID, "there is no feed '%s'", subscription->id);
	return false;
}

bool subscription_accessed(struct store *store, const char *id, struct instant accessed, int64_t added, const char *etag,
			   struct instant changed, GError **error)
{
	struct query *query = query_open(store, STMT_SUBSCRIPTION_ACCESS, error);

	query_text(query, ":id", id);
	query_instant(query, ":accessed", accessed);
	query_int(query, ":added", added);
	query_text(query, ":etag", etag);
	query_instant(query, ":changed", changed);
	return query_run(query, NULL, error);
}

bool subscription_act_append(struct store *store, const char *id, const struct subscription_act *act, GError **error)
{
	struct query *query = query_open(store, STMT_SUBSCRIPTION_ACT_ADD, error);

	query_text(query, ":subscription", id);
	query_int(query, ":at", act->at.seconds);
	query_text(query, ":verb", act->verb);
	query_text(query, ":login", act->user);
	query_text(query, ":clerk", act->as);
	query_text(query, ":reason", act->reason);
	query_int(query, ":generation", act->generation);
	return query_run(query, NULL, error);
}

GPtrArray *subscription_list(struct store *store, const char *scope, const char *target, bool revoked, const char *after,
			     int limit, GError **error)
{
	bool of = scope != NULL && target != NULL;
	struct query *query = query_open(store, of ? STMT_SUBSCRIPTION_LIST_OF : STMT_SUBSCRIPTION_LIST, error);

	query_text(query, ":scope", scope);
	query_text(query, ":target", target);
	query_int(query, ":revoked", revoked);
	query_text(query, ":after", after != NULL ? after : "");
	query_int(query, ":limit", limit > 0 ? limit : -1);
	return query_collect(query, read_subscription, free_subscription, error);
}

GPtrArray *subscription_acts(struct store *store, const char *id, GError **error)
{
	struct query *query = query_open(store, STMT_SUBSCRIPTION_ACT_LIST, error);

	query_text(query, ":subscription", id);
	return query_collect(query, read_act, free_act, error);
}

bool subscription_count(struct store *store, int64_t *in_use, int64_t *revoked, GError **error)
{
	struct query *query = query_open(store, STMT_SUBSCRIPTION_COUNT, error);

	if (!query || query_step(query, error) != QUERY_ROW)
		return false;
	*in_use = query_take_int(query);
	*revoked = query_take_int(query);
	query_close(query);
	return true;
}
