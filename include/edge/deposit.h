/*
 * The relay that is a directory (file:///dir/): each envelope becomes one .eml file, complete or not there at all. For
 * trials and demonstrations; the file's name is the Message-ID's left side and the number of the envelope.
 */
#pragma once

#include "engine/delivery.h"

/* Writes the parcel's bytes; a file of that name is replaced. `*ret_name`: the file's name without its directory. */
bool deposit_write(const char *directory, const struct parcel *parcel, char **ret_name, GError **error);
