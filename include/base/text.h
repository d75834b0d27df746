/*
 * Vietnamese text as data: checked and normalised where it enters, folded for search, collated for lists. Pure
 * functions; returned strings belong to the caller (g_free).
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Valid UTF-8 without NUL and control characters (TAB and LF pass where `lines`)? Else false, `*offset` the first bad byte. */
bool text_is_clean(const char *text, size_t length, bool lines, size_t *offset);

/* NFC (Unicode UAX 15), leading and trailing white space removed. */
char *text_nfc(const char *text);

/* The same for "Sở Y tế", "so y te", NFD, "Uỷ"/"Ủy", "hoà"/"hòa", Đ/Ð: lower case, no marks, white space folded to one blank,
 * every dash a hyphen, nothing that is not seen. */
char *text_fold(const char *text);

/* Vietnamese alphabetical order (CLDR, through ICU): a ă â b c d đ e ê … */
int text_collate(const char *a, const char *b);
