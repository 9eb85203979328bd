/* exchange.h - random projects for formats that carry codings to and fro, and what is in
 * them as lines that can be compared. */
#pragma once

#include "fixture.h"

/* What a format can carry. */
typedef enum
{
  EXCHANGE_MEMOS = 1 << 0,   /* of codings */
  EXCHANGE_WEIGHTS = 1 << 1, /* of codings */
  EXCHANGE_UUIDS = 1 << 2,   /* of codings */
  EXCHANGE_TYPES = 1 << 4,   /* codes by their names as one word, wherever they are */
  EXCHANGE_PIECES = 1 << 3,  /* codings are compared without line feeds, cut there */
} ExchangeFlags;

/* Documents of words with signs beyond 16 bits, marks, line feeds, quotation marks and
 * what JSON, XML and TSV must escape; codes; Ana and Ben. The same @seed makes the same,
 * whatever @n_codings is. */
void
exchange_fill (Fixture *self, guint32 seed, guint n_codings, const char *const *coders);

/* A sorted line for each coding. @coder: nullable, only of this one. (transfer full) */
char *exchange_dump (SchoSnapshot *snapshot, ExchangeFlags flags, const char *coder);

/* Two of them must be the same; says the first line that differs. */
void exchange_compare (const char *before, const char *after);

/* A fixture with the same documents and codes without codings. */
void exchange_open_copy (Fixture *self, guint32 seed);

/* A seed of this run, printed. */
guint32 exchange_seed (void);

/* Runs an exporter into a folder or a file; a failure ends the test. */
void exchange_export (Fixture *self,
                      const char *exporter,
                      const char *path,
                      const char *const *set);
