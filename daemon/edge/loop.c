#include "edge/loop.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/timerfd.h>
#include <systemd/sd-event.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "edge/control.h"
#include "edge/desk.h"
#include "edge/door.h"
#include "edge/hold.h"
#include "edge/log.h"
#include "edge/metrics.h"
#include "edge/post.h"
#include "edge/report.h"
#include "edge/service.h"
#include "edge/socket.h"

/* Without a watchdog a look once a minute is enough to notice a clock that was set in a way the timer did not tell. */
#define HEARTBEAT_SECONDS 60
/* A store that cannot be written is tried again, and complained of, once a minute. */
#define TROUBLE_SECONDS 60
/* Feeds written in one pass: what takes longer would keep requests and results waiting. */
#define FEEDS_A_PASS 10
/* What is in the air may take so long to come down when the service stops. */
#define DRAIN_SECONDS 20

struct loop {
	struct core core;
	struct clock clock;
	sd_event *event;
	struct post *post;
	struct http *http;
	struct door *door;
	struct desk *desk;
	struct control control;
	struct report *report;
	struct hold hold;
	struct metrics metrics;
	sd_event_source *pass, *alarm, *heartbeat, *results, *drain;
	int timer;		/* timerfd on the wall clock */
	uint64_t period;	/* of the heartbeat, microseconds */
	struct instant told;	/* when the status line was last made */
	int64_t passed;		/* when a full pass last succeeded, monotonic; 0: never */
	struct instant trouble; /* planning rests until then after an error; INSTANT_NONE: none */
	bool more; /* files to write: with the next turn, so that requests come in between */
	bool ready, stopping;
};

/* ---- clocks */

static struct instant system_now(void *data)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (struct instant){ now.tv_sec };
}

static int64_t system_steady(void *data)
{
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	return now.tv_sec;
}

const struct clock clock_system = { system_now, system_steady, NULL };

/* At `next` by the wall clock, and at once when that clock is set. */
static void arm(struct loop *loop, struct instant now, struct instant next)
{
	struct itimerspec when = { 0 };

	if (!instant_before(now, next)) /* what is due waits for something: never spin on it */
		next = instant_add(now, 1);
	if (next.seconds != INT64_MAX)
		when.it_value.tv_sec = next.seconds;
	else
		when.it_value.tv_sec = now.seconds + 365 * 86400;
	if (timerfd_settime(loop->timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL) < 0 && errno != ECANCELED)
		log_line(LOG_ERR, "the timer cannot be set: %s", g_strerror(errno));
	sd_event_source_set_time_relative(loop->heartbeat, loop->more ? 0 : loop->period);
	sd_event_source_set_enabled(loop->heartbeat, SD_EVENT_ONESHOT);
}

/* One pass more, as soon as what is happening now is done. */
static void wake(struct loop *loop)
{
	sd_event_source_set_enabled(loop->pass, SD_EVENT_ONESHOT);
}

/* ---- trouble */

/* Full or locked: it passes. A store that cannot be read: once more from the beginning, and if that fails, the end. */
static void deal_with(struct loop *loop, const GError *error, struct instant now)
{
	g_autoptr(GError) again = NULL;

	log_line(LOG_ERR, "%s; planning and sending rest, trying again in a minute", error->message);
	loop->trouble = instant_add(now, TROUBLE_SECONDS);
	if (!g_error_matches(error, DEADLINED_ERROR, DEADLINED_ERROR_IO))
		return;
	if (core_reopen(&loop->core, now, &again)) {
		log_line(LOG_NOTICE, "the store was opened again");
		return;
	}
	log_line(LOG_CRIT, "the store cannot be opened again: %s", again->message);
	sd_event_exit(loop->event, DEADLINED_ERROR_IO);
}

/* ---- the pass */

/* What is planned may take back what waits, so it comes first. */
static bool work(struct loop *loop, struct instant now, struct instant *next, GError **error)
{
	struct engine *engine = loop->core.engine;
	int moved;

	if (!hold_look(&loop->hold, engine, now, loop->clock.steady(loop->clock.data), error))
		return false;
	if (loop->stopping)
		return post_turn(loop->post, engine, now, &moved, error);
	if (!engine_tick(engine, now, next, error) || !post_turn(loop->post, engine, now, &moved, error))
		return false;
	/* what was taken waits for the carriers, not for the clock */
	return moved == 0 || engine_tick(engine, now, next, error);
}

/* Calendar files may wait; that they cannot be written stops nothing else. */
static void write_feeds(struct loop *loop, struct instant now, struct instant *next)
{
	struct export *export = loop->core.export;
	g_autoptr(GError) error = NULL;
	int left = 0;

	core_freshen(&loop->core, now);
	if (export == NULL)
		return;
	if (!instant_before(now, export_next(export, now)) && !export_run(export, now, FEEDS_A_PASS, &left, &error))
		log_line(LOG_ERR, "%s; the calendar files are tried again in a minute", error->message);
	loop->more = error == NULL && left > 0;
	core_gathered(&loop->core, now);
	*next = instant_min(*next, export_next(export, now));
}

/* Who reads feeds is worth a line in the log where it cannot be written down, and no more. */
static void write_readers(struct loop *loop, struct instant now, struct instant *next)
{
	struct links *links = loop->core.links;
	g_autoptr(GError) error = NULL;

	if (links == NULL)
		return;
	if (!instant_before(now, links_next(links)) && !links_write(links, &error))
		log_line(LOG_WARNING, "%s; when feeds were read is written down in a minute", error->message);
	*next = instant_min(*next, links_next(links));
}

/* Whatever the store does: what is in memory can be read. When to look again. */
static struct instant keep_door(struct loop *loop, struct instant now)
{
	if (loop->stopping)
		return INSTANT_NEVER;
	door_keep(loop->door, now);
	return door_next(loop->door);
}

/* The status line is for people: once a second is often enough. */
static void tell(struct loop *loop, struct instant now, struct instant next)
{
	g_autofree char *status = NULL;

	report_events(loop->report, loop->core.engine);
	if (loop->ready && instant_equal(now, loop->told) && post_in_air(loop->post) > 0)
		return;
	loop->told = now;
	status = report_status(&loop->core, now, next);
	if (!loop->ready) {
		service_ready(status);
		log_line(LOG_NOTICE, "in service: %s", status);
	}
	loop->ready = true;
	service_status(status);
}

/* Nor longer than that where the clock was set back since. */
static bool resting(const struct loop *loop, struct instant now)
{
	return instant_is_set(loop->trouble) && instant_before(now, loop->trouble) &&
	       !instant_before(instant_add(now, TROUBLE_SECONDS), loop->trouble);
}

static void pass(struct loop *loop)
{
	struct instant now = loop->clock.now(loop->clock.data), next = INSTANT_NEVER, opening;
	g_autoptr(GError) error = NULL;

	loop->more = false;
	opening = keep_door(loop, now);
	if (resting(loop, now) && !loop->stopping) {
		arm(loop, now, instant_min(loop->trouble, opening));
		service_feed_watchdog();
		return;
	}
	loop->trouble = INSTANT_NONE;
	if (work(loop, now, &next, &error)) {
		loop->passed = g_get_monotonic_time();
		if (!loop->stopping) {
			tell(loop, now, next);
			write_feeds(loop, now, &next);
			write_readers(loop, now, &next);
		}
	} else {
		deal_with(loop, error, now);
		service_status(error->message);
		next = loop->trouble;
	}
	loop->metrics.next = next;
	arm(loop, now, instant_min(next, opening));
	service_feed_watchdog(); /* also after trouble that was dealt with: a restart does not mend a full disk */
	if (loop->stopping && post_in_air(loop->post) == 0)
		sd_event_exit(loop->event, 0);
}

static int on_pass(sd_event_source *source, void *data)
{
	pass(data);
	return 0;
}

static int on_alarm(sd_event_source *source, int fd, uint32_t events, void *data)
{
	struct loop *loop = data;
	uint64_t count;

	/* ECANCELED: the clock was set; either way it is time to look */
	if (read(fd, &count, sizeof(count)) >= 0)
		wake(loop);
	else if (errno == ECANCELED) {
		loop->metrics.clock_set++;
		wake(loop);
	}
	return 0;
}

static int on_results(sd_event_source *source, int fd, uint32_t events, void *data)
{
	wake(data);
	return 0;
}

static int on_answers(sd_event_source *source, int fd, uint32_t events, void *data)
{
	desk_collect(((struct loop *)data)->desk);
	return 0;
}

static int on_heartbeat(sd_event_source *source, uint64_t when, void *data)
{
	wake(data);
	return 0;
}

/* ---- requests and signals */

/* The next pass says READY=1 again. */
static int reload(struct loop *loop, struct instant now, json_t **ret)
{
	int status;

	service_reloading();
	report_events(loop->report, loop->core.engine);
	status = control_reload(&loop->control, now, ret);
	if (status == 200) {
		loop->trouble = INSTANT_NONE;
		door_keep(loop->door, now);
		if (door_problem(loop->door) != NULL)
			json_array_append_new(json_object_get(*ret, "lines"), json_string(door_problem(loop->door)));
	}
	loop->ready = false;
	wake(loop);
	return status;
}

static int call_engine(struct loop *loop, const struct api_request *request, struct instant now, json_t **ret)
{
	int status = api_call(loop->core.engine, request, now, ret);

	if (status == 200 && strcmp(request->path, "/v1/status") == 0)
		door_tell(loop->door, *ret);
	return status;
}

static int on_call(void *data, const struct api_request *request, struct http_pending *pending, json_t **ret)
{
	struct loop *loop = data;
	struct instant now = loop->clock.now(loop->clock.data);
	g_autoptr(GError) error = NULL;

	if (loop->stopping) {
		*ret = http_error_value("the service is stopping", DEADLINED_ERROR_UNAVAILABLE);
		return 503;
	}
	if (control_knows(request->path) && !api_check(request, &error)) {
		*ret = http_error_value(error->message, error->code);
		return 400;
	}
	if (control_is_reload(request))
		return reload(loop, now, ret);
	if (desk_knows(request->path))
		return desk_call(loop->desk, &loop->core, request, pending, now, ret);
	if (!control_knows(request->path))
		return call_engine(loop, request, now, ret);
	return control_call(&loop->control, request, pending, now, ret);
}

static void on_called(void *data)
{
	wake(data);
}

static int on_hup(sd_event_source *source, const struct signalfd_siginfo *info, void *data)
{
	struct loop *loop = data;
	json_t *value = NULL;

	reload(loop, loop->clock.now(loop->clock.data), &value);
	json_decref(value);
	return 0;
}

static int on_drained(sd_event_source *source, uint64_t when, void *data)
{
	struct loop *loop = data;

	log_line(LOG_WARNING, "%d mails are still in the air: breaking off", post_in_air(loop->post));
	post_break_off(loop->post);
	sd_event_exit(loop->event, 0);
	return 0;
}

static int on_stop(sd_event_source *source, const struct signalfd_siginfo *info, void *data)
{
	struct loop *loop = data;
	g_autoptr(GError) error = NULL;

	if (loop->stopping)
		return 0;
	loop->stopping = true;
	log_line(LOG_NOTICE, "stopping: %d mails in the air", post_in_air(loop->post));
	service_stopping("stopping");
	door_close(loop->door);
	if (!post_retire(loop->post, loop->core.engine, loop->clock.now(loop->clock.data), &error))
		log_error(error);
	sd_event_add_time_relative(loop->event, &loop->drain, CLOCK_MONOTONIC, DRAIN_SECONDS * G_USEC_PER_SEC, 0, on_drained,
				   loop);
	wake(loop);
	return 0;
}

/* ---- what the public door asks */

static struct instant on_now(void *data)
{
	struct loop *loop = data;

	return loop->clock.now(loop->clock.data);
}

static char *on_health(void *data)
{
	struct loop *loop = data;
	int64_t age = g_get_monotonic_time() - loop->passed;
	g_autoptr(GError) error = NULL;

	g_free(store_meta_get(loop->core.store, "last_tick", &error));
	if (error != NULL)
		return g_strdup("the store cannot be read");
	if (instant_is_set(loop->trouble))
		return g_strdup("planning and sending rest after an error");
	if (loop->passed == 0 || age > 2 * (int64_t)loop->period)
		return g_strdup_printf("no full pass for %d seconds", (int)(age / G_TIME_SPAN_SECOND));
	return NULL;
}

static char *on_metrics(void *data)
{
	struct loop *loop = data;
	struct metrics *metrics = &loop->metrics;

	metrics->core = &loop->core;
	metrics->door = loop->door;
	metrics->post = loop->post;
	metrics->hold = &loop->hold;
	metrics->pass_age = loop->passed != 0 ? (double)(g_get_monotonic_time() - loop->passed) / G_TIME_SPAN_SECOND : -1;
	return metrics_text(metrics, on_now(loop));
}

/* ---- opening, running, closing */

static bool open_sources(struct loop *loop)
{
	loop->timer = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
	return loop->timer >= 0 && sd_event_add_io(loop->event, &loop->alarm, loop->timer, EPOLLIN, on_alarm, loop) >= 0 &&
	       sd_event_add_time_relative(loop->event, &loop->heartbeat, CLOCK_MONOTONIC, 0, 1, on_heartbeat, loop) >= 0 &&
	       sd_event_add_defer(loop->event, &loop->pass, on_pass, loop) >= 0 &&
	       sd_event_add_io(loop->event, &loop->results, post_fd(loop->post), EPOLLIN | EPOLLET, on_results, loop) >= 0 &&
	       sd_event_add_io(loop->event, NULL, desk_fd(loop->desk), EPOLLIN, on_answers, loop) >= 0 &&
	       sd_event_add_signal(loop->event, NULL, SIGHUP, on_hup, loop) >= 0 &&
	       sd_event_add_signal(loop->event, NULL, SIGTERM, on_stop, loop) >= 0 &&
	       sd_event_add_signal(loop->event, NULL, SIGINT, on_stop, loop) >= 0;
}

static bool open_control(struct loop *loop, GError **error)
{
	const struct http_handler handler = { on_call, on_called, loop };
	int fd = service_listen_fd("control");

	if (fd < 0)
		fd = socket_listen(loop->core.config->settings.control_socket, error);
	if (fd < 0)
		return false;
	loop->http = http_control_new(loop->event, fd, &handler, error);
	return loop->http != NULL;
}

static bool open_threads(struct loop *loop, GError **error)
{
	g_autoptr(relay_t) relay = relay_new(&loop->core.config->settings.mail, error);

	loop->post = relay != NULL ? post_new(relay, error) : NULL;
	loop->desk = loop->post != NULL ? desk_new(error) : NULL;
	return loop->desk != NULL;
}

static uint64_t heartbeat_period(void)
{
	uint64_t period = service_watchdog_period() / 2;

	return period > 0 ? MIN(period, HEARTBEAT_SECONDS * G_USEC_PER_SEC) : HEARTBEAT_SECONDS * G_USEC_PER_SEC;
}

static void open_door(struct loop *loop)
{
	const struct http_public_handler handler = { .now = on_now, .health = on_health, .metrics = on_metrics, .data = loop };

	loop->door = door_new(loop->event, &loop->core, &handler);
}

struct loop *loop_new(struct core *core, const struct clock *clock, GError **error)
{
	g_autoptr(loop_t) loop = g_new0(struct loop, 1);
	struct instant now = clock->now(clock->data);

	loop->core = *core;
	*core = (struct core){ 0 };
	loop->clock = *clock;
	loop->timer = -1;
	loop->period = heartbeat_period();
	loop->report = report_new();
	if (sd_event_new(&loop->event) < 0) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "no event loop: %s", g_strerror(errno));
		return NULL;
	}
	if (!open_threads(loop, error) || !hold_start(&loop->hold, loop->core.engine, now, clock->steady(clock->data), error) ||
	    !open_control(loop, error))
		return NULL;
	if (!open_sources(loop)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_IO, "the event loop cannot be filled: %s", g_strerror(errno));
		return NULL;
	}
	loop->metrics = (struct metrics){ .started = now, .next = INSTANT_NEVER };
	open_door(loop);
	loop->control = (struct control){ &loop->core, loop->post };
	report_changes(loop->core.changes);
	return g_steal_pointer(&loop);
}

/* What came back after the last pass; the outcome of what was broken off must not be lost. */
static void settle(struct loop *loop)
{
	g_autoptr(GError) error = NULL;
	int moved;

	if (loop->core.engine == NULL)
		return;
	if (!post_turn(loop->post, loop->core.engine, loop->clock.now(loop->clock.data), &moved, &error))
		log_error(error);
	g_clear_error(&error);
	if (loop->core.links != NULL && !links_write(loop->core.links, &error))
		log_error(error);
	report_events(loop->report, loop->core.engine);
}

int loop_run(struct loop *loop)
{
	int status = sd_event_loop(loop->event);

	if (status < 0) {
		log_line(LOG_CRIT, "the event loop failed: %s", g_strerror(-status));
		status = DEADLINED_ERROR_IO;
	}
	settle(loop);
	log_line(LOG_NOTICE, "stopped");
	return status;
}

void loop_free(struct loop *loop)
{
	if (loop == NULL)
		return;
	desk_free(loop->desk);
	door_free(loop->door);
	if (loop->http != NULL) {
		http_free(loop->http);
		if (service_listen_fd("control") < 0)
			unlink(loop->core.config->settings.control_socket);
	}
	sd_event_source_disable_unref(loop->pass);
	sd_event_source_disable_unref(loop->alarm);
	sd_event_source_disable_unref(loop->heartbeat);
	sd_event_source_disable_unref(loop->results);
	sd_event_source_disable_unref(loop->drain);
	sd_event_unref(loop->event);
	if (loop->timer >= 0)
		close(loop->timer);
	post_free(loop->post);
	report_free(loop->report);
	core_close(&loop->core);
	g_free(loop);
}
