/* adopt-store: the store changes sides between trial and service. With the daemon stopped. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "ctl/client.h"
#include "ctl/commands.h"
#include "ctl/output.h"
#include "engine/adopt.h"

static struct store *in_use(const char *path, GError **error)
{
	g_clear_error(error);
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE, "%s is in use: stop the daemon first, systemctl stop deadlined", path);
	return NULL;
}

/* An existing store that nobody else uses. */
static struct store *open_store(struct session *session, GError **error)
{
	const char *path = session->config->settings.store_path;
	g_autoptr(store_t) store = NULL;

	if (client_reaches(session))
		return in_use(path, error);
	if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "%s: there is no store: nothing has been said yet", path);
		return NULL;
	}
	store = store_open(path, error);
	if (!store)
		return NULL;
	if (store_claim(store, error))
		return g_steal_pointer(&store);
	return g_error_matches(*error, DEADLINED_ERROR, DEADLINED_ERROR_BUSY) ? in_use(path, error) : NULL;
}

/* The side the configuration speaks to; with mail.mode hold it is open. */
static const char *side(const struct mail_settings *mail)
{
	if (mail->mode == MAIL_HOLD)
		return NULL;
	return mail->relay_kind == RELAY_FILE || mail->mode == MAIL_REDIRECT ? "trial" : "real";
}

static void print_adopted(const struct session *session, const struct adopted *adopted, const char *spoken)
{
	if (session->json) {
		output_json(json_pack("{s:i, s:i, s:i, s:s?}", "kept", adopted->kept, "unsaid", adopted->unsaid, "waiting", adopted->waiting,
				      "spoken", spoken));
		return;
	}
	printf("%d %s\n%d %s\n%d %s\n", adopted->kept, session_say(session, "thư vẫn tính là đã gửi", "mail(s) stay said"), adopted->unsaid,
	       session_say(session, "thư tính là chưa gửi", "mail(s) count as unsaid"), adopted->waiting,
	       session_say(session, "thư đang chờ sẽ được lập lại", "mail(s) that waited are made anew"));
}

static int run_adopt(struct session *session, const struct arguments *arguments)
{
	const char *word = arguments_word(arguments, 0);
	struct instant now = { g_get_real_time() / G_USEC_PER_SEC };
	g_autoptr(store_t) store = NULL;
	g_autoptr(GError) error = NULL;
	struct adopted adopted;
	bool said = strcmp(word, "said") == 0;

	if (!said && strcmp(word, "unsaid") != 0)
		return session_usage("adopt-store '%s': say said or unsaid", word);
	if (!session_config(session))
		return DEADLINED_ERROR_CONFIG;
	store = open_store(session, &error);
	if (!store || !adopt_store(store, said, side(&session->config->settings.mail), g_get_user_name(), now, &adopted, &error))
		return session_fail(error);
	print_adopted(session, &adopted, side(&session->config->settings.mail));
	return 0;
}

const struct command command_adopt_store = {
	.name = "adopt-store", .words = "said|unsaid", .least = 1, .most = 1, .run = run_adopt,
	.vi = "kho đổi giữa chạy thử và chạy thật (khi deadlined đã dừng)",
	.en = "a store changes between trial and service (deadlined stopped)",
};
