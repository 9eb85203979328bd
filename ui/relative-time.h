/* relative-time.h - when something was, as people say it. */
#pragma once

#include <glib.h>

/* "5 minutes ago", "yesterday", "3 May 2026". Both in the user's zone. (transfer full) */
char *scho_relative_time (GDateTime *then, GDateTime *now);

/* The whole of it: "3 May 2026, 14:20:05". (transfer full) */
char *scho_full_time (GDateTime *then);
