/*
 * Many clients at once, each asking the same again and again over a connection of its own, on one thread. For what wrk cannot
 * ask: it waits for a body behind a 304 that names its length. Ends the program where an answer is not the one expected.
 */
#pragma once

/* Answers a second, over `seconds`. `status`: the first three digits of each; without a body. */
double crowd_ask(int port, const char *request, const char *status, int clients, int seconds);
