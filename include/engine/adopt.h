/*
 * A store changes sides: from a trial (mail into a directory, or to one redirected address) to service, or back. Done by
 * a person, with the daemon stopped. Owns nothing.
 */
#pragma once

#include "store/store.h"

struct adopted {
	int kept;    /* mails that stay said */
	int unsaid;  /* mails whose steps count as unsaid again */
	int waiting; /* mails that had not left: never sent, said anew where they still hold */
};

/* One transaction. What waits in the outbox was made for the other side: it is superseded and its steps are given back.
 * `said`: what was delivered stays said. Else its steps, too, are given back, and the next pass says the latest missed one
 * of each ladder; digests, lists and campaigns of days gone by are not repeated. `spoken`: the side the store is on from
 * now on ("real", "trial", NULL: undecided). Recorded in the history under `user`. */
bool adopt_store(struct store *store, bool said, const char *spoken, const char *user, struct instant now, struct adopted *ret,
		 GError **error);
