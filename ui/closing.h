/* closing.h - projects that are let go after their window.
 *
 * What is left to do for a big one, to put its log into the file and to free a million
 * codings, would hold up the window for as long as a blink or two.
 */
#pragma once

#include <scholiast/project.h>

/* Closes it on a thread of its own, unless somebody still holds it afterwards. Any
 * thread. */
void scho_closing_begin (SchoProject *project);

/* Until all that has begun is done; before a project is opened, which may be one of them,
 * and at the end of the program. Any thread. */
void scho_closing_wait (void);
