/* marginalia.h - a text with its codings as comments: one walk through its elements,
 * lines, runs and the places where comments begin and end. */
#pragma once

#include "outline.h"
#include "runs.h"

/**
 * MarginaliaHandler:
 * @open: the coding at that place begins: within a line, before its first run
 * @close: it ends: within a line, after its last run
 *
 * Each coding that is shown and has words is opened and closed once; others may lie
 * across it.
 */
typedef struct
{
  void (*begin) (gpointer data, const OutlineElement *element);
  void (*end) (gpointer data, const OutlineElement *element);
  void (*blank) (gpointer data, guint n);
  void (*begin_line) (gpointer data, const OutlineLine *line);
  void (*end_line) (gpointer data, const OutlineLine *line);
  void (*run) (gpointer data, const Run *run);
  void (*open) (gpointer data, guint32 coding);
  void (*close) (gpointer data, guint32 coding);
} MarginaliaHandler;

/* @n_left: (out): codings of empty lines only, which have nothing to stand at */
gboolean marginalia_walk (SchoText *text,
                          SchoCodings *codings,
                          const MarginaliaHandler *handler,
                          gpointer data,
                          guint *n_left,
                          GCancellable *cancellable,
                          GError **error);
