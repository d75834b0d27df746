/*
 * The reader's own calendar feed in the footer of a mail: whether it may be offered, and its secret, which is kept nowhere,
 * in the place that the kept bytes have for it. Private to engine/.
 */
#pragma once

#include "engine/internal.h"

/* Sets notice->feed where the mail may offer it: everybody who gets it, copies too, works in some body today and has a feed
 * that can be said; feeds are made where there are none. Never to the administrator as such, nor while mail is redirected.
 * Inside the caller's transaction. */
bool offer_feed(struct run *run, struct notice *notice, GError **error);

/* The bytes for one recipient: the same each time, however the feed fares meanwhile; what was rotated or revoked since the mail
 * was written leads nowhere. Owned by the caller; NULL with an error. */
GBytes *offer_fill(struct engine *engine, const struct mail *mail, const char *address, GError **error);
