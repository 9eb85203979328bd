/* output-private.h - one file on its way to its place. */
#pragma once

#include <scholiast/output.h>
#include <sys/types.h>

/**
 * SchoOutputFile:
 * @place: where it will be, for people
 * @name: (nullable): in its folder, at the end
 * @temporary: (nullable): in its folder, until then
 * @mode: its permissions, at the end
 * @fd: open while its stream is; else -1
 * @base: (nullable): what to write to where there is no file of ours
 * @stream: (nullable): a weak pointer to what the exporter holds
 * @error: (nullable): the first that happened, even if the exporter looked away
 * @replaces: something is at @name
 * @has_old: @temporary now holds what was at @name before
 */
typedef struct
{
  char *place;
  char *name;
  char *temporary;
  mode_t mode;
  int fd;
  GOutputStream *base;
  GOutputStream *stream;
  GError *error;
  gboolean replaces;
  gboolean has_old;
} SchoOutputFile;

SchoOutputFile *scho_output_file_new (const char *place);
void scho_output_file_free (SchoOutputFile *self);

/* Once. (transfer full): buffered; closes @fd but not @base. */
GOutputStream *scho_output_file_open_stream (SchoOutputFile *self);

/* Closes the stream where nobody did; FALSE if anything failed since it was opened. */
gboolean scho_output_file_close (SchoOutputFile *self, GError **error);

/**
 * scho_output_dup_name:
 * @words: any words
 * @taken: the names of before, folded → a number to go on from; the new one is added
 *
 * A file name for any file system: no separators, no control characters, no leading dot,
 * 200 bytes at most, none twice in whatever case.
 */
char *scho_output_dup_name (const char *words, GHashTable *taken);

/* FALSE, with "@place: " and the words for @code. */
gboolean scho_output_fail (GError **error, const char *place, int code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoOutputFile, scho_output_file_free)
