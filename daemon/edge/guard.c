#include "edge/guard.h"

void guard_accept(struct guard *guard, struct instant now, int64_t steady)
{
	*guard = (struct guard){ .trusted = now, .passed = steady, .allowance = GUARD_JUMP_SECONDS };
}

struct instant guard_expected(const struct guard *guard, int64_t steady)
{
	return instant_add(guard->trusted, steady - guard->passed);
}

static bool believable(const struct guard *guard, struct instant now, int64_t steady)
{
	int64_t off = now.seconds - guard_expected(guard, steady).seconds;

	return off >= -GUARD_JUMP_SECONDS && off <= guard->allowance;
}

enum guard_verdict guard_start(struct guard *guard, struct instant last, int64_t allowance, struct instant now, int64_t steady)
{
	*guard = (struct guard){ .trusted = last, .passed = steady, .allowance = allowance };
	if (!instant_is_set(last) || believable(guard, now, steady)) {
		guard_accept(guard, now, steady);
		return GUARD_FINE;
	}
	guard->doubting = true;
	return GUARD_DOUBT;
}

enum guard_verdict guard_look(struct guard *guard, struct instant now, int64_t steady)
{
	if (!believable(guard, now, steady)) {
		bool already = guard->doubting;

		guard->doubting = true;
		return already ? GUARD_FINE : GUARD_DOUBT;
	}
	if (!guard->doubting)
		return GUARD_FINE;
	guard_accept(guard, now, steady);
	return GUARD_BELIEF;
}
