#include "edge/post.h"

#include <sys/eventfd.h>
#include <unistd.h>

struct test {
	post_test_done done;
	void *data;
};

struct post {
	int fd;
	struct smtp *smtp;   /* NULL: retired */
	GPtrArray *retiring; /* struct smtp * with something in the air */
	GPtrArray *results;  /* struct delivery_result * the engine does not have yet */
	GHashTable *tests;   /* envelope (negative) -> struct test * */
	int64_t last_test;
	guint64 outcomes[DELIVERY_MISCONFIGURED + 1];
};

struct post *post_new(struct relay *relay, GError **error)
{
	g_autoptr(post_t) post = g_new0(struct post, 1);

	post->fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	g_assert(post->fd >= 0);
	post->retiring = g_ptr_array_new_with_free_func((GDestroyNotify)smtp_free);
	post->results = g_ptr_array_new_with_free_func((GDestroyNotify)delivery_result_free);
	post->tests = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	post->smtp = smtp_new(relay, post->fd, error);
	return post->smtp != NULL ? g_steal_pointer(&post) : NULL;
}

void post_free(struct post *post)
{
	if (post == NULL)
		return;
	smtp_free(post->smtp);
	g_ptr_array_unref(post->retiring);
	g_ptr_array_unref(post->results);
	g_hash_table_unref(post->tests);
	close(post->fd);
	g_free(post);
}

int post_fd(const struct post *post)
{
	return post->fd;
}

int post_in_air(struct post *post)
{
	int count = (int)post->results->len + (post->smtp != NULL ? smtp_pending(post->smtp) : 0);

	for (guint i = 0; i < post->retiring->len; i++)
		count += smtp_pending(post->retiring->pdata[i]);
	return count;
}

/* ---- results */

static void sort_result(struct post *post, struct delivery_result *result)
{
	struct test *test = g_hash_table_lookup(post->tests, &result->envelope);

	if (test == NULL) {
		post->outcomes[result->outcome]++;
		g_ptr_array_add(post->results, result);
		return;
	}
	test->done(test->data, result);
	g_hash_table_remove(post->tests, &result->envelope);
	delivery_result_free(result);
}

static void gather(struct post *post, struct smtp *smtp)
{
	g_autoptr(GPtrArray) results = smtp_take_results(smtp);

	g_ptr_array_set_free_func(results, NULL);
	for (guint i = 0; i < results->len; i++)
		sort_result(post, results->pdata[i]);
}

static void gather_all(struct post *post)
{
	uint64_t count;

	if (read(post->fd, &count, sizeof(count)) <= 0)
		return;
	if (post->smtp != NULL)
		gather(post, post->smtp);
	for (guint i = post->retiring->len; i-- > 0;) {
		gather(post, post->retiring->pdata[i]);
		if (smtp_pending(post->retiring->pdata[i]) == 0)
			g_ptr_array_remove_index_fast(post->retiring, i);
	}
}

const guint64 *post_outcomes(const struct post *post)
{
	return post->outcomes;
}

/* ---- parcels */

int post_room(const struct post *post)
{
	return post->smtp != NULL ? smtp_room(post->smtp) : 0;
}

bool post_turn(struct post *post, struct engine *engine, struct instant now, int *ret, GError **error)
{
	g_autoptr(GPtrArray) parcels = NULL;

	gather_all(post);
	parcels = delivery_turn(engine, now, post->results, post_room(post), error);
	if (parcels == NULL)
		return false;
	*ret = (int)(post->results->len + parcels->len);
	g_ptr_array_set_size(post->results, 0);
	g_ptr_array_set_free_func(parcels, NULL);
	for (guint i = 0; i < parcels->len; i++)
		smtp_submit(post->smtp, parcels->pdata[i]);
	return true;
}

/* A test message that was not begun is carried by the next relay, or is over. */
static void forward_tests(struct post *post, GPtrArray *parcels, struct smtp *next)
{
	for (guint i = parcels->len; i-- > 0;) {
		struct parcel *parcel = parcels->pdata[i];

		if (parcel->envelope > 0)
			continue;
		if (next != NULL)
			smtp_submit(next, g_ptr_array_steal_index_fast(parcels, i));
		else
			g_ptr_array_remove_index_fast(parcels, i);
	}
}

static bool put_away(struct post *post, struct smtp *next, struct engine *engine, struct instant now, GError **error)
{
	struct smtp *old = g_steal_pointer(&post->smtp);
	g_autoptr(GPtrArray) back = NULL;

	post->smtp = next;
	if (old == NULL)
		return true;
	smtp_retire(old);
	back = smtp_take_back(old);
	forward_tests(post, back, next);
	if (smtp_pending(old) > 0)
		g_ptr_array_add(post->retiring, old);
	else
		smtp_free(old);
	return back->len == 0 || delivery_return(engine, now, back, error);
}

bool post_change(struct post *post, struct relay *relay, struct engine *engine, struct instant now, GError **error)
{
	struct smtp *next;

	if (post->smtp != NULL && relay_equal(smtp_relay(post->smtp), relay))
		return true;
	next = smtp_new(relay, post->fd, error);
	return next != NULL && put_away(post, next, engine, now, error);
}

bool post_retire(struct post *post, struct engine *engine, struct instant now, GError **error)
{
	return put_away(post, NULL, engine, now, error);
}

void post_break_off(struct post *post)
{
	for (guint i = 0; i < post->retiring->len; i++)
		smtp_stop(post->retiring->pdata[i], 0);
}

void post_test(struct post *post, struct parcel *parcel, post_test_done done, void *data)
{
	struct test *test = g_new(struct test, 1);

	*test = (struct test){ done, data };
	parcel->envelope = --post->last_test;
	g_hash_table_insert(post->tests, g_memdup2(&parcel->envelope, sizeof(parcel->envelope)), test);
	if (post->smtp != NULL)
		smtp_submit(post->smtp, parcel);
}
