/*
 * A province in memory, as the loader would make it, for tests of words and mails: one plan, its bodies of every relation,
 * two obligations and a campaign. Static: each test program changes it as it likes and puts it back.
 */
#pragma once

#include "model/config.h"

struct fixture {
	struct config config;
	struct definitions *definitions;
	struct agency office, department, commune, police, union_, province; /* receiver, three relations, superior */
	struct contact focal, head;
	struct plan plan;
	struct obligation result, consolidated;
	struct campaign campaign;
};

struct fixture *fixture_get(void);

/* The limit "before 30/11/2026" and its kin: named 30/11, last and shown 29/11 (a Sunday), aim 27/11. */
struct limit fixture_limit(void);
struct civil fixture_day(const char *text);
/* HH:MM of a day in the office's zone. */
struct instant fixture_at(const char *day, int minute);
