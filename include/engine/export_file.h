/*
 * Files that readers always find whole: written beside their place and renamed into it, and left alone when the bytes are
 * the same. Private to engine/export; knows nothing of calendars.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

#define EXPORT_FILE_OWN_GROUP ((gid_t)-1)

/* The directory and its parents, 0750 where they are new; with a group, made that group's. */
bool export_file_directory(const char *path, gid_t group, GError **error);

/* 0640. The modification time stays where `bytes` are what the file holds. */
bool export_file_replace(const char *path, GBytes *bytes, gid_t group, GError **error);

/* The number of a group's name; NULL: the process's own. */
bool export_file_group(const char *name, gid_t *ret, GError **error);
