/* codebook-write.h - the codebook as a document to read: each code with what it means,
 * how often it was used, and the passages that are marked as its examples. */
#pragma once

#include "passages.h"

#include "../shared/controls.h"

#include "../tei/tei-writer.h"

#define CODEBOOK_OPTIONS                                                                 \
  { "examples", SCHO_OPTION_INTEGER, "0",                                                \
    N_ ("Passages of a code without marked examples, at most"), NULL },                  \
      SELECTION_OPTIONS

typedef struct _CodebookForm CodebookForm;

typedef struct
{
  SchoSnapshot *snapshot;
  const Selection *selection;
  TeiWriter *writer;
  const CodebookForm *form;
  guint n_examples;
  gboolean has_pseudonyms; /* in place of names */
  guint depth;             /* of the code, from 0 at the top of what is shown */
  guint n_open;            /* divisions, of TEI */
} Codebook;

/* What a format writes. */
struct _CodebookForm
{
  guint carries; /* what else than names, words and examples: of Carries */
  void (*begin) (Codebook *self, const char *title, const char *memo);
  /* @counts: translated */
  void (*begin_code) (Codebook *self, const SchoCode *code, const char *counts);
  /* A paragraph. @title: (nullable): translated */
  void (*note) (Codebook *self, const char *title, const char *words);
  void (*quotation) (Codebook *self, const char *words, const char *source);
  /* That of the code itself; those below it come after it. */
  void (*end_code) (Codebook *self);
  void (*end) (Codebook *self);
};

/* Into the writer. */
gboolean codebook_write (Codebook *self, GCancellable *cancellable, GError **error);

extern const CodebookForm codebook_html, codebook_odt;

/* What the exporters have in common. A codebook is one also without a document.
 * @selection: cleared by the caller */
gboolean codebook_init (Codebook *self,
                        Selection *selection,
                        SchoSnapshot *snapshot,
                        SchoOptions *options,
                        SchoOutput *output,
                        GCancellable *cancellable,
                        GError **error);
GOutputStream *codebook_open (SchoSnapshot *snapshot,
                              SchoOutput *output,
                              const char *ending,
                              GError **error);

/* All of one that is a file without a package. */
gboolean codebook_write_plain (SchoSnapshot *snapshot,
                               SchoOutput *output,
                               SchoOptions *options,
                               const CodebookForm *form,
                               const char *ending,
                               GCancellable *cancellable,
                               GError **error);
