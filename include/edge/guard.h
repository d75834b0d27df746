/*
 * The guard of the clock: mail that leaves by a wrong date cannot be taken back, so when the clock jumps by more than 36
 * hours against the time that really passed, or the service starts more than 60 days after its last sign of life, mail is
 * to wait until the clock is believable again or a person says so. Plain values; reads no clock and holds no mail itself.
 */
#pragma once

#include "base/zone.h"

#define GUARD_JUMP_SECONDS (36 * 3600)
#define GUARD_ABSENCE_SECONDS (60 * 86400)

struct guard {
	struct instant trusted; /* the last believed time; INSTANT_NONE: none yet */
	int64_t passed;         /* the steady clock (seconds, counting sleep) when it was believed */
	int64_t allowance;      /* how far ahead of it `now` may be */
	bool doubting;
};

enum guard_verdict {
	GUARD_FINE,   /* the clock goes as it should; or nothing changed in our doubt */
	GUARD_DOUBT,  /* it has just become unbelievable */
	GUARD_BELIEF, /* it is believable again */
};

/* `last`: the last sign of life in the store, INSTANT_NONE for a new one, and how long after it `now` may be (a doubt that a
 * restart interrupted keeps its own). `steady`: CLOCK_BOOTTIME in seconds. */
enum guard_verdict guard_start(struct guard *guard, struct instant last, int64_t allowance, struct instant now, int64_t steady);
enum guard_verdict guard_look(struct guard *guard, struct instant now, int64_t steady);
/* A person let the mail go: this clock is the right one. */
void guard_accept(struct guard *guard, struct instant now, int64_t steady);
/* What the time should be, give or take the allowance. */
struct instant guard_expected(const struct guard *guard, int64_t steady);
