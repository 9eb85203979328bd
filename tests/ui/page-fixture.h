/* page-fixture.h - a window with one page, and projects to show in it. */
#pragma once

#include <scholiast/edit.h>
#include <scholiast/project.h>
#include <ui/page.h>

typedef struct
{
  char *folder;
  SchoProject *project;
  GtkWidget *window;
  SchoPage *page;
} Fixture;

/* A project without documents: @n_codes codes, two coders. No window yet. */
void fixture_open (Fixture *self, guint n_codes);
void fixture_close (Fixture *self);

guint32 fixture_add_document (Fixture *self, const char *title, const char *utf8);
guint32 fixture_add_text (Fixture *self, const char *title, SchoText *text);

/* In one step: codings of codes and coders in turn, lengths and distances by chance. */
void fixture_add_codings (Fixture *self, guint32 document, guint n, GRand *random);
void fixture_add_coding (
    Fixture *self, guint32 document, guint32 start, guint32 end, guint32 code);

/* The window is on the screen when this returns; the page may not be filled yet. */
void fixture_show (Fixture *self, guint32 document, int width, int height);

/* Runs the main loop. */
void fixture_run (guint milliseconds);

/* Until a frame was drawn after all that was to be done first. */
void fixture_settle (Fixture *self);

/* Writes NAME.png to the folder SCHOLIAST_ARTEFACTS, or where we are. */
void fixture_picture (Fixture *self, const char *name);
