#include "edge/smtp.h"

#include <curl/curl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "edge/deposit.h"
#include "edge/dialogue.h"

/* An unused connection is closed after so long: it holds one of the relay's places. */
#define IDLE_SECONDS 5
/* What a broken-off conversation may take to end. */
#define BREAK_OFF_SECONDS 5

struct smtp {
	struct relay *relay;
	int announce;	   /* eventfd, borrowed */
	gint breaking_off; /* atomic: conversations end at the next opportunity */
	GMutex mutex;	   /* guards what follows */
	GCond changed;
	GQueue waiting;	     /* struct parcel * */
	GPtrArray *results;  /* struct delivery_result * */
	GHashTable *sockets; /* open ones, as a set of descriptors */
	int pending, threads;
	bool stopping;
};

/* One thread's own. */
struct carrier {
	struct smtp *smtp;
	CURL *easy; /* NULL: no connection */
	struct dialogue dialogue;
	const struct parcel *parcel; /* in the air; NULL: none */
	size_t offset;		     /* of its bytes, handed over so far */
	char problem[CURL_ERROR_SIZE];
};

/* ---- what libcurl calls back */

static size_t read_bytes(char *buffer, size_t size, size_t count, void *data)
{
	struct carrier *carrier = data;
	size_t total, n;
	const char *bytes = g_bytes_get_data(carrier->parcel->bytes, &total);

	n = MIN(size * count, total - carrier->offset);
	memcpy(buffer, bytes + carrier->offset, n);
	carrier->offset += n;
	return n;
}

static int seek_bytes(void *data, curl_off_t offset, int origin)
{
	struct carrier *carrier = data;

	if (origin != SEEK_SET || offset < 0 || (size_t)offset > g_bytes_get_size(carrier->parcel->bytes))
		return CURL_SEEKFUNC_CANTSEEK;
	carrier->offset = (size_t)offset;
	return CURL_SEEKFUNC_OK;
}

static size_t hear_line(char *line, size_t size, size_t count, void *data)
{
	struct carrier *carrier = data;

	if (carrier->parcel == NULL)
		return size * count;
	return dialogue_line(&carrier->dialogue, line, size * count) ? size * count : 0;
}

static size_t ignore_body(char *bytes, size_t size, size_t count, void *data)
{
	return size * count;
}

static int note_socket(void *data, curl_socket_t fd, curlsocktype purpose)
{
	struct carrier *carrier = data;
	struct smtp *smtp = carrier->smtp;

	dialogue_connected(&carrier->dialogue);
	g_mutex_lock(&smtp->mutex);
	g_hash_table_add(smtp->sockets, GINT_TO_POINTER(fd));
	g_mutex_unlock(&smtp->mutex);
	return CURL_SOCKOPT_OK;
}

static int close_socket(void *data, curl_socket_t fd)
{
	struct smtp *smtp = data;

	g_mutex_lock(&smtp->mutex);
	g_hash_table_remove(smtp->sockets, GINT_TO_POINTER(fd));
	g_mutex_unlock(&smtp->mutex);
	return close(fd);
}

static int may_go_on(void *data, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	struct carrier *carrier = data;

	return g_atomic_int_get(&carrier->smtp->breaking_off);
}

/* ---- one connection */

/* A password never travels in clear unless the administrator turned TLS off. */
static long tls_level(const struct relay *relay)
{
	switch (relay->tls) {
	case TLS_REQUIRED:
		return CURLUSESSL_ALL;
	case TLS_OPPORTUNISTIC:
		return relay->user != NULL ? CURLUSESSL_ALL : CURLUSESSL_TRY;
	case TLS_OFF:
		return CURLUSESSL_NONE;
	}
	g_assert_not_reached();
}

static void set_tls(CURL *easy, const struct relay *relay)
{
	bool unverified = relay->kind == RELAY_SMTP && tls_level(relay) == CURLUSESSL_TRY;

	curl_easy_setopt(easy, CURLOPT_USE_SSL, tls_level(relay));
	curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, unverified ? 0L : 1L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, unverified ? 0L : 2L);
	if (relay->ca_file != NULL)
		curl_easy_setopt(easy, CURLOPT_CAINFO, relay->ca_file);
}

static void set_callbacks(CURL *easy, struct carrier *carrier)
{
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, carrier->problem);
	curl_easy_setopt(easy, CURLOPT_READFUNCTION, read_bytes);
	curl_easy_setopt(easy, CURLOPT_READDATA, carrier);
	curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, seek_bytes);
	curl_easy_setopt(easy, CURLOPT_SEEKDATA, carrier);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignore_body);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, hear_line);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, carrier);
	curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, note_socket);
	curl_easy_setopt(easy, CURLOPT_SOCKOPTDATA, carrier);
	curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
	curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, carrier->smtp);
	curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, may_go_on);
	curl_easy_setopt(easy, CURLOPT_XFERINFODATA, carrier);
	curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
}

/* The environment's proxies are for web clients. */
static CURL *open_easy(struct carrier *carrier)
{
	const struct relay *relay = carrier->smtp->relay;
	CURL *easy = curl_easy_init();

	g_assert(easy != NULL);
	curl_easy_setopt(easy, CURLOPT_URL, relay->url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(easy, CURLOPT_PROXY, "");
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(easy, CURLOPT_MAIL_FROM, relay->from);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)relay->connect_timeout);
	curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)relay->reply_timeout);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)relay->total_timeout);
	if (relay->user != NULL) {
		curl_easy_setopt(easy, CURLOPT_USERNAME, relay->user);
		curl_easy_setopt(easy, CURLOPT_PASSWORD, relay->password);
	}
	set_tls(easy, relay);
	set_callbacks(easy, carrier);
	return easy;
}

static void close_easy(struct carrier *carrier)
{
	if (carrier->easy == NULL)
		return;
	curl_easy_cleanup(g_steal_pointer(&carrier->easy)); /* says QUIT */
	dialogue_clear(&carrier->dialogue);
	dialogue_init(&carrier->dialogue);
}

static enum ending ending_of(CURLcode code)
{
	switch ((int)code) {
	case CURLE_OK:
		return ENDING_DONE;
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_CONNECT:
	case CURLE_SSL_CONNECT_ERROR: /* also a connection lost during the handshake */
		return ENDING_UNREACHED;
	case CURLE_OPERATION_TIMEDOUT:
		return ENDING_TIMEOUT;
	case CURLE_SEND_ERROR:
		return ENDING_SEND;
	case CURLE_RECV_ERROR:
	case CURLE_GOT_NOTHING:
	case CURLE_PARTIAL_FILE:
		return ENDING_LOST;
	case CURLE_USE_SSL_FAILED:
		return ENDING_TLS_MISSING;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_INVALIDCERTSTATUS:
		return ENDING_TLS_REFUSED;
	case CURLE_ABORTED_BY_CALLBACK:
		return ENDING_STOPPED;
	default:
		return ENDING_REPLY;
	}
}

static bool is_ascii(const char *text)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text >= 0x80)
			return false;
	}
	return true;
}

static CURLcode perform(struct carrier *carrier, const struct demands *demands)
{
	struct curl_slist *recipient = curl_slist_append(NULL, carrier->parcel->address);
	CURLcode code;

	curl_easy_setopt(carrier->easy, CURLOPT_MAIL_RCPT, recipient);
	curl_easy_setopt(carrier->easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t)g_bytes_get_size(carrier->parcel->bytes));
	/* what a relay offers is heard only on a new connection */
	curl_easy_setopt(carrier->easy, CURLOPT_FRESH_CONNECT, demands->utf8 ? 1L : 0L);
	code = curl_easy_perform(carrier->easy);
	curl_easy_setopt(carrier->easy, CURLOPT_MAIL_RCPT, NULL);
	curl_slist_free_all(recipient);
	return code;
}

static void carry_over_smtp(struct carrier *carrier, struct delivery_result *result)
{
	const struct relay *relay = carrier->smtp->relay;
	struct demands demands = {
		.starttls = relay->kind == RELAY_SMTP && tls_level(relay) != CURLUSESSL_NONE,
		.tls = relay->kind == RELAY_SMTP && tls_level(relay) == CURLUSESSL_ALL,
		.auth = relay->user != NULL,
		.utf8 = !is_ascii(carrier->parcel->address) || !is_ascii(relay->from),
	};
	enum ending ending;
	CURLcode code;

	if (carrier->easy == NULL)
		carrier->easy = open_easy(carrier);
	carrier->offset = 0;
	carrier->problem[0] = '\0';
	dialogue_begin(&carrier->dialogue, &demands);
	code = perform(carrier, &demands);
	ending = ending_of(code);
	result->outcome =
	    dialogue_outcome(&carrier->dialogue, ending, carrier->offset == g_bytes_get_size(carrier->parcel->bytes));
	result->code = carrier->dialogue.code;
	result->reply = dialogue_sentence(&carrier->dialogue, ending,
					  carrier->problem[0] != '\0' ? carrier->problem : curl_easy_strerror(code));
	if (result->outcome != DELIVERY_SENT)
		close_easy(carrier);
}

static void carry_into_directory(struct carrier *carrier, struct delivery_result *result)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *name = NULL;

	if (deposit_write(carrier->smtp->relay->directory, carrier->parcel, &name, &error)) {
		result->outcome = DELIVERY_SENT;
		result->code = 250;
		result->reply = g_strdup_printf("250 written to %s", name);
	} else {
		result->outcome = DELIVERY_BUSY;
		result->reply = g_strdup(error->message);
	}
}

static struct delivery_result *carry(struct carrier *carrier, const struct parcel *parcel)
{
	struct delivery_result *result = g_new0(struct delivery_result, 1);

	result->envelope = parcel->envelope;
	carrier->parcel = parcel;
	if (carrier->smtp->relay->kind == RELAY_FILE)
		carry_into_directory(carrier, result);
	else
		carry_over_smtp(carrier, result);
	carrier->parcel = NULL;
	return result;
}

/* ---- the threads */

/* With the mutex held. NULL: the end. An idle carrier hangs up, without the mutex: QUIT may wait for its answer. */
static struct parcel *next_parcel(struct carrier *carrier)
{
	struct smtp *smtp = carrier->smtp;

	while (g_queue_is_empty(&smtp->waiting) && !smtp->stopping) {
		gint64 until = g_get_monotonic_time() + IDLE_SECONDS * G_TIME_SPAN_SECOND;

		if (carrier->easy == NULL) {
			g_cond_wait(&smtp->changed, &smtp->mutex);
		} else if (!g_cond_wait_until(&smtp->changed, &smtp->mutex, until)) {
			g_mutex_unlock(&smtp->mutex);
			close_easy(carrier);
			g_mutex_lock(&smtp->mutex);
		}
	}
	return smtp->stopping ? NULL : g_queue_pop_head(&smtp->waiting);
}

static void hand_in(struct smtp *smtp, struct delivery_result *result)
{
	uint64_t one = 1;

	g_ptr_array_add(smtp->results, result);
	if (write(smtp->announce, &one, sizeof(one)) < 0)
		g_assert_not_reached(); /* an eventfd takes 2^64 - 2 of these */
}

static gpointer work(gpointer data)
{
	struct smtp *smtp = data;
	struct carrier carrier = { .smtp = smtp };
	struct parcel *parcel;

	dialogue_init(&carrier.dialogue);
	g_mutex_lock(&smtp->mutex);
	while ((parcel = next_parcel(&carrier)) != NULL) {
		struct delivery_result *result;

		g_mutex_unlock(&smtp->mutex);
		result = carry(&carrier, parcel);
		parcel_free(parcel);
		g_mutex_lock(&smtp->mutex);
		hand_in(smtp, result);
	}
	g_mutex_unlock(&smtp->mutex);
	close_easy(&carrier);
	dialogue_clear(&carrier.dialogue);
	g_mutex_lock(&smtp->mutex);
	smtp->threads--;
	g_cond_broadcast(&smtp->changed);
	g_mutex_unlock(&smtp->mutex);
	return NULL;
}

static bool start_threads(struct smtp *smtp, GError **error)
{
	for (int i = 0; i < smtp->relay->connections; i++) {
		g_autoptr(GError) local = NULL;
		GThread *thread;

		g_mutex_lock(&smtp->mutex);
		thread = g_thread_try_new("carrier", work, smtp, &local);
		smtp->threads += thread != NULL;
		g_mutex_unlock(&smtp->mutex);
		if (thread != NULL) {
			g_thread_unref(thread);
		} else if (i == 0) { /* some are enough */
			g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_BUSY, "no thread to carry mail: %s", local->message);
			return false;
		}
	}
	return true;
}

struct smtp *smtp_new(struct relay *relay, int announce, GError **error)
{
	static gsize initialised;
	struct smtp *smtp = g_new0(struct smtp, 1);

	if (g_once_init_enter(&initialised)) {
		curl_global_init(CURL_GLOBAL_DEFAULT);
		g_once_init_leave(&initialised, 1);
	}
	smtp->relay = relay_ref(relay);
	smtp->announce = announce;
	g_mutex_init(&smtp->mutex);
	g_cond_init(&smtp->changed);
	g_queue_init(&smtp->waiting);
	smtp->results = g_ptr_array_new_with_free_func((GDestroyNotify)delivery_result_free);
	smtp->sockets = g_hash_table_new(NULL, NULL);
	if (!start_threads(smtp, error))
		g_clear_pointer(&smtp, smtp_free);
	return smtp;
}

/* With the mutex held. */
static bool wait_for_threads(struct smtp *smtp, int seconds)
{
	gint64 until = g_get_monotonic_time() + seconds * G_TIME_SPAN_SECOND;

	while (smtp->threads > 0) {
		if (!g_cond_wait_until(&smtp->changed, &smtp->mutex, until))
			return smtp->threads == 0;
	}
	return true;
}

/* With the mutex held. Waiting for the answer to the final dot or to QUIT, libcurl looks at nothing but the socket. */
static void break_off(struct smtp *smtp)
{
	GHashTableIter iter;
	gpointer fd;

	g_atomic_int_set(&smtp->breaking_off, 1);
	g_hash_table_iter_init(&iter, smtp->sockets);
	while (g_hash_table_iter_next(&iter, &fd, NULL))
		shutdown(GPOINTER_TO_INT(fd), SHUT_RDWR);
}

void smtp_retire(struct smtp *smtp)
{
	g_mutex_lock(&smtp->mutex);
	smtp->stopping = true;
	g_cond_broadcast(&smtp->changed);
	g_mutex_unlock(&smtp->mutex);
}

bool smtp_stop(struct smtp *smtp, int seconds)
{
	bool ended;

	g_mutex_lock(&smtp->mutex);
	smtp->stopping = true;
	g_cond_broadcast(&smtp->changed);
	ended = wait_for_threads(smtp, seconds);
	if (!ended) {
		break_off(smtp);
		ended = wait_for_threads(smtp, BREAK_OFF_SECONDS);
	}
	g_mutex_unlock(&smtp->mutex);
	return ended;
}

void smtp_free(struct smtp *smtp)
{
	if (smtp == NULL || !smtp_stop(smtp, 0))
		return; /* a thread that does not end keeps what it uses; the process is about to go */
	g_queue_clear_full(&smtp->waiting, (GDestroyNotify)parcel_free);
	g_ptr_array_unref(smtp->results);
	g_hash_table_unref(smtp->sockets);
	g_mutex_clear(&smtp->mutex);
	g_cond_clear(&smtp->changed);
	relay_unref(smtp->relay);
	g_free(smtp);
}

const struct relay *smtp_relay(const struct smtp *smtp)
{
	return smtp->relay;
}

int smtp_pending(struct smtp *smtp)
{
	int pending;

	g_mutex_lock(&smtp->mutex);
	pending = smtp->pending;
	g_mutex_unlock(&smtp->mutex);
	return pending;
}

int smtp_room(struct smtp *smtp)
{
	return MAX(0, 2 * smtp->relay->connections - smtp_pending(smtp));
}

void smtp_submit(struct smtp *smtp, struct parcel *parcel)
{
	g_mutex_lock(&smtp->mutex);
	smtp->pending++;
	g_queue_push_tail(&smtp->waiting, parcel);
	g_cond_signal(&smtp->changed);
	g_mutex_unlock(&smtp->mutex);
}

GPtrArray *smtp_take_results(struct smtp *smtp)
{
	GPtrArray *results;

	g_mutex_lock(&smtp->mutex);
	results = smtp->results;
	smtp->results = g_ptr_array_new_with_free_func((GDestroyNotify)delivery_result_free);
	smtp->pending -= (int)results->len;
	g_mutex_unlock(&smtp->mutex);
	return results;
}

GPtrArray *smtp_take_back(struct smtp *smtp)
{
	GPtrArray *parcels = g_ptr_array_new_with_free_func((GDestroyNotify)parcel_free);
	struct parcel *parcel;

	g_mutex_lock(&smtp->mutex);
	while ((parcel = g_queue_pop_head(&smtp->waiting)) != NULL) {
		g_ptr_array_add(parcels, parcel);
		smtp->pending--;
	}
	g_mutex_unlock(&smtp->mutex);
	return parcels;
}

const char *smtp_library(void)
{
	return curl_version();
}
