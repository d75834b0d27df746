/*
 * From what was promised to single duties: obligation x agency x period = one occurrence, with its limit, and the steps
 * of its ladder in time. Pure functions of configuration and range; the caller owns the arrays. Knows nothing of what was
 * sent or submitted.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/config.h"

struct occurrence {
	char *id; /* plan/obligation/agency/period; agency `all` in an undated row */
	const struct plan *plan;
	const struct obligation *obligation;
	const struct agency *owner; /* NULL: an undated row */
	struct period period;
	bool dated;
	struct limit limit;         /* dated only */
	int owners;                 /* undated rows: how many owe it; else 0 */
	bool internal;              /* the owner is also the receiver: no ladder */
};

void occurrence_free(struct occurrence *occurrence);

/* Occurrences whose limit (undated rows, if asked for: whose period) touches first..last (unset: open), of one plan or all
 * (NULL), by limit, then id, undated rows last. `tracked`, validity, successors and `except` are applied. Array of struct
 * occurrence *, owned. */
GPtrArray *schedule_occurrences(const struct config *config, const struct plan *plan, struct civil first, struct civil last,
				bool undated);

/* The occurrences of one obligation in one of its periods; an undated one gives its row. Array of struct occurrence *, owned. */
GPtrArray *schedule_of_period(const struct config *config, const struct obligation *obligation, const struct period *period);

/* The one occurrence of that id, by the rules alone; NULL where the rules give none. */
struct occurrence *schedule_occurrence(const struct config *config, const char *id);

/* The periods of an obligation that belong to its plan and whose last day lies in first..last (unset: open), in order. A
 * one-off has one, wherever it lies. Array of struct period by value; NULL with an error where none can be made: a one-off
 * without a label, an RRULE without a first day to count from. */
GArray *schedule_periods(const struct obligation *obligation, struct civil first, struct civil last, GError **error);

/* An obligation in one of its periods. */
struct need {
	const struct obligation *obligation;
	struct period period;
};

/* What an obligation needs in a period: each input in each of its periods that lies within it (of two one-offs: that of the
 * same label), in the order of `needs`; by the rules alone, whoever owes it. Array of struct need by value. */
GArray *schedule_needs(const struct obligation *dependent, const struct period *period);
/* The other way round: every obligation, dated or not, that needs this one in that period. */
GArray *schedule_needed_by(const struct config *config, const struct obligation *input, const struct period *period);

/* The period of that label among those of the obligation that belong to its plan; false where there is none. */
bool schedule_period(const struct obligation *obligation, const char *label, struct period *ret);

/* The occurrences that are inputs of `dependent`, from all owners: those whose period lies within its own (of two one-offs:
 * those of the same label); an undated input is its one row. Array of struct occurrence *, owned. */
GPtrArray *schedule_inputs(const struct config *config, const struct occurrence *dependent);
/* The dated occurrences that need `input`, likewise. */
GPtrArray *schedule_dependents(const struct config *config, const struct occurrence *input);

enum step_side { STEP_REMIND, STEP_ESCALATE };

#define STEP_NAME_SIZE 24

struct step {
	char name[STEP_NAME_SIZE];  /* "-3wd", "-0d", "+1wd", "+10wd#2" */
	enum step_side side;
	const struct policy_step *rule; /* borrowed from the configuration */
	int repeat;                 /* 0: the first, 1: #1 ... */
	struct civil counted;       /* the day the distance gives */
	struct civil day;           /* after moving off a day that is not worked */
	struct instant moment;      /* the opening of that day */
	bool spaced;                /* left out by the policy's spacing */
};

/* The steps of a limit under a policy, by moment, of equal moments the one that speaks for the others last (the nearest to the
 * limit; a reminder and an escalation never share one). Not there: steps before the first day of `effective`, reminders from late_from
 * on, any step of a soft limit. Repeats without an end are given up to the first whose moment lies after `until`. Array of
 * struct step by value. */
GArray *schedule_steps(const struct config *config, const struct policy *policy, const struct plan *plan,
		       const struct limit *limit, struct instant until);

/* The same for a campaign's remind steps, counted back from its first day. */
GArray *schedule_campaign_steps(const struct config *config, const struct campaign *campaign, struct civil first);

struct campaign_occurrence {
	char *id; /* campaign/PLAN/CAMPAIGN/PERIOD; with an agency: campaign/PLAN/CAMPAIGN/AGENCY/PERIOD */
	const struct campaign *campaign;
	char period[PERIOD_LABEL_SIZE];
	struct civil first, last;
};

void campaign_occurrence_free(struct campaign_occurrence *occurrence);

/* The campaigns whose window touches first..last (undated ones are not among them), by first day. */
GPtrArray *schedule_campaigns(const struct config *config, const struct plan *plan, struct civil first, struct civil last);

/* The opening of the first working day on or after `date`; of the working day of `when` if it is before its opening,
 * else of the next. */
struct instant schedule_opening(const struct config *config, struct civil date);
struct instant schedule_next_opening(const struct config *config, struct instant when);
/* Is `when` between opening and closing of a working day? */
bool schedule_in_hours(const struct config *config, struct instant when);

typedef struct occurrence occurrence_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(occurrence_t, occurrence_free)
