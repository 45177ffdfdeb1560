/* A stand-in for libflux-core: the functions that the native layer calls, and a broker that obeys
 * the topic of each request. It counts what lives, writes down in which order things end, and sets
 * errno in every call that succeeds, so that an errno read too late is the wrong one.
 *
 * double.echo      the request's payload, NUL and all
 * double.bytes     the request's payload without its NUL
 * double.empty     no payload
 * double.error     {"errno":N} fails with errno N; {"errno":N,"text":"T"} with the text T too
 * double.refuse    {"errno":N} is not sent: flux_rpc_raw fails with errno N
 * double.count     {"count":C,"errno":N,"text":"T"}: C responses {"n":0}, {"n":1} ..., then an error
 * double.never     no response
 * double.lose      the connection is lost
 */
#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define NORESPONSE 1
#define WRONG_ERRNO EXDEV /* which no test asks for */

typedef struct handle handle;
typedef struct watcher watcher;
typedef struct handler handler;
typedef struct future future;

struct watcher {
    handle *h;
    int fd;
    int started;
    void (*cb) (handle *, watcher *, int, void *);
    void *arg;
};

struct handler {
    handle *h;
};

struct future {
    handle *h;
    future *next;
    void (*cb) (future *, void *);
    void *arg;
    char *payload;
    size_t length;
    int nodeid;
    int tag;
    int ready;     /* there is something to tell */
    int streaming;
    double deadline; /* by the monotonic clock in seconds, negative for none */
    long sent;
    long count;
    int error;
    char text[160];
};

/* The reactor of a handle is the handle itself. */
struct handle {
    watcher *watcher;
    future *futures;
    int handlers;
    int next_tag;
    int lost;
    int stopped;
    char value[32];
    int (*comms_error) (handle *, void *);
};

enum { HANDLES, WATCHERS, HANDLERS, FUTURES, PAYLOADS, MISUSES, KINDS };

static atomic_long live[KINDS];
static atomic_int refusals;
static atomic_int submissions_unanswered;
static atomic_int attributes_asked;
static atomic_int probes_unanswered;
static atomic_int probes_refused;
static char story[1024];

static void tell (const char *what)
{
    size_t told = strlen (story);
    snprintf (story + told, sizeof (story) - told, "%s ", what);
}

static void must (int condition)
{
    if (!condition)
        live[MISUSES]++;
}

static void *make (int kind, size_t size)
{
    live[kind]++;
    return calloc (1, size);
}

/* What was freed is overwritten first, so that whoever still reads it sees that. */
static void unmake (int kind, void *object, size_t size)
{
    if (object) {
        live[kind]--;
        memset (object, '#', size);
        free (object);
    }
}

/* For the tests */

void double_live (long *counts)
{
    for (int i = 0; i < KINDS; i++)
        counts[i] = live[i];
}

/* What ended since the last call, in order. */
void double_story (char *buffer)
{
    strcpy (buffer, story);
    story[0] = 0;
}

void double_refuse_next_opens (int count)
{
    refusals = count;
}

void double_leave_submissions_unanswered (int yes)
{
    submissions_unanswered = yes;
}

void double_leave_probes_unanswered (int yes)
{
    probes_unanswered = yes;
}

void double_refuse_next_probes (int count)
{
    probes_refused = count;
}

void double_attributes_asked (int *count)
{
    *count = attributes_asked;
}

/* Handle and reactor */

handle *flux_open_ex (const char *uri, int flags, char *error)
{
    (void)flags;
    if (refusals > 0) {
        refusals--;
        snprintf (error, 160, "the double refuses %s", uri ? uri : "NULL");
        errno = ECONNREFUSED;
        return NULL;
    }
    errno = WRONG_ERRNO;
    return make (HANDLES, sizeof (handle));
}

void flux_close (handle *h)
{
    must (h->watcher == NULL && h->handlers == 0 && h->futures == NULL);
    if (h->comms_error)
        must (h->comms_error (h, NULL) == -1); /* its stub outlives the handle */
    unmake (HANDLES, h, sizeof (*h));
    tell ("handle");
    errno = WRONG_ERRNO;
}

handle *flux_get_reactor (handle *h)
{
    return h;
}

#ifndef WITHOUT_COMMS_ERROR
void flux_comms_error_set (handle *h, int (*fn) (handle *, void *), void *arg)
{
    (void)arg;
    h->comms_error = fn;
    errno = WRONG_ERRNO;
}
#endif

const char *flux_attr_get (handle *h, const char *name)
{
    attributes_asked++;
    if (strcmp (name, "security.owner") != 0) {
        errno = ENOENT;
        return NULL;
    }
    snprintf (h->value, sizeof (h->value), "%u", (unsigned)getuid ());
    errno = WRONG_ERRNO;
    return h->value;
}

void flux_reactor_stop (handle *h)
{
    h->stopped = 1;
    errno = WRONG_ERRNO;
}

static void respond (future *f, const char *data, size_t length)
{
    f->ready = 1;
    f->length = length;
    if (length > 0) {
        f->payload = make (PAYLOADS, length);
        memcpy (f->payload, data, length);
    }
}

static void fulfil (future *f)
{
    if (f->streaming && f->sent < f->count) {
        char json[32];
        int length = snprintf (json, sizeof (json), "{\"n\":%ld}", f->sent++);
        respond (f, json, length + 1);
    }
    f->ready = 0;
    f->cb (f, f->arg);
}

static future *first_ready (handle *h)
{
    future *f = h->futures;
    while (f && !(f->ready && f->cb))
        f = f->next;
    return f;
}

static double now (void)
{
    struct timespec t;
    clock_gettime (CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

/* How many milliseconds until a future is ready or late, -1 if none will be by itself. */
static int patience (handle *h)
{
    double first = -1;
    for (future *f = h->futures; f; f = f->next) {
        if (f->ready && f->cb)
            return 0;
        if (f->cb && f->deadline >= 0 && (first < 0 || f->deadline < first))
            first = f->deadline;
    }
    double left = first < 0 ? -1 : first - now ();
    return first < 0 ? -1 : left < 0 ? 0 : left > 1000 ? 1000000 : (int)(left * 1000) + 1;
}

static void expire (handle *h)
{
    for (future *f = h->futures; f; f = f->next)
        if (f->cb && !f->ready && f->deadline >= 0 && f->deadline <= now ()) {
            f->error = ETIMEDOUT;
            f->ready = 1;
        }
}

int flux_reactor_run (handle *h, int flags)
{
    (void)flags;
    h->stopped = 0;
    while (!h->stopped && !h->lost) {
        future *f;
        struct pollfd p = { .fd = h->watcher->fd, .events = POLLIN };
        if (poll (&p, 1, patience (h)) > 0)
            h->watcher->cb (h, h->watcher, 1, h->watcher->arg);
        expire (h);
        if (!h->stopped && !h->lost && (f = first_ready (h)))
            fulfil (f);
    }
    if (h->lost) {
        must (h->comms_error (h, NULL) == -1);
        errno = ECONNRESET;
        return -1;
    }
    errno = WRONG_ERRNO;
    return 0;
}

watcher *flux_fd_watcher_create (handle *h, int fd, int events,
                                 void (*cb) (handle *, watcher *, int, void *), void *arg)
{
    watcher *w = make (WATCHERS, sizeof (*w));
    (void)events;
    *w = (watcher) { .h = h, .fd = fd, .cb = cb, .arg = arg };
    h->watcher = w;
    errno = WRONG_ERRNO;
    return w;
}

void flux_watcher_start (watcher *w)
{
    w->started = 1;
}

void flux_watcher_stop (watcher *w)
{
    w->started = 0;
}

void flux_watcher_destroy (watcher *w)
{
    if (w) {
        must (!w->started);
        w->h->watcher = NULL;
        unmake (WATCHERS, w, sizeof (*w));
        tell ("watcher");
    }
    errno = WRONG_ERRNO;
}

handler *flux_msg_handler_create (handle *h, const void *match, void *cb, void *arg)
{
    handler *m = make (HANDLERS, sizeof (*m));
    (void)match, (void)cb, (void)arg;
    m->h = h;
    h->handlers++;
    errno = WRONG_ERRNO;
    return m;
}

void flux_msg_handler_start (handler *m)
{
    (void)m;
}

void flux_msg_handler_stop (handler *m)
{
    (void)m;
}

void flux_msg_handler_destroy (handler *m)
{
    if (m) {
        m->h->handlers--;
        unmake (HANDLERS, m, sizeof (*m));
        tell ("handler");
    }
    errno = WRONG_ERRNO;
}

/* Requests and responses */

static long number (const char *json, const char *key, long otherwise)
{
    const char *at = json ? strstr (json, key) : NULL;
    return at ? atol (at + strlen (key)) : otherwise;
}

static void text (const char *json, char *buffer)
{
    const char *at = json ? strstr (json, "\"text\":\"") : NULL;
    if (at)
        sscanf (at, "\"text\":\"%159[^\"]", buffer);
}

static void end_stream (handle *h, int tag)
{
    for (future *f = h->futures; f; f = f->next)
        if (f->tag == tag && f->streaming) {
            f->count = f->sent;
            f->error = ENODATA;
            f->text[0] = 0;
            f->ready = 1;
        }
}

static void obey (future *f, const char *topic, const char *data, size_t length)
{
    f->error = (int)number (data, "\"errno\":", 0);
    text (data, f->text);
    if (strcmp (topic, "double.echo") == 0)
        respond (f, data, length);
    else if (strcmp (topic, "double.bytes") == 0)
        respond (f, data, length - 1);
    else if (strcmp (topic, "double.empty") == 0)
        respond (f, NULL, 0);
    else if (strcmp (topic, "state-machine.wait") == 0) {
        if (!probes_unanswered)
            respond (f, NULL, 0);
    }
    else if (strcmp (topic, "double.count") == 0) {
        f->count = number (data, "\"count\":", 0);
        f->ready = 1;
    } else if (strcmp (topic, "double.lose") == 0)
        f->h->lost = 1;
    else if (strcmp (topic, "job-ingest.submit") == 0) {
        if (!submissions_unanswered)
            respond (f, "{\"id\":1234}", sizeof ("{\"id\":1234}"));
    } else if (strcmp (topic, "double.never") != 0) {
        f->error = f->error ? f->error : ENOSYS;
        f->ready = 1;
    }
}

future *flux_rpc_raw (handle *h, const char *topic, const void *data, size_t length,
                      uint32_t nodeid, int flags)
{
    if (probes_refused > 0 && strcmp (topic, "state-machine.wait") == 0) {
        probes_refused--;
        errno = EPIPE;
        return NULL;
    }
    if (h->lost || strcmp (topic, "double.refuse") == 0) {
        errno = h->lost ? ECONNRESET : (int)number (data, "\"errno\":", EINVAL);
        return NULL;
    }
    future *f = make (FUTURES, sizeof (*f));
    f->h = h;
    f->next = h->futures;
    h->futures = f;
    f->nodeid = (int)nodeid;
    f->tag = ++h->next_tag;
    f->streaming = flags > NORESPONSE;
    if (flags == NORESPONSE && strstr (topic, "-cancel"))
        end_stream (h, (int)number (data, "\"matchtag\":", 0));
    else
        obey (f, topic, data, length);
    errno = WRONG_ERRNO;
    return f;
}

future *flux_job_submit (handle *h, const char *jobspec, int urgency, int flags)
{
    (void)urgency, (void)flags;
    return flux_rpc_raw (h, "job-ingest.submit", jobspec, strlen (jobspec) + 1, 0, 0);
}

int flux_rpc_get_matchtag (future *f)
{
    return f->tag;
}

uint32_t flux_rpc_get_nodeid (future *f)
{
    return (uint32_t)f->nodeid;
}

int flux_rpc_get_raw (future *f, const void **data, size_t *length)
{
    if (f->error && (!f->streaming || !f->payload)) {
        errno = f->error;
        return -1;
    }
    *data = f->payload;
    *length = f->length;
    errno = WRONG_ERRNO;
    return 0;
}

int flux_future_then (future *f, double timeout, void (*cb) (future *, void *), void *arg)
{
    f->deadline = timeout < 0 ? -1 : now () + timeout;
    f->cb = cb;
    f->arg = arg;
    errno = WRONG_ERRNO;
    return 0;
}

const char *flux_future_error_string (future *f)
{
    errno = WRONG_ERRNO;
    return f->text[0] ? f->text : NULL;
}

void flux_future_reset (future *f)
{
    unmake (PAYLOADS, f->payload, f->length);
    f->payload = NULL;
    f->ready = 1;
    errno = WRONG_ERRNO;
}

void flux_future_destroy (future *f)
{
    if (f) {
        future **at = &f->h->futures;
        while (*at != f)
            at = &(*at)->next;
        *at = f->next;
        unmake (PAYLOADS, f->payload, f->length);
        unmake (FUTURES, f, sizeof (*f));
    }
    errno = WRONG_ERRNO;
}
