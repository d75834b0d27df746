#include "edge/trial.h"

#include <string.h>

#include "base/error.h"

static const char *side(const struct mail_settings *mail)
{
	if (mail->relay_kind == RELAY_FILE || mail->mode == MAIL_REDIRECT)
		return "trial";
	return "real";
}

bool trial_check(struct store *store, const struct mail_settings *mail, GError **error)
{
	g_autoptr(GError) failure = NULL;
	g_autofree char *spoken = store_meta_get(store, "spoken", &failure);

	if (failure != NULL) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return false;
	}
	if (spoken == NULL || mail->mode == MAIL_HOLD || strcmp(spoken, side(mail)) == 0)
		return true;
	if (strcmp(spoken, "real") == 0)
		g_set_error(
		    error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
		    "this store has sent mail to people, and the relay is now a trial (%s): give the trial a store.path of its "
		    "own, or say with 'deadlinectl adopt-store said' or 'unsaid' what the earlier mails count for",
		    mail->relay_kind == RELAY_FILE ? "a directory" : "mail.mode redirect");
	else
		g_set_error(
		    error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
		    "this store has only been tried out, and the relay now reaches people: start with a new store.path, or say "
		    "with 'deadlinectl adopt-store said' or 'unsaid' whether the trial's mails count as said");
	return false;
}
