/*
 * The checks that need the whole configuration: circles, validity, what a plan with limits must have, people who cannot
 * be reached, limits and gaps as the calendar makes them. Run once by the loader after everything is read; changes nothing.
 */
#pragma once

#include "model/config_read.h"

void config_check(struct reader *reader);
