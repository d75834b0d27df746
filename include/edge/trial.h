/*
 * Trial is not service: a store remembers whether its mail went to people or only to a directory or one redirected
 * address (the engine writes that down with the first mail that was taken), and does not change sides by itself, for the
 * steps it holds as said would be believed on the other side too.
 */
#pragma once

#include "model/settings.h"
#include "store/store.h"

/* May this store speak through this relay? DEADLINED_ERROR_CONFIG says what to do where it may not. With mail.mode hold
 * nothing is said, so every store may. */
bool trial_check(struct store *store, const struct mail_settings *mail, GError **error);
